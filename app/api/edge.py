"""What holds for every answer, before and after routing: methods, CORS, ETags, NUL bytes, safety headers.

Plain ASGI, outside of the framework: a question that the client already has the answer to is
settled here (304) before anything is parsed or queried, and here is the place for a cache of
whole answers, keyed by ``tag_of``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from hashlib import blake2b
from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import __version__
from app.api.address import inner_path, parameters
from app.api.problems import DETAILS, ProblemError, answer, wrong_parameters
from app.services.queries import Mistake

METHODS: Final = "GET, HEAD, OPTIONS"
ALWAYS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link, Retry-After, X-Total-Count",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT: Final = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
DATA: Final = "/v1/"
REVALIDATE: Final = {"Cache-Control": "no-cache", "Vary": "Accept"}

logger = logging.getLogger(__name__)


class Edge:
    """ASGI middleware around the whole application.

    Args:
        app: The application.
        version: Gives the version of the data, a text that changes with the data; may block.
    """

    def __init__(self, app: ASGIApp, version: Callable[[], str]) -> None:
        self.app = app
        self.version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, by ourselves where that is possible."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        response = refusal(scope) or (preflight() if scope["method"] == "OPTIONS" else None)
        tag = None
        if response is None and inner_path(scope).startswith(DATA):
            tag = await self.tag(scope)
            response = unchanged(tag) if tag and knows(scope, tag) else None
        await (response or self.app)(as_get(scope), receive, finishing(scope, send, tag))

    async def tag(self, scope: Scope) -> str | None:
        """The ETag of what a data address answers now; None while the database cannot tell.

        The version is read before the data: an answer may be newer than its tag, never older.
        """
        try:
            return tag_of(scope, await run_in_threadpool(self.version))
        except Exception:
            # Whatever is wrong with the database, the handler will meet it and answer for it.
            logger.warning("the data version cannot be read", exc_info=True)
            return None


def refusal(scope: Scope) -> Response | None:
    """The problem of a request that no address takes: a writing method, or a NUL byte; else None."""
    if scope["method"] not in METHODS.split(", "):
        return answer(ProblemError(405, DETAILS[405], headers={"Allow": METHODS}), scope["path"])
    if "\0" in scope["path"]:
        return answer(ProblemError(422, "The address holds a NUL byte (%00): remove it."), scope["path"])
    if b"%00" in scope["query_string"] or b"\0" in scope["query_string"]:
        holding = [(name, value) for name, value in parameters(scope) if "\0" in name + value]
        advice = "The parameter {!r} holds a NUL byte (%00): remove it."
        mistakes = [Mistake(name, value, advice.format(name)) for name, value in holding]
        return answer(wrong_parameters(*mistakes), scope["path"])
    return None


def preflight() -> Response:
    """What OPTIONS answers: all may read, from anywhere."""
    return Response(status_code=204, headers=PREFLIGHT)


def tag_of(scope: Scope, version: str) -> str:
    """Weak ETag: of our own version, the data's, the address, the query in any order, and ``Accept``."""
    accept = Headers(scope=scope).get("accept", "")
    asked = (__version__, scope["path"], sorted(parameters(scope)), accept)
    digest = blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f'W/"{version}-{digest}"'


def knows(scope: Scope, tag: str) -> bool:
    """Whether the client's ``If-None-Match`` names this tag (weak comparison, RFC 9110, 13.1.2)."""
    known = Headers(scope=scope).get("if-none-match")
    if known is None:
        return False
    return tag.removeprefix("W/") in (part.strip().removeprefix("W/") for part in known.split(","))


def unchanged(tag: str) -> Response:
    """304: what the client has is what it would get."""
    return Response(status_code=304, headers={"ETag": tag, **REVALIDATE})


def as_get(scope: Scope) -> Scope:
    """HEAD is routed as GET; ``zhibiao.head`` tells streams that nobody reads their body."""
    if scope["method"] != "HEAD":
        return scope
    return {**scope, "method": "GET", "zhibiao.head": True}


def finishing(scope: Scope, send: Send, tag: str | None) -> Send:
    """``send`` with our headers added, a 304 where the answer is known, and no body for HEAD."""
    silent = scope["method"] == "HEAD"

    async def finish(message: Message) -> None:
        nonlocal silent
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(ALWAYS)
            if message["status"] == HTTPStatus.OK and tag:
                headers.update({"ETag": tag, **REVALIDATE})
            elif message["status"] == HTTPStatus.OK and knows(scope, headers.get("etag", "?")):
                message["status"], silent = HTTPStatus.NOT_MODIFIED.value, True
                del headers["content-length"]
        elif silent:
            message = {**message, "body": b""}
        await send(message)

    return finish
