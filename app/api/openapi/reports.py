"""OpenAPI descriptions of the routes below one report."""

from __future__ import annotations

from typing import Any

from app.api.openapi.document import ETAG, Route, problems, route
from app.api.responses.files import MEDIA_TYPES, OTHER
from app.api.schemas import rows
from app.api.schemas.reports import CITATION, VERSION

_JSON = "application/json"


def describe_text(summary: str) -> Route:
    """Keyword arguments for the route of a report's text."""
    content = {"text/plain": {"schema": {"type": "string"}, "example": rows.TEXT_EXAMPLE}}
    return _of_report("text", summary, "The text.", content)


def describe_versions(summary: str) -> Route:
    """Keyword arguments for the route of all texts of a report."""
    schema = {"$ref": "#/components/schemas/ReportVersions"}
    return _of_report(
        "versions", summary, "The texts.", {_JSON: {"schema": schema, "example": {"data": [VERSION]}}}
    )


def describe_citation(summary: str) -> Route:
    """Keyword arguments for the route of a report's citation."""
    schema = {
        "type": "array",
        "description": "CSL JSON, see https://citationstyles.org.",
        "items": {"type": "object", "required": ["id", "type", "title", "issued"]},
        "examples": [[CITATION]],
    }
    return _of_report(
        "citation", summary, "The citation.", {_JSON: {"schema": schema, "example": [CITATION]}}
    )


def describe_original(summary: str) -> Route:
    """Keyword arguments for the route of the file of a report."""
    schema = {"type": "string", "format": "binary", "description": "The file."}
    # Generators of clients take the first type: with a type of text they would decode the bytes.
    types = (OTHER, *MEDIA_TYPES.values())
    return _of_report(
        "original", summary, "The file.", {name: {"schema": schema, "example": "file"} for name in types}
    )


def _of_report(name: str, summary: str, what: str, content: dict[str, Any]) -> Route:
    found = {"description": what, "headers": ETAG, "content": content}
    refusals = problems((404, 406, 422), f"/v1/reports/330212-1999/{name}", "report")
    return route("reports", f"getReport{name.capitalize()}", summary, found, refusals, {})
