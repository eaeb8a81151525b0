"""``/``, ``/docs`` and ``/static``: pages that load nothing from elsewhere."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

STATIC: Final = Path(__file__).parent / "static"
# Swagger UI sets styles in the page and draws icons from data: addresses; nothing else is let in.
SAFETY: Final = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

router = APIRouter(include_in_schema=False)
static: Final = Mount("/static", StaticFiles(directory=STATIC), name="static")


@router.get("/")
def home() -> Response:
    """Where to begin."""
    return page("home.html")


@router.get("/docs")
def docs() -> Response:
    """Swagger UI over ``/openapi.json``."""
    return page("docs.html")


def page(name: str) -> Response:
    """A page of ours, with the ETag of its content."""
    body = (STATIC / name).read_bytes()
    tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
    return Response(body, headers={**SAFETY, "ETag": tag}, media_type="text/html")
