"""OpenAPI descriptions of the routes of releases."""

from __future__ import annotations

from typing import Any, Final

from app.api.openapi.document import ETAG, Route, problems, route
from app.api.responses.files import OTHER

Answers = dict[int | str, dict[str, Any]]
_EXAMPLE: Final[dict[str, Any]] = {
    "name": "2026-01-31-334",
    "title": "Zhibiao 指标, data of 2026-01-31-334",
    "sequence": 334,
    "changed_at": "2026-01-31T08:00:00Z",
    "program": "0.1.0",
    "extractor_version": "1a2b3c4d5e6f",
    "rows": {"observations": 334},
    "licence": "Apache-2.0",
    "citation": "Zhibiao 指标 0.1.0, data release 2026-01-31-334, extracted from work reports.",
    "changes": None,
    "url": "http://127.0.0.1:8000/v1/releases/2026-01-31-334",
    "files": [
        {
            "name": "observations.csv",
            "bytes": 250000,
            "sha256": "de91f31a425550d918f5b6eaadaed3a9396eed7d73f7b59ce4085177679a393e",
            "url": "http://127.0.0.1:8000/v1/releases/2026-01-31-334/observations.csv",
        }
    ],
}
_TEXT: Final[dict[str, Any]] = {"type": "string"}
_NUMBER: Final[dict[str, Any]] = {"type": "integer"}
_NUMBERS: Final[dict[str, Any]] = {"type": "object", "additionalProperties": _NUMBER}


def _object(description: str, **properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has all these properties."""
    return {
        "type": "object",
        "description": description,
        "required": list(properties),
        "properties": properties,
    }


_FILE: Final = _object("A file.", name=_TEXT, bytes=_NUMBER, sha256=_TEXT, url=_TEXT)
_CHANGES: Final = _object(
    "The numbers of changes since another release.",
    since=_TEXT, added=_NUMBER, changed=_NUMBER, removed=_NUMBER,
)  # fmt: skip # as many properties a line as it holds
_RELEASE: Final = _object(
    "A release with its files.",
    **dict.fromkeys(_EXAMPLE, _TEXT)
    | {"sequence": _NUMBER, "rows": _NUMBERS, "files": {"type": "array", "items": _FILE}}
    | {"changes": {"anyOf": [_CHANGES, {"type": "null"}]}},
)
_LATEST: Final[Answers] = {302: {"description": "`Location` has the address of the latest release."}}


def describe_releases(summary: str) -> Route:
    """Keyword arguments for the route of all releases."""
    schema = {
        "type": "object",
        "required": ["data", "total"],
        "properties": {"data": {"type": "array", "items": _RELEASE}, "total": {"type": "integer"}},
    }
    content = {"application/json": {"schema": schema, "example": {"data": [_EXAMPLE], "total": 1}}}
    found = {"description": "The releases.", "headers": ETAG, "content": content}
    return route(
        "releases", "listReleases", summary, found, problems((406, 422), "/v1/releases?verbose=1"), {}
    )


def describe_release(summary: str) -> Route:
    """Keyword arguments for the route of one release."""
    content = {"application/json": {"schema": _RELEASE, "example": _EXAMPLE}}
    found = {"description": "The release.", "headers": ETAG, "content": content}
    refusals = problems((404, 406, 422), "/v1/releases/1999-01-01-1", "release")
    return route("releases", "getRelease", summary, found, _LATEST | refusals, {})


def describe_release_file(summary: str) -> Route:
    """Keyword arguments for the route of a file of a release."""
    schema = {"type": "string", "format": "binary", "description": "The file."}
    # Generators of clients know the first type only.
    content = {name: {"schema": schema, "example": "the file"} for name in (OTHER, "*/*")}
    found = {"description": "The file.", "headers": ETAG, "content": content}
    part: Answers = {206: {**found, "description": "The requested range."}}
    none: Answers = {416: {"description": "The file has no such range."}}
    refusals = problems((404, 422), "/v1/releases/1999-01-01-1/observations.csv", "release")
    return route("releases", "getReleaseFile", summary, found, _LATEST | part | none | refusals, {})
