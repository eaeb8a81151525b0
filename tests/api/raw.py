"""Sends raw requests to an application: any bytes in query and headers, any escapes in the path."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import unquote

import brotli
import zstandard
from starlette.types import ASGIApp, Message, Scope

HeaderList = list[tuple[bytes, bytes]]
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: zlib.decompress(body, 16 + zlib.MAX_WBITS),
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


class Answer(NamedTuple):
    """Status, headers with lower-case names, and the body without its content coding."""

    status: int
    headers: dict[str, str]
    body: bytes


class Asker:
    """Sends requests to an application in one event loop, as a server does. Close it at the end."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._runner = asyncio.Runner()

    def ask(
        self, path: str, query: bytes = b"", headers: HeaderList | None = None, method: str = "GET"
    ) -> Answer:
        """The response to one request. Exceptions of the application are raised."""
        return self._runner.run(self._ask(as_scope(path, query, headers or [], method)))

    def close(self) -> None:
        """End the event loop."""
        self._runner.close()

    async def _ask(self, scope: Scope) -> Answer:
        sent: list[Message] = []
        asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            if not asked:
                # The client stays connected and sends no more.
                await asyncio.Event().wait()
            return asked.pop()

        async def send(message: Message) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        return _answer(scope, sent)


def as_scope(path: str, query: bytes, headers: HeaderList, method: str) -> Scope:
    """The ASGI scope that uvicorn makes from a request line and headers."""
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50000),
        "scheme": "http",
        "method": method,
        "root_path": "",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query,
        "headers": headers,
    }


def _answer(scope: Scope, sent: list[Message]) -> Answer:
    start, *bodies = sent
    assert start["type"] == "http.response.start"
    assert all(message["type"] == "http.response.body" for message in bodies)
    assert not bodies[-1].get("more_body", False)
    pairs: list[Any] = list(start["headers"])
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs}
    body = b"".join(message.get("body", b"") for message in bodies)
    if body and "content-length" in headers:
        assert len(body) == int(headers["content-length"])
    decode = DECODERS.get(headers.get("content-encoding", ""))
    return Answer(start["status"], headers, decode(body) if body and decode else body)
