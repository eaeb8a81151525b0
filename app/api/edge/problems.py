"""Errors as problem documents (RFC 9457): what is wrong, what to do, and which values are valid."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Sequence
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from app.api.edge.address import base, inner_path
from app.api.edge.methods import READING
from app.correcting import FieldError
from app.services.database import DatabaseError, QueryTimeoutError, ReadOnlyError
from app.services.lists.queries import NotFoundError, QueryError, WrongParameter

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    413: "Content Too Large",
    414: "URI Too Long",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
DETAILS: Final = {
    401: "Send the review token: Authorization: Bearer TOKEN.",
    403: "This is not the review token of the service.",
    404: "There is nothing at this address; /docs lists all addresses.",
    405: "The data can only be read: use GET, HEAD or OPTIONS.",
    413: "The body of the request is too large: only corrections take one, and it is short.",
    414: "The address is too long: ask in several requests.",
    415: "Send the body as application/json.",
    431: "The headers are too long: send fewer.",
    500: "Something went wrong here; the server's log has the details. The same request may work later.",
    503: "The database is not available now: try again in a few seconds; /readyz says why.",
}
#: Characters that are not escaped in the query of a redirect.
_QUERY: Final = "!$&'()*+,-./:;=?@_~%"
RETRY: Final = {"Retry-After": "5"}

logger = logging.getLogger(__name__)


class ProblemError(Exception):
    """An error that is sent as a problem document.

    Args:
        status: HTTP status, one of ``TITLES``.
        detail: What is wrong and what to do, for a person.
        errors: The wrong parameters, if any.
        headers: Headers that the response must have (``Allow``, ``Retry-After``).
    """

    def __init__(
        self,
        status: int,
        detail: str,
        errors: tuple[WrongParameter, ...] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}


def wrong_parameters(*mistakes: WrongParameter) -> ProblemError:
    """The 422 for wrong parameters; its detail joins theirs."""
    return ProblemError(422, " ".join(mistake.detail for mistake in mistakes), mistakes)


def wrong_method(allowed: Sequence[str]) -> ProblemError:
    """The 405 of an address that has only the ``allowed`` methods."""
    methods = ", ".join(allowed)
    detail = DETAILS[405] if set(allowed) <= set(READING) else f"This address has the methods {methods}."
    return ProblemError(405, detail, headers={"Allow": methods})


def document(problem: ProblemError, instance: str) -> dict[str, object]:
    """The problem document (schema ``Problem``) for ``problem`` at the address ``instance``."""
    return {
        "type": "about:blank",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
        "instance": instance,
        "errors": [msgspec.to_builtins(mistake) for mistake in problem.errors],
    }


def answer(problem: ProblemError, instance: str) -> Response:
    """The response with the problem document."""
    body = msgspec.json.encode(document(problem, instance))
    return Response(body, problem.status, {"Cache-Control": "no-store", **problem.headers}, MEDIA_TYPE)


def instance_of(scope: Scope) -> str:
    """The requested address without its host, as sent; U+FFFD replaces bytes that are not UTF-8.

    ``request.url`` fails on such bytes, for example unescaped GBK.
    """
    query = scope["query_string"].decode("utf-8", "replace")
    path: str = scope["path"].replace("?", "%3F").replace("#", "%23")
    return path + (f"?{query}" if query else "")


def as_problem(error: Exception) -> ProblemError:
    """The problem that tells a client about an error of a service."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, QueryError):
        return wrong_parameters(*error.mistakes)
    if isinstance(error, NotFoundError):
        listing = f"/v1/{error.noun}s"
        return ProblemError(
            404, f"There is no {error.noun} {error.identifier!r} here; {listing} lists all {error.noun}s."
        )
    if isinstance(error, FieldError):
        return wrong_parameters(WrongParameter("fields", "", f"{error}."))
    if isinstance(error, DatabaseError):
        return _of_database(error)
    raise error


def _of_database(error: DatabaseError) -> ProblemError:
    if isinstance(error, QueryTimeoutError):
        return ProblemError(503, str(error), headers=RETRY)
    # The message names files and servers, so it goes to the log only.
    logger.error("%s", error)
    if isinstance(error, ReadOnlyError):
        return ProblemError(403, "This database is a read-only copy: send corrections to its original.")
    return ProblemError(503, DETAILS[503], headers=RETRY)


async def on_expected(request: Request, error: Exception) -> Response:
    """Answer an error that services and handlers raise on purpose."""
    return answer(as_problem(error), instance_of(request.scope))


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Answer an error of the framework: an unknown address, a wrong method."""
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == HTTPStatus.NOT_FOUND and (address := _without_slash(request)):
        return Response(status_code=HTTPStatus.TEMPORARY_REDIRECT, headers={"Location": address})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        # The framework names the methods of one route, but others may have the same address.
        problem = wrong_method(request.app.state.methods.at(inner_path(request.scope)))
        return answer(problem, instance_of(request.scope))
    status = error.status_code if error.status_code in TITLES else 400
    detail = DETAILS.get(status, str(error.detail))
    return answer(ProblemError(status, detail, headers=dict(error.headers or {})), instance_of(request.scope))


def _without_slash(request: Request) -> str | None:
    """The address without its trailing slash, if a route exists for it.

    The framework's own redirect fails on a query that is not UTF-8.
    """
    path = inner_path(request.scope)
    shorter = f"/{path.strip('/')}"
    scope = {**request.scope, "path": request.scope.get("root_path", "") + shorter}
    if not path.endswith("/") or path == "/":
        return None
    if all(route.matches(scope)[0] is Match.NONE for route in request.app.routes):
        return None
    query = request.scope["query_string"]
    return base(request.scope) + quote(shorter) + (f"?{quote(query, safe=_QUERY)}" if query else "")


async def on_defect(request: Request, error: Exception) -> Response:
    """Answer an unexpected error; its details go to the log only."""
    instance = instance_of(request.scope)
    logger.error("%s %s failed", request.method, instance, exc_info=error)
    return answer(ProblemError(500, DETAILS[500]), instance)


Handler = Callable[[Request, Exception], Coroutine[Any, Any, Response]]
_EXPECTED: Final = (ProblemError, QueryError, NotFoundError, FieldError, DatabaseError)
HANDLERS: Final[dict[int | type[Exception], Handler]] = {
    **dict.fromkeys(_EXPECTED, on_expected),
    HTTPException: on_http_exception,
    Exception: on_defect,
}
