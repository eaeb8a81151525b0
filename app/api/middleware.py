"""One ASGI middleware for all responses: limits, HEAD, OPTIONS, ETags, the cache, content codings.

It answers data requests from the client's ETag or from the cache, if possible, before anything is parsed,
routed or queried.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.address import inner_path
from app.api.compression import COMPRESSORS, LEAST, Compressor, is_compressible
from app.api.etags import etag, matches
from app.api.limits import ALLOWED, refusal
from app.api.negotiate import best_coding
from app.services.database import Database, DatabaseError

#: Addresses whose responses do not depend on the data. All others, pages too, depend on its version.
STEADY: Final = ("/static/", "/docs", "/livez", "/readyz", "/metrics", "/openapi.json")
#: Addresses whose responses depend on the user.
PRIVATE: Final = ("/review", "/en/review")
_UNCACHED: Final = (*STEADY, *PRIVATE)
ALWAYS: Final = {"X-Content-Type-Options": "nosniff"}
REVALIDATE: Final = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding, Accept-Language"}
#: Bytes of the whole cache, and of one cached response, at most.
CACHE_BYTES: Final = 64_000_000
CACHED_BYTES: Final = 1_000_000
#: Approximate bytes of a cached response without its body: headers, messages and the question.
_OVERHEAD: Final = 4_000
#: A question with more bytes is not cached.
_QUESTION_BYTES: Final = 4_000
START: Final = "http.response.start"
BODY: Final = "http.response.body"
#: ``If-None-Match: *`` matches any existing resource; whether it exists is known only from the response.
ANY: Final = b"*"
NOTHING: Final[Message] = {"type": BODY, "body": b""}

#: Everything in a request that its response depends on.
Question = tuple[str | bytes, ...]


class CachedAnswer(NamedTuple):
    """The ASGI messages of a response, and the start message of its 304."""

    tag: bytes
    start: Message
    body: Message
    not_modified: Message

    @property
    def size(self) -> int:
        """The approximate size in bytes."""
        return len(self.body["body"]) + _OVERHEAD


class AnswerCache:
    """The responses for one version of the data; the least recently used are dropped first."""

    def __init__(self, most_bytes: int = CACHE_BYTES) -> None:
        self._most_bytes = most_bytes
        self._version = ""
        self._answers: OrderedDict[Question, CachedAnswer] = OrderedDict()
        self.size = 0

    def get(self, version: str, question: Question) -> CachedAnswer | None:
        """The response to a question, if it is cached for this version of the data."""
        if version != self._version:
            self._answers.clear()
            self._version, self.size = version, 0
        found = self._answers.get(question)
        if found is not None:
            self._answers.move_to_end(question)
        return found

    def put(self, version: str, question: Question, answer: CachedAnswer) -> None:
        """Cache a response, unless it is too long or the data has changed since."""
        if (
            version != self._version
            or answer.size > CACHED_BYTES
            or sum(map(len, question)) > _QUESTION_BYTES
        ):
            return
        if (before := self._answers.pop(question, None)) is not None:
            self.size -= before.size
        self._answers[question] = answer
        self.size += answer.size
        while self.size > self._most_bytes:
            self.size -= self._answers.popitem(last=False)[1].size


class AnswerMiddleware:
    """Completes the responses of an application.

    Args:
        app: The application.
        database: Responses are valid for one version of its data.
        headers: Headers of every response.
        writable: Whether readers can correct observations.
    """

    def __init__(
        self, app: ASGIApp, database: Database, headers: Mapping[str, str], *, writable: bool = False
    ) -> None:
        self.app = app
        self._headers = {**ALWAYS, **headers}
        self._writable = writable
        self._database = database
        self._cache = AnswerCache()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if scope["method"] not in ("GET", "HEAD") or inner_path(scope).startswith(_UNCACHED):
            await self._answer(scope, headers, receive, _Answering(scope, headers, send, self._headers))
            return
        # The version is read before the data: a response may be newer than its tag, never older.
        version = self._version() if self._database.cheap_version else await run_in_threadpool(self._version)
        question = _question(scope, headers)
        cached = self._cache.get(version, question)
        if cached is not None:
            known = headers.get(b"if-none-match")
            unchanged = known is not None and (known == cached.tag or matches(known, cached.tag))
            # A copy, because outer middleware adds headers.
            await send({**(cached.not_modified if unchanged else cached.start)})
            await send(NOTHING if unchanged or scope["method"] == "HEAD" else cached.body)
            return
        # If a header is repeated, the last value counts, as in the question.
        scope = {**scope, "headers": list(headers.items())}
        tag = etag(version, scope) if version else b""
        answering = _Answering(scope, headers, send, self._headers, tag)
        await self._answer(scope, headers, receive, answering)
        if answering.whole is not None:
            self._cache.put(version, question, answering.whole)

    async def _answer(
        self, scope: Scope, headers: dict[bytes, bytes], receive: Receive, answering: _Answering
    ) -> None:
        """Refuse the request, answer it here if possible, or pass it to the application."""
        response = refusal(scope, headers, writable=self._writable) or answering.short_answer(scope["method"])
        try:
            await (response or self.app)(_as_get(scope), receive, answering.send)
        except Exception:
            # The framework answers an unexpected error, then raises it again for the server's log.
            if not answering.ended:
                raise

    def _version(self) -> str:
        """The version of the data; empty while the database can't be read."""
        try:
            return self._database.version()
        except DatabaseError:
            # The endpoint will run into the same error, answer it and log it.
            return ""


class _Answering:
    """Sends one response: adds headers and the tag, compresses the body, or omits it for HEAD and 304."""

    def __init__(
        self,
        scope: Scope,
        headers: dict[bytes, bytes],
        send: Send,
        always: Mapping[str, str],
        tag: bytes = b"",
    ) -> None:
        self.tag = tag
        self._always = always
        self.started = self.ended = False
        self.whole: CachedAnswer | None = None
        self._send = send
        self._silent = scope["method"] == "HEAD"
        self._known = headers.get(b"if-none-match")
        self._codings = headers.get(b"accept-encoding", b"").decode("latin-1")
        self._start: Message = {}
        self._compressor: Compressor | None = None

    def short_answer(self, method: str) -> Response | None:
        """The response to OPTIONS, or the 304 for a client with the current tag; None for all others."""
        if method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ALLOWED})
        if self.tag and self._known != ANY and matches(self._known, self.tag):
            return Response(status_code=304, headers={"ETag": self.tag.decode(), **REVALIDATE})
        return None

    async def send(self, message: Message) -> None:
        """Send a message of the application."""
        if message["type"] == START:
            # Some headers depend on the first part of the body.
            self._start = message
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if not self.started:
            self.started = True
            body = self._begin(body, more=more)
            # A copy, as above: the original may be in the cache.
            await self._send({**self._start})
        elif self._compressor is not None:
            body = self._compressor.compress(body) + (b"" if more else self._compressor.flush())
        self.ended = not more
        if self._silent:
            body = b""
        if body or not more:
            await self._send({"type": BODY, "body": body, "more_body": more})

    def _begin(self, body: bytes, *, more: bool) -> bytes:
        """Complete the start message; return the first part of the body in its content coding."""
        headers = MutableHeaders(raw=self._start["headers"])
        headers.update(self._always)
        # Written files and releases have their own strong tag, and are sent unchanged.
        written = bool(self.tag) and "accept-ranges" in headers
        if written:
            self.tag = b""
        elif headers.get("etag", "").startswith('"'):
            # A strong tag would promise the same bytes in every content coding.
            headers["ETag"] = f"W/{headers['etag']}"
        if self._start["status"] == HTTPStatus.OK:
            if self.tag:
                headers.update({"ETag": self.tag.decode(), **REVALIDATE})
            if matches(self._known, headers.get("etag", "").encode("latin-1")):
                self._start["status"], self._silent = HTTPStatus.NOT_MODIFIED.value, True
                del headers["content-length"]
            elif not written:
                body = self._compressed(headers, body, more=more)
        return body

    def _compressed(self, headers: MutableHeaders, body: bytes, *, more: bool) -> bytes:
        """Encode the first part of the body for the client; keep a whole response for the cache."""
        whole = not more and "content-length" in headers
        if is_compressible(headers.get("content-type", "")) and (len(body) >= LEAST or not whole):
            headers.add_vary_header("Accept-Encoding")
            coding = best_coding(self._codings)
            if coding:
                headers["Content-Encoding"] = coding
                del headers["content-length"]
                self._compressor = COMPRESSORS[coding]()
                body = self._compressor.compress(body) + (b"" if more else self._compressor.flush())
        if whole:
            headers["Content-Length"] = str(len(body))
        if whole and self.tag:
            not_modified = MutableHeaders({"ETag": self.tag.decode(), **self._always, **REVALIDATE}).raw
            unchanged: Message = {"type": START, "status": 304, "headers": not_modified}
            self.whole = CachedAnswer(self.tag, self._start, {"type": BODY, "body": body}, unchanged)
        return body


def _question(scope: Scope, headers: dict[bytes, bytes]) -> Question:
    return (
        scope["path"],
        scope["query_string"],
        scope["scheme"],
        scope.get("root_path", ""),
        headers.get(b"host", b""),
        headers.get(b"accept", b""),
        headers.get(b"accept-language", b""),
        headers.get(b"accept-encoding", b""),
    )


def _as_get(scope: Scope) -> Scope:
    """A HEAD request as GET; ``zhibiao.head`` makes streams omit their body."""
    return scope if scope["method"] != "HEAD" else {**scope, "method": "GET", "zhibiao.head": True}
