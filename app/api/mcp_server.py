"""The data for language models, over the Model Context Protocol (modelcontextprotocol.io)."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from mcp.server.mcpserver import MCPServer
from pydantic import Field

from app import __version__
from app.services.assistance import Answer, ask, evidence
from app.services.database import Database
from app.services.resolve import MOST

INSTRUCTIONS: Final = """\
Every numeric indicator of Chinese government work reports (政府工作报告) in a database, with the sentence
that states it. Begin with answer_question, or with find_regions and find_indicators. Values are digits: 万
and 亿 are multiplied out. Cite the report of each figure (`citations`). `no` says why there is nothing:
not_held (no report of the place), not_stated (the reports do not say), in_doubt (only doubtful rows),
not_understood (an unknown name). Say which of these it is, and never fill a gap from memory. `file` is the
address of all rows.
"""
MOST_ROWS: Final = 100

Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="The most rows to return.")]
Region = Annotated[
    str,
    Field(description="A place: code, Chinese or English name, pinyin. 北京朝阳区 where several share one."),
]
Indicator = Annotated[
    str, Field(description="A quantity: name, code or English name, such as GDP or 新增就业.")
]
Year = Annotated[int | None, Field(description="A year of four digits.")]
Status = Annotated[Literal["", "actual", "target"], Field(description="What happened or what is planned.")]
Measure = Annotated[
    Literal["", "level", "growth", "average_growth", "change", "share", "rank", "completion", "ratio"],
    Field(description="The kind of figure."),
]


def make_server(database: Database, base: str) -> MCPServer:
    """A server over one database; ``base`` is where the service answers over HTTP, for addresses of files."""
    server = MCPServer("zhibiao", title="Zhibiao 指标", instructions=INSTRUCTIONS, version=__version__)

    @server.tool()
    def answer_question(
        question: Annotated[str, Field(description="Such as 鄞州2020年新增就业目标.")],
    ) -> Answer:
        """The observations that a question in words asks for, the best first, with how it was understood."""
        return ask(database, base, "resolve", {"q": question}, MOST)

    @server.tool()
    def find_indicators(words: str, limit: Limit = 10) -> Answer:
        """Indicators of the catalogue by a part of a name, in Chinese or English."""
        return ask(database, base, "indicators", {"q": words}, limit)

    @server.tool()
    def find_regions(words: str = "", limit: Limit = 10) -> Answer:
        """Places with reports in the database by a part of a name, in Chinese, English or pinyin."""
        return ask(database, base, "regions", {"q": words}, limit)

    @server.tool()
    def get_observations(  # noqa: PLR0913, PLR0917 # the filters of a list
        region: Region = "",
        indicator: Indicator = "",
        year_from: Year = None,
        year_to: Year = None,
        status: Status = "",
        measure: Measure = "",
        words: Annotated[str, Field(description="Words in names and sentences.")] = "",
        limit: Limit = 20,
    ) -> Answer:
        """What reports state: values with their sentences."""
        filters = {"region": region, "indicator": indicator, "year_from": year_from, "year_to": year_to}
        return ask(
            database,
            base,
            "observations",
            {**filters, "status": status, "measure": measure, "q": words},
            limit,
        )

    @server.tool()
    def get_comparisons(
        region: Region = "",
        indicator: Indicator = "",
        year_from: Year = None,
        year_to: Year = None,
        limit: Limit = 20,
    ) -> Answer:
        """Targets beside what came of them."""
        filters: dict[str, Any] = {"region": region, "indicator": indicator}
        return ask(
            database, base, "comparisons", {**filters, "year_from": year_from, "year_to": year_to}, limit
        )

    @server.tool()
    def get_evidence(observation_id: str) -> Answer:
        """One observation with its sentence, the text around it, and how to cite its report."""
        return evidence(database, observation_id)

    return server
