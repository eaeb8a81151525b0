"""One ASGI middleware for all responses: limits, HEAD, OPTIONS, ETags, the cache, content codings.

It answers data requests from the client's ETag or from the cache, if possible, before anything is parsed,
routed or queried.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.edge.address import inner_path
from app.api.edge.cache import CACHE_BYTES, CACHED_BYTES, CachedAnswer, Question, size
from app.api.edge.compression import COMPRESSORS, LEAST, Compressor, is_compressible
from app.api.edge.etags import etag, matches
from app.api.edge.limits import refusal
from app.api.edge.memory import give_back
from app.api.edge.methods import Methods
from app.api.edge.negotiate import best_coding
from app.services.database import Database, DatabaseError
from app.store.connections.versioned import VersionedCache
from app.store.declared.resources import LISTS

#: Addresses whose responses do not depend on the data. All others, pages too, depend on its version.
STEADY: Final = ("/static/", "/docs", "/livez", "/readyz", "/metrics", "/openapi.json")
#: Addresses whose responses depend on the user: no cache has them, and no tag replaces the token.
PRIVATE: Final = (
    "/review",
    "/en/review",
    *(f"/v1/{list_.path}" for list_ in LISTS.values() if list_.private),
)
_UNCACHED: Final = (*STEADY, *PRIVATE)
ALWAYS: Final = {"X-Content-Type-Options": "nosniff"}
REVALIDATE: Final = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding, Accept-Language"}
#: Headers by their names in lower case, as the server sends them.
RawHeaders = dict[bytes, bytes]
START: Final = "http.response.start"
BODY: Final = "http.response.body"
#: ``If-None-Match: *`` matches any existing resource; whether it exists is known only from the response.
ANY: Final = b"*"
NOTHING: Final[Message] = {"type": BODY, "body": b""}
#: The bytes of dropped responses that are worth giving back; fewer are soon used for others.
_WORTH: Final = 8_000_000


class AnswerMiddleware:
    """Completes the responses of an application.

    Args:
        app: The application.
        database: Responses are valid for one version of its data.
        headers: Headers of every response.
        methods: The methods of each address.
    """

    def __init__(
        self, app: ASGIApp, database: Database, headers: Mapping[str, str], methods: Methods
    ) -> None:
        self.app = app
        self._headers = _raw({**ALWAYS, **headers})
        self._methods = methods
        self._database = database
        self._cache = VersionedCache(CACHE_BYTES, CACHED_BYTES, size, _give_back)
        self._shared: str | None = None

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
        cheap = self._database.cheap_version
        version = self._shared_version() if cheap else await run_in_threadpool(self._version)
        question = _question(scope, headers)
        # Without a version the data can't be read.
        cached: CachedAnswer | None = self._cache.find(version, question) if version else None
        if cached is not None:
            known = headers.get(b"if-none-match")
            unchanged = known is not None and (known == cached.tag or matches(known, cached.tag))
            messages = (cached.not_modified, NOTHING) if unchanged else cached.whole
            if messages is not None:
                start, body = messages
                # A copy, because outer middleware adds headers.
                await send({**start})
                await send(NOTHING if scope["method"] == "HEAD" else body)
                return
        # If a header is repeated, the last value counts, as in the question.
        scope = {**scope, "headers": list(headers.items())}
        tag = etag(version, scope, headers) if version else b""
        answering = _Answering(scope, headers, send, self._headers, tag)
        await self._answer(scope, headers, receive, answering)
        if answering.cacheable is not None:
            self._cache.put(version, question, answering.cacheable)

    async def _answer(
        self, scope: Scope, headers: RawHeaders, receive: Receive, answering: _Answering
    ) -> None:
        """Refuse the request, answer it here if possible, or pass it to the application."""
        response = refusal(scope, headers, self._methods)
        if response is None and scope["method"] == "OPTIONS":
            allowed = ", ".join(self._methods.at(inner_path(scope)))
            response = Response(status_code=204, headers={"Allow": allowed})
        response = response or answering.not_modified()
        try:
            await (response or self.app)(_as_get(scope), receive, answering.send)
        except Exception:
            # The framework answers an unexpected error, then raises it again for the server's log.
            if not answering.ended:
                raise

    def _shared_version(self) -> str:
        """The version of the data, read once for all requests that the event loop begins together.

        They have arrived before it is read, so none gets an older version than that of its arrival.
        """
        if self._shared is None:
            self._shared = self._version()
            asyncio.get_running_loop().call_soon(self._forget_shared)
        return self._shared

    def _forget_shared(self) -> None:
        self._shared = None

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
        headers: RawHeaders,
        send: Send,
        always: RawHeaders,
        tag: bytes = b"",
    ) -> None:
        self.tag = tag
        self._always = always
        self.started = self.ended = False
        self.cacheable: CachedAnswer | None = None
        self._send = send
        self._silent = scope["method"] == "HEAD"
        self._known = headers.get(b"if-none-match")
        self._codings = headers.get(b"accept-encoding", b"").decode("latin-1")
        self._start: Message = {}
        self._compressor: Compressor | None = None

    def not_modified(self) -> Response | None:
        """The 304 for a client with the current tag; None for all others."""
        if self.tag and self._known != ANY and matches(self._known, self.tag):
            self.cacheable = self._cached()
            return Response(status_code=304, headers={"ETag": self.tag.decode(), **REVALIDATE})
        return None

    def _cached(self, whole: tuple[Message, Message] | None = None) -> CachedAnswer:
        headers = [(b"etag", self.tag), *self._always.items(), *_REVALIDATE.items()]
        return CachedAnswer(self.tag, {"type": START, "status": 304, "headers": headers}, whole)

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
        sent = self._start["headers"]
        headers: RawHeaders = {**dict(sent), **self._always}
        # The only header that a response repeats.
        cookies = [header for header in sent if header[0] == b"set-cookie"][:-1]
        # Written files and releases have their own strong tag, and are sent unchanged.
        written = bool(self.tag) and b"accept-ranges" in headers
        if written:
            self.tag = b""
        elif headers.get(b"etag", b"").startswith(b'"'):
            # A strong tag would promise the same bytes in every content coding.
            headers[b"etag"] = b"W/" + headers[b"etag"]
        if self._start["status"] == HTTPStatus.OK:
            if self.tag:
                headers.update({b"etag": self.tag, **_REVALIDATE})
            if matches(self._known, headers.get(b"etag", b"")):
                self._start["status"], self._silent = HTTPStatus.NOT_MODIFIED.value, True
                headers.pop(b"content-length", None)
            elif not written:
                body = self._compressed(headers, body, more=more)
        self._start["headers"] = [*headers.items(), *cookies]
        return body

    def _compressed(self, headers: RawHeaders, body: bytes, *, more: bool) -> bytes:
        """Encode the first part of the body for the client; keep a whole response for the cache."""
        whole = not more and b"content-length" in headers
        if is_compressible(headers.get(b"content-type", b"")) and (len(body) >= LEAST or not whole):
            headers[b"vary"] = b", ".join(filter(None, (headers.get(b"vary"), b"Accept-Encoding")))
            coding = best_coding(self._codings)
            if coding:
                headers[b"content-encoding"] = coding.encode()
                headers.pop(b"content-length", None)
                self._compressor = COMPRESSORS[coding]()
                body = self._compressor.compress(body) + (b"" if more else self._compressor.flush())
        if whole:
            headers[b"content-length"] = b"%d" % len(body)
        if whole and self.tag:
            self.cacheable = self._cached((self._start, {"type": BODY, "body": body}))
        return body


def _give_back(dropped: int) -> None:
    """Give back the memory of dropped responses, without blocking the event loop."""
    if dropped >= _WORTH:
        asyncio.get_running_loop().run_in_executor(None, give_back)


def _raw(headers: Mapping[str, str]) -> RawHeaders:
    return {name.lower().encode(): value.encode() for name, value in headers.items()}


_REVALIDATE: Final = _raw(REVALIDATE)


def _question(scope: Scope, headers: RawHeaders) -> Question:
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
