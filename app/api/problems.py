"""Errors as RFC 9457 problem documents: what is wrong, what to do, and what would be valid."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final = {
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    422: "Unprocessable Content",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
DETAILS: Final = {
    404: "There is nothing at this address; /docs lists all addresses.",
    405: "The data can only be read: use GET, HEAD or OPTIONS.",
    500: "Something went wrong here; the server's log has the details. The same request may work later.",
    503: "The database cannot be reached just now; ask again in a few seconds.",
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ParameterError:
    """One wrong parameter: its name, what to do about it, and the values that would be right."""

    parameter: str
    detail: str
    valid: tuple[str, ...] = ()


class Problem(Exception):
    """An error that is answered as a problem document.

    Args:
        status: HTTP status, one of ``TITLES``.
        detail: What is wrong and what to do, for a person.
        errors: The wrong parameters, if the problem is one of parameters.
        headers: Headers that the answer must bear (``Allow``, ``Retry-After``).
    """

    def __init__(
        self,
        status: int,
        detail: str,
        errors: tuple[ParameterError, ...] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}


def wrong_parameters(errors: tuple[ParameterError, ...]) -> Problem:
    """The 422 for one or more wrong parameters; its detail is theirs, one after the other."""
    return Problem(422, " ".join(error.detail for error in errors), errors)


def nothing_named(noun: str, identifier: str, listing: str) -> Problem:
    """The 404 for an id that does not exist; ``listing`` is the address that lists those that do."""
    return Problem(404, f"There is no {noun} {identifier!r} here; {listing} lists those that are.")


def answer(problem: Problem, instance: str) -> Response:
    """The problem document for ``problem``, about the address ``instance``."""
    document = {
        "type": "about:blank",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
        "instance": instance,
        "errors": problem.errors,
    }
    body = msgspec.json.encode(document)
    return Response(body, problem.status, {"Cache-Control": "no-store", **problem.headers}, MEDIA_TYPE)


def instance_of(request: Request) -> str:
    """The asked address without its host, as the client sent it."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


async def on_problem(request: Request, error: Exception) -> Response:
    """Answer a ``Problem`` that a handler raised."""
    if not isinstance(error, Problem):
        raise error
    return answer(error, instance_of(request))


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses: an unknown address, a wrong method."""
    if not isinstance(error, HTTPException):
        raise error
    status = error.status_code if error.status_code in TITLES else 400
    detail = DETAILS.get(status, str(error.detail))
    return answer(Problem(status, detail, headers=dict(error.headers or {})), instance_of(request))


async def on_defect(request: Request, error: Exception) -> Response:
    """Answer a defect of ours: no inner words leave, the log has them."""
    logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer(Problem(500, DETAILS[500]), instance_of(request))
