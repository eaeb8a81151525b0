"""The OpenAPI document, made from the rows of filters and fields.

``describe_list`` and similar functions return the keyword arguments of a route; ``complete`` adds the
schemas that they refer to. One row of ``store/filters.py`` or ``store/fields.py`` changes the query, the
response and this document together.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import Path
from starlette.responses import Response

from app.api.edge.problems import (
    DETAILS,
    MEDIA_TYPE,
    TITLES,
    ProblemError,
    as_problem,
    document,
    wrong_parameters,
)
from app.api.openapi.links import links_of
from app.api.schemas import rows
from app.api.schemas.parameters import file_parameters, list_parameters
from app.services.lists.queries import NotFoundError, WrongParameter
from app.store.declared.resources import LISTS

Route = dict[str, Any]

_LIST: Final = "x-list"
_FILE: Final = "x-list-file"


def _identifier(noun: str) -> Any:  # noqa: ANN401 # what the framework's own Path returns
    """The path parameter ``{id}`` of one ``noun``."""
    description = f"Id of the {noun}, as in the list `/v1/{noun}s`."
    return Path(alias="id", description=description, examples=[rows.example_row(f"{noun}s")["id"]])


ObservationId = Annotated[str, _identifier("observation")]
ReportId = Annotated[str, _identifier("report")]


def _header(name: str, description: str, example: str | int) -> dict[str, Any]:
    schema = {"type": "integer" if isinstance(example, int) else "string", "examples": [example]}
    return {name: {"description": description, "schema": schema}}


ETAG: Final = _header(
    "ETag",
    "Version of the response: `If-None-Match` with it returns 304 until it changes.",
    'W/"12-5a1f0c9e77b3d210"',
)
TOTAL: Final = _header("X-Total-Count", "Number of rows in the whole selection.", 322)
LINK: Final = _header(
    "Link",
    'Address of the next page, `rel="next"`; missing on the last page.',
    '<http://127.0.0.1:8000/v1/observations?cursor=WyJhIl0>; rel="next"',
)
FILE: Final = {
    **_header(
        "ETag",
        "Strong tag, a hash of the file: for `If-None-Match` and `If-Range`.",
        '"5a1f0c9e77b3d2105a1f0c9e77b3d210"',
    ),
    **_header("Accept-Ranges", "`Range` is supported.", "bytes"),
}


#: Replaces null in examples: FastAPI omits nulls, and an example with a missing field is invalid.
_NULL: Final = "\0"
#: The security requirement of operations that need the review token.
SECURITY: Final[list[dict[str, list[str]]]] = [{"reviewToken": []}]
_TOLD: Final = "The value of `ZHIBIAO_REVIEW_TOKEN`."
_SCHEMES: Final = {"reviewToken": {"type": "http", "scheme": "bearer", "description": _TOLD}}

#: Statuses that every address may return: the request is too large, or the server fails.
ALWAYS = (413, 414, 431, 500, 503)


def describe_list(name: str, summary: str, operation_id: str = "") -> Route:
    """Keyword arguments for the route of the list ``name``; its tag is the first part of its path."""
    headers = {**TOTAL, **LINK} if LISTS[name].private else {**ETAG, **TOTAL, **LINK}
    found = {
        "description": "The rows that the filters select.",
        "headers": headers,
        "content": rows.list_content(name),
    }
    path = LISTS[name].path
    refusals = problems((*_unauthorized(name), 406, 422), f"/v1/{path}?yaer=2020")
    tag, id_ = path.partition("/")[0], operation_id or f"list{name.capitalize()}"
    # ``complete`` adds the parameters: their values come from the lexicon, which an import must not load.
    return _secured(name, route(tag, id_, summary, found, refusals, {_LIST: name}), tagged=False)


def describe_list_file(name: str) -> Route:
    """Keyword arguments for the route of the files of the list ``name``."""
    list_ = LISTS[name]
    content = rows.file_content(name)
    found = {
        "description": "The rows that the filters select, all of them.",
        "headers": FILE,
        "content": content,
    }
    ranges: dict[int | str, dict[str, Any]] = {
        206: {"description": "The requested range.", "headers": FILE, "content": content},
        416: {"description": "The file has no such range."},
    }
    wrong = problems((*_unauthorized(name), 404, 406, 422), f"/v1/{list_.path}.csv?yaer=2020", name)
    summary, operation_id = f"{list_.en} as a file", f"get{name.capitalize()}File"
    tag = list_.path.partition("/")[0]
    return _secured(
        name, route(tag, operation_id, summary, found, ranges | wrong, {_FILE: name}), tagged=True
    )


def _unauthorized(name: str) -> tuple[int, ...]:
    """The statuses without the review token, if the list needs it."""
    return (401, 403) if LISTS[name].private else ()


def _secured(name: str, made: Route, *, tagged: bool) -> Route:
    """The route of a list; that of a private list needs the review token, and only its files have a tag."""
    if not LISTS[name].private:
        return made
    responses = {
        status: one
        for status, one in made["responses"].items()
        if tagged or status != HTTPStatus.NOT_MODIFIED
    }
    return {**made, "responses": responses, "openapi_extra": {**made["openapi_extra"], "security": SECURITY}}


def describe_one(noun: str, summary: str) -> Route:
    """Keyword arguments for the route of one ``noun`` by its id."""
    content = rows.one_content(noun)
    found = {"description": f"The {noun}.", "headers": ETAG, "content": content}
    refusals = problems((404, 406, 422), f"/v1/{noun}s/330212-1999", noun)
    return route(f"{noun}s", f"get{noun.capitalize()}", summary, found, refusals, {})


def describe_package(summary: str) -> Route:
    """Keyword arguments for the route of the data package."""
    schema = {"type": "object", "description": "A Data Package descriptor.", "required": ["resources"]}
    example = {"name": "zhibiao", "resources": [{"name": "observations", "format": "csv"}]}
    content = {"application/json": {"schema": schema, "example": example}}
    found = {"description": "The descriptor.", "headers": ETAG, "content": content}
    refusals = problems((406, 422), "/v1/datapackage.json?verbose=1")
    return route("datapackage", "getDataPackage", summary, found, refusals, {})


def describe_health(summary: str, operation_id: str) -> Route:
    """Keyword arguments for the routes of ``/livez`` and ``/readyz``."""
    content = {"text/plain": {"schema": {"type": "string", "examples": ["ok\n"]}, "example": "ok\n"}}
    found = {"description": "The check passed.", "headers": ETAG, "content": content}
    return route("health", operation_id, summary, found, problems((422,), "/livez?verbose=1"), {})


def route(
    tag: str,
    operation_id: str,
    summary: str,
    found: dict[str, Any],
    problems: dict[int | str, dict[str, Any]],
    extra: dict[str, Any],
) -> Route:
    """The arguments of a route; ``response_class`` keeps FastAPI from adding its own response schemas."""
    unchanged = {304: {"description": "The response has not changed: `If-None-Match` has its tag."}}
    return {
        "tags": [tag],
        "operation_id": operation_id,
        "summary": summary,
        "response_class": Response,
        "responses": _exchanged({200: found, **unchanged, **problems}, None, _NULL),
        "openapi_extra": extra,
    }


def problems(statuses: Sequence[int], instance: str, noun: str = "") -> dict[int | str, dict[str, Any]]:
    """The problems that a route may return, including those of ``ALWAYS``, each with an example."""
    found: dict[int | str, dict[str, Any]] = {}
    for status in sorted({*statuses, *ALWAYS}):
        example = document(_example_problem(status, noun, instance), instance)
        schema = {"$ref": "#/components/schemas/Problem"}
        content = {MEDIA_TYPE: {"schema": schema, "example": example}}
        found[status] = {"description": f"{TITLES[status]}: `detail` says what to do.", "content": content}
    return found


def _example_problem(status: int, noun: str, instance: str) -> ProblemError:
    if status == HTTPStatus.NOT_FOUND:
        return as_problem(NotFoundError(noun, "330212-1999"))
    if status == HTTPStatus.NOT_ACCEPTABLE:
        return ProblemError(406, "This address answers as application/json: ask for it in Accept.")
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        name = instance.partition("?")[2].partition("=")[0] or "verbose"
        detail = f"There is no parameter {name!r} here."
        return wrong_parameters(WrongParameter(name, "1", detail))
    return ProblemError(status, DETAILS[status])


def complete(described: dict[str, Any]) -> dict[str, Any]:
    """Add the parameters of lists, the links and the schemas of responses to FastAPI's document.

    Operations are public unless they say otherwise, on the server that sent the document.
    """
    described |= {"servers": [{"url": "/"}], "security": []}
    described["paths"] = _exchanged(described["paths"], _NULL, None)
    components = described.setdefault("components", {})
    components["schemas"] = rows.schemas()
    if any("security" in one for operations in described["paths"].values() for one in operations.values()):
        components["securitySchemes"] = _SCHEMES
    for operations in described["paths"].values():
        for operation in operations.values():
            name = operation.pop(_LIST, None)
            if name is not None:
                operation["parameters"] = list_parameters(LISTS[name])
            if (name := operation.pop(_FILE, None)) is not None:
                operation["parameters"] = [*file_parameters(LISTS[name])]
            if links := links_of(operation["operationId"]):
                operation["responses"]["200"]["links"] = links
    return described


def _exchanged(part: Any, one: object, other: object) -> Any:  # noqa: ANN401 # any part of the document
    """Replace the value ``one`` by ``other`` everywhere in a part of the document."""
    if isinstance(part, dict):
        return {name: _exchanged(value, one, other) for name, value in part.items()}
    if isinstance(part, list):
        return [_exchanged(value, one, other) for value in part]
    return other if part == one else part
