"""Serves the data to language models over the Model Context Protocol (modelcontextprotocol.io)."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from mcp.server.mcpserver import MCPServer
from pydantic import Field

from app import __version__
from app.services.database import Database
from app.services.lists.assistance import Answer, ask, evidence
from app.services.lists.resolve import MOST

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
    tools = Tools(database, base)
    for tool in (
        tools.answer_question, tools.find_indicators, tools.find_regions, tools.get_observations,
        tools.get_comparisons, tools.get_evidence,
    ):  # fmt: skip # the order in which clients list them
        server.add_tool(tool)
    return server


class Tools:
    """The tools of the server: a client sees their names, parameters and docstrings."""

    def __init__(self, database: Database, base: str) -> None:
        self._database, self._base = database, base

    def _ask(self, resource: str, filters: dict[str, Any], limit: int) -> Answer:
        return ask(self._database, self._base, resource, filters, limit)

    def answer_question(
        self,
        question: Annotated[str, Field(description="A question, such as 鄞州2020年新增就业目标.")],
    ) -> Answer:
        """Find the observations that a question in words asks for, best first, and how it was understood."""
        return self._ask("resolve", {"q": question}, MOST)

    def find_indicators(self, words: str, limit: Limit = 10) -> Answer:
        """Find indicators of the catalogue by part of a name, in Chinese or English."""
        return self._ask("indicators", {"q": words}, limit)

    def find_regions(self, words: str = "", limit: Limit = 10) -> Answer:
        """Find places with reports in the database by part of a name, in Chinese, English or pinyin."""
        return self._ask("regions", {"q": words}, limit)

    def get_observations(  # noqa: PLR0913, PLR0917 # the filters of a list
        self,
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
        filters = {
            "region": region, "indicator": indicator, "year_from": year_from, "year_to": year_to,
            "status": status, "measure": measure, "q": words,
        }  # fmt: skip # as many filters a line as it holds
        return self._ask("observations", filters, limit)

    def get_comparisons(
        self,
        region: Region = "",
        indicator: Indicator = "",
        year_from: Year = None,
        year_to: Year = None,
        limit: Limit = 20,
    ) -> Answer:
        """Get targets and their results."""
        filters = {"region": region, "indicator": indicator, "year_from": year_from, "year_to": year_to}
        return self._ask("comparisons", filters, limit)

    def get_evidence(self, observation_id: str) -> Answer:
        """Get one observation with its sentence, the text around it, and the citation of its report."""
        return evidence(self._database, observation_id)
