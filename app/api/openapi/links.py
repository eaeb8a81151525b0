"""OpenAPI links: cells of a response that are parameters of other operations."""

from __future__ import annotations

from typing import Any, Final, NamedTuple


class Link(NamedTuple):
    """A link from a cell of an operation's response to a parameter of another operation."""

    name: str
    operation: str
    cell: str
    target: str
    parameter: str
    description: str


def _of_first_row(name: str, operation: str, column: str, target: str, parameter: str = "") -> Link:
    """A link from the first row of a list; the parameter has the name of the column by default."""
    description = (
        f"`{column}` of a row (here of the first row) is the parameter `{parameter or column}` of `{target}`."
    )
    return Link(name, operation, f"data/0/{column}", target, parameter or column, description)


def _of_one(name: str, operation: str, field: str, target: str, parameter: str = "") -> Link:
    description = f"`{field}` is the parameter `{parameter or field}` of `{target}`."
    return Link(name, operation, field, target, parameter or field, description)


LINKS: Final = (
    _of_first_row("evidence", "listObservations", "id", "getObservation"),
    _of_first_row("report", "listObservations", "report_id", "getReport", "id"),
    _of_one("report", "getObservation", "report_id", "getReport", "id"),
    _of_one("text", "getObservation", "report_id", "getReportText", "id"),
    _of_first_row("target", "listComparisons", "target_observation_id", "getObservation", "id"),
    _of_first_row("changed", "listChanges", "observation_id", "getObservation", "id"),
    _of_first_row("report", "listReports", "id", "getReport"),
    _of_first_row("text", "listReports", "id", "getReportText"),
    _of_first_row("observations", "listReports", "id", "listObservations", "report_id"),
    _of_one("text", "getReport", "id", "getReportText"),
    _of_one("versions", "getReport", "id", "getReportVersions"),
    _of_one("citation", "getReport", "id", "getReportCitation"),
    _of_one("original", "getReport", "id", "getReportOriginal"),
    _of_one("observations", "getReport", "id", "listObservations", "report_id"),
    _of_first_row("observations", "listIndicators", "indicator_code", "listObservations"),
    _of_first_row("comparisons", "listIndicators", "indicator_code", "listComparisons"),
    _of_first_row("observations", "listCategories", "category", "listObservations"),
    _of_first_row("observations", "listYears", "year", "listObservations"),
    _of_first_row("observations", "listUnits", "unit", "listObservations"),
    _of_first_row("observations", "listRegions", "region", "listObservations"),
    _of_first_row("comparisons", "listRegions", "region", "listComparisons"),
    _of_first_row("reports", "listRegions", "region", "listReports"),
)


def links_of(operation: str) -> dict[str, dict[str, Any]]:
    """The links of an operation's response by name, in the form of OpenAPI."""
    return {
        link.name: {
            "operationId": link.target,
            "parameters": {link.parameter: f"$response.body#/{link.cell}"},
            "description": link.description,
        }
        for link in LINKS
        if link.operation == operation
    }
