"""What holds for every answer, before and after routing: methods, limits, CORS, ETags, the cache, codings.

Plain ASGI, outside of the framework. A question whose answer the client has, or that was answered since
the data changed last, is settled here before anything is parsed, routed or queried.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, AsyncIterable, Callable
from http import HTTPStatus
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request as HttpRequest
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.address import inner_path
from app.api.cache import BODY, START, Answers, Kept, Request
from app.api.compression import COMPRESSORS, coding, gains
from app.api.dispatch import Dispatcher
from app.api.limits import ALLOWED, refusal
from app.api.question import Question, digest, knows, question_of

ALWAYS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link, Retry-After, X-Total-Count",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT: Final = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
DATA: Final = "/v1/"
VARY: Final = "Accept, Accept-Encoding, Accept-Language"
REVALIDATE: Final = {"Cache-Control": "no-cache", "Vary": VARY}
_ALWAYS: Final = [(name.lower().encode(), value.encode()) for name, value in ALWAYS.items()]
_REVALIDATE: Final = [(name.lower().encode(), value.encode()) for name, value in REVALIDATE.items()]
NOTHING: Final[Message] = {"type": BODY, "body": b""}
#: Digests of questions are remembered, so that each is worked out once; this many at most.
_MOST_DIGESTS: Final = 10_000

logger = logging.getLogger(__name__)

#: Names in small letters; of one given twice the last.
Headers = dict[bytes, bytes]


class Edge:
    """ASGI middleware around the whole application.

    Args:
        app: The application, for all that is no data address.
        version: Gives the version of the data, a text that changes with the data.
        blocking: Whether ``version`` may wait for another machine.
        dispatcher: The endpoints of the data addresses.
    """

    def __init__(
        self, app: ASGIApp, version: Callable[[], str], blocking: bool, dispatcher: Dispatcher
    ) -> None:
        self.app = app
        self._version = version
        self._blocking = blocking
        self._dispatcher = dispatcher
        self._answers = Answers()
        self._digests: dict[Question, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, by ourselves where that is possible."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Where the address is no data address, no answer is known.
        version = ""
        if DATA in scope["path"]:
            version = await self.version() if self._blocking else self._now()
            messages = self._answers.known(version, request_of(scope))
            if messages is not None:
                await send(messages[0])
                await send(messages[1])
                return
        headers = dict(scope["headers"])
        if scope["method"] in ("GET", "HEAD") and inner_path(scope).startswith(DATA):
            await self._data(scope, headers, version, receive, send)
            return
        response = refusal(scope, headers) or (preflight() if scope["method"] == "OPTIONS" else None)
        await (response or self.app)(as_get(scope), receive, finishing(scope, headers, send))

    async def _data(self, scope: Scope, headers: Headers, version: str, receive: Receive, send: Send) -> None:
        """Send what was answered before, a 304 where the client has it, else ask."""
        question = question_of(scope, headers)
        kept = self._answers.get(version, question) if version else None
        if kept is None:
            response = await self._asked(scope, headers, version, question, receive)
            await response(scope, receive, send)
            return
        if knows(headers, kept.tag):
            messages = (kept.unchanged, NOTHING)
        else:
            start, body = kept.messages(headers.get(b"accept-encoding", b""))
            messages = (start, body if scope["method"] == "GET" else NOTHING)
        self._answers.know(version, request_of(scope), messages)
        await send(messages[0])
        await send(messages[1])

    async def version(self) -> str:
        """The version of the data; empty while the database cannot tell.

        It is read before the data: an answer may be newer than its tag, never older.
        """
        return await run_in_threadpool(self._now) if self._blocking else self._now()

    def _now(self) -> str:
        try:
            return self._version()
        except Exception:
            # Whatever is wrong with the database, the endpoint will meet it and answer for it.
            logger.warning("the data version cannot be read", exc_info=True)
            return ""

    async def _asked(
        self, scope: Scope, headers: Headers, version: str, question: Question, receive: Receive
    ) -> ASGIApp:
        """What answers a question that was not answered before."""
        refused = refusal(scope, headers)
        if refused is not None:
            return finished(refused, headers)
        tag = self._tag(version, question, scope) if version else b""
        if tag and knows(headers, tag):
            return Response(status_code=304, headers={"ETag": tag.decode(), **ALWAYS, **REVALIDATE})
        # What decides the answer is what decides the question: of a header given twice, the last.
        request = HttpRequest({**as_get(scope), "headers": list(headers.items()), "app": self.app}, receive)
        response = await self._dispatcher.answer(request, inner_path(scope))
        if response is None:
            return finished(self.app, headers)
        if response.status_code != HTTPStatus.OK or not tag:
            return finished(response, headers)
        return self._good(response, headers, tag, (version, question))

    def _good(self, response: Response, headers: Headers, tag: bytes, asked: tuple[str, Question]) -> ASGIApp:
        """A good answer with its tag; one that is whole is kept."""
        response.raw_headers += [(b"etag", tag), *_ALWAYS, *_REVALIDATE]
        # A stream, or the headers of one: neither says its length.
        if "content-length" not in response.headers:
            return streamed(response, headers)
        rest = [pair for pair in response.raw_headers if pair[0] != b"content-length"]
        kept = Kept(tag, rest, bytes(response.body), [(b"etag", tag), *_ALWAYS, *_REVALIDATE])
        self._answers.put(*asked, kept)
        return sending(kept, headers)

    def _tag(self, version: str, question: Question, scope: Scope) -> bytes:
        found = self._digests.get(question)
        if found is None:
            if len(self._digests) >= _MOST_DIGESTS:
                self._digests.clear()
            found = self._digests[question] = digest(question, scope)
        return f'W/"{version}-{found}"'.encode()


def request_of(scope: Scope) -> Request:
    """All that an answer can depend on, as it came; costs less than finding out what of it counts."""
    return (
        scope["method"],
        scope["path"],
        scope["query_string"],
        scope["scheme"],
        scope.get("root_path", ""),
        # Some servers give lists.
        tuple(map(tuple, scope["headers"])),
    )


def preflight() -> Response:
    """What OPTIONS answers: all may read, from anywhere."""
    return Response(status_code=204, headers=PREFLIGHT)


def as_get(scope: Scope) -> Scope:
    """HEAD is routed as GET; ``zhibiao.head`` tells streams that nobody reads their body."""
    if scope["method"] != "HEAD":
        return scope
    return {**scope, "method": "GET", "zhibiao.head": True}


def sending(kept: Kept, headers: Headers) -> ASGIApp:
    """An application that sends a kept answer."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 # as ASGI has it
        start, body = kept.messages(headers.get(b"accept-encoding", b""))
        await send(start)
        await send(body if scope["method"] == "GET" else NOTHING)

    return app


def streamed(response: Response, headers: Headers) -> ASGIApp:
    """An application that sends a stream in the coding that the client likes."""
    name = coding(headers.get(b"accept-encoding", b"")) if gains(response.headers["content-type"]) else ""
    if name:
        response.headers["Content-Encoding"] = name
    if name and isinstance(response, StreamingResponse):
        response.body_iterator = encoded(response.body_iterator, name)
    return response


async def encoded(chunks: AsyncIterable[Any], name: str) -> AsyncGenerator[bytes]:
    """The chunks of a stream in a content coding."""
    compressor = COMPRESSORS[name]()
    try:
        async for chunk in chunks:
            part = compressor.compress(chunk)
            if part:
                yield part
    finally:
        if isinstance(chunks, AsyncGenerator):
            await chunks.aclose()
    yield compressor.flush()


def finished(app: ASGIApp, headers: Headers) -> ASGIApp:
    """The application with our headers on what it sends."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await app(as_get(scope), receive, finishing(scope, headers, send))

    return inner


def finishing(scope: Scope, asked: Headers, send: Send) -> Send:
    """``send`` with our headers added, a 304 where the answer is known, and no body for HEAD."""
    silent = scope["method"] == "HEAD"

    async def finish(message: Message) -> None:
        nonlocal silent
        if message["type"] == START:
            headers = MutableHeaders(scope=message)
            headers.update(ALWAYS)
            if message["status"] == HTTPStatus.OK and knows(asked, headers.get("etag", "?").encode()):
                message["status"], silent = HTTPStatus.NOT_MODIFIED.value, True
                del headers["content-length"]
        elif silent:
            message = {**message, "body": b""}
        await send(message)

    return finish
