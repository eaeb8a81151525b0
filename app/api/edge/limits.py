"""The requests that every address refuses: unsupported methods, NUL bytes, requests that are too large."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response
from starlette.types import Scope

from app.api.edge.address import inner_path, parameters
from app.api.edge.methods import READING, Methods
from app.api.edge.problems import DETAILS, ProblemError, answer, wrong_method, wrong_parameters
from app.services.lists.queries import WrongParameter

#: Bytes of path and query together, as sent. A cursor has at most 8,000 bytes, a filter 100 values.
MOST_ADDRESS: Final = 32_768
#: Bytes of all header names and values together.
MOST_HEADERS: Final = 32_768
#: Parameters of one address; a repeated parameter counts each time.
MOST_PARAMETERS: Final = 500
#: Bytes of a request body.
MOST_BODY: Final = 65_536


def refusal(scope: Scope, headers: dict[bytes, bytes], methods: Methods) -> Response | None:
    """The response to a request that its address, or every address, refuses; None for all others."""
    problem = _method(scope, methods) or _size(scope, headers) or _nul(scope)
    return None if problem is None else answer(problem, scope["path"][:MOST_ADDRESS])


def _method(scope: Scope, methods: Methods) -> ProblemError | None:
    # The framework refuses GET and HEAD where they are not declared: this is rare, and looking is not free.
    if scope["method"] in READING:
        return None
    allowed = methods.at(inner_path(scope))
    return None if scope["method"] in allowed else wrong_method(allowed)


def _size(scope: Scope, headers: dict[bytes, bytes]) -> ProblemError | None:
    query = scope["query_string"]
    if len(scope.get("raw_path") or scope["path"]) + len(query) > MOST_ADDRESS:
        return ProblemError(414, f"An address has at most {MOST_ADDRESS} bytes: ask in several requests.")
    if query.count(b"&") >= MOST_PARAMETERS:
        detail = f"An address takes at most {MOST_PARAMETERS} parameters: ask in several requests."
        return ProblemError(414, detail)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
        return ProblemError(431, f"Headers have at most {MOST_HEADERS} bytes together: send fewer.")
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length[:20]) > MOST_BODY:
        return ProblemError(413, DETAILS[413])
    return None


def _nul(scope: Scope) -> ProblemError | None:
    if "\0" in scope["path"]:
        return ProblemError(422, "The address contains a NUL byte (%00): remove it.")
    query = scope["query_string"]
    if b"%00" not in query and b"\0" not in query:
        return None
    advice = "The parameter {!r} contains a NUL byte (%00): remove it."
    holding = [(name, value) for name, value in parameters(scope) if "\0" in name + value]
    return wrong_parameters(*(WrongParameter(name, value, advice.format(name)) for name, value in holding))
