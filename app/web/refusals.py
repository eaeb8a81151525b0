"""Refusals of whole requests as pages: a full database, an address that is too long, an unexpected error.

The services' other errors become pages in ``route.py``. These come from layers that know no pages; browsers
would show their problem documents as text for programs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.rendering import SAFETY, here, render

PROBLEM: Final = b"application/problem+json"
#: Addresses for programs, which get problem documents even in a browser.
_FOR_PROGRAMS: Final = ("/v1/", "/openapi.json", "/livez", "/readyz", "/metrics", "/static/")
_REPLACED: Final = ("content-length", "etag", "content-type")


class RefusalPages:
    """Replaces problem documents by pages for browsers.

    Args:
        app: The application.
        is_reader: Whether a request comes from a browser.
    """

    def __init__(self, app: ASGIApp, is_reader: Callable[[Request], bool]) -> None:
        self.app = app
        self._is_reader = is_reader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not self._for_reader(scope):
            await self.app(scope, receive, send)
            return
        page: bytes | None = None

        async def replacing(message: Message) -> None:
            nonlocal page
            if message["type"] == "http.response.start":
                if dict(message["headers"]).get(b"content-type") == PROBLEM:
                    page = _page(scope, message)
                await send(message)
            elif page is None:
                await send(message)
            elif not message.get("more_body", False):
                body = b"" if scope["method"] == "HEAD" else page
                await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, replacing)

    def _for_reader(self, scope: Scope) -> bool:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        return not path.startswith(_FOR_PROGRAMS) and self._is_reader(Request(scope))


def _page(scope: Scope, start: Message) -> bytes:
    """The page for a refusal; the headers of its start become those of the page."""
    request = Request({**scope, "query_string": b""})
    at = replace(here(request), inner="")
    made = render(request, "refusal.html", start["status"], at, code=start["status"])
    headers = MutableHeaders(raw=start["headers"])
    for name in _REPLACED:
        del headers[name]
    headers.update({**SAFETY, "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"})
    headers["Content-Length"] = str(len(made.body))
    return bytes(made.body)
