"""``/docs``, ``/static`` and the Markdown sources of pages; none loads anything from another site."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from app.web.documents import DOCUMENTS

STATIC: Final = Path(__file__).parent / "static"
MARKDOWN: Final = "text/markdown"
# Swagger UI needs inline styles, and icons from data: addresses; nothing else is allowed.
SAFETY: Final = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

router = APIRouter(include_in_schema=False)


class WholeFiles(StaticFiles):
    """Static files, always whole: the framework's answer to a wrong ``Range`` is not a problem document."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ignore ``Range``, as RFC 9110 (14.2) allows."""
        headers = [pair for pair in scope["headers"] if pair[0] != b"range"]
        await super().__call__({**scope, "headers": headers}, receive, send)


static: Final = Mount("/static", WholeFiles(directory=STATIC), name="static")


@router.get("/docs")
def docs() -> Response:
    """Swagger UI over ``/openapi.json``."""
    return tagged((STATIC / "docs.html").read_bytes(), "text/html")


def add(path: str, text: Callable[[], str]) -> None:
    """Serve the Markdown source of a page; ``views/documents.py`` serves the page itself."""

    def source() -> Response:
        return tagged(text().encode(), MARKDOWN)

    router.add_api_route(f"/{path}", source, name=path)


for _page in DOCUMENTS.values():
    for _path, _text in _page.sources.items():
        add(_path, _text)


def tagged(body: bytes, media_type: str) -> Response:
    """Return a response with the ETag of its content."""
    tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
    return Response(body, headers={**SAFETY, "ETag": tag}, media_type=media_type)
