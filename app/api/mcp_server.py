"""Serves the data to language models over the Model Context Protocol (modelcontextprotocol.io)."""

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
that states it. Begin with answer_question, or with find_regions and find_indicators. Values are plain
numbers: 万 and 亿 are multiplied out. Cite the report of each figure (`citations`). If there are no rows,
`no` gives the reason: not_held (no report of the place), not_stated (the reports do not state it), in_doubt
(only doubtful rows), not_understood (an unknown name). Tell the user the reason, and never fill a gap from
memory. `file` is the address of all rows.
"""
MOST_ROWS: Final = 100

Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="The maximum number of rows.")]
Region = Annotated[
    str,
    Field(description="A place: code, name or pinyin. If places share a name, add the province: 北京朝阳区."),
]
Indicator = Annotated[
    str, Field(description="A quantity: name, code or English name, such as GDP or 新增就业.")
]
Year = Annotated[int | None, Field(description="A four-digit year.")]
Status = Annotated[Literal["", "actual", "target"], Field(description="actual: a result; target: a plan.")]
Measure = Annotated[
    Literal["", "level", "growth", "average_growth", "change", "share", "rank", "completion", "ratio"],
    Field(description="The kind of figure."),
]


def make_server(database: Database, base: str) -> MCPServer:
    """A server for one database; ``base`` is the HTTP address of the service, for addresses of files."""
    server = MCPServer("zhibiao", title="Zhibiao 指标", instructions=INSTRUCTIONS, version=__version__)

    @server.tool()
    def answer_question(
        question: Annotated[str, Field(description="A question, such as 鄞州2020年新增就业目标.")],
    ) -> Answer:
        """Find the observations that a question in words asks for, best first, and how it was understood."""
        return ask(database, base, "resolve", {"q": question}, MOST)

    @server.tool()
    def find_indicators(words: str, limit: Limit = 10) -> Answer:
        """Find indicators of the catalogue by part of a name, in Chinese or English."""
        return ask(database, base, "indicators", {"q": words}, limit)

    @server.tool()
    def find_regions(words: str = "", limit: Limit = 10) -> Answer:
        """Find places with reports in the database by part of a name, in Chinese, English or pinyin."""
        return ask(database, base, "regions", {"q": words}, limit)

    @server.tool()
    def get_observations(  # noqa: PLR0913, PLR0917 # the filters of a list
        region: Region = "",
        indicator: Indicator = "",
        year_from: Year = None,
        year_to: Year = None,
        status: Status = "",
        measure: Measure = "",
        words: Annotated[str, Field(description="Words to search for in names and sentences.")] = "",
        limit: Limit = 20,
    ) -> Answer:
        """Get the values that reports state, with their sentences."""
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
        """Get targets and their results."""
        filters: dict[str, Any] = {"region": region, "indicator": indicator}
        return ask(
            database, base, "comparisons", {**filters, "year_from": year_from, "year_to": year_to}, limit
        )

    @server.tool()
    def get_evidence(observation_id: str) -> Answer:
        """Get one observation with its sentence, the text around it, and the citation of its report."""
        return evidence(database, observation_id)

    return server
