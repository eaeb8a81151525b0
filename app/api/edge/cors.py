"""Cross-origin access (CORS): the origins whose pages may read the responses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.edge.methods import READING
from app.config import ANY_ORIGIN

#: Request headers that clients in browsers may send. The service ignores most of them.
REQUEST_HEADERS: Final = (
    "Authorization",
    "Cache-Control",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Pragma",
    "Range",
    "X-Requested-With",
)
#: Response headers that scripts may read, in addition to those that browsers always allow.
EXPOSED_HEADERS: Final = (
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Length",
    "Content-Range",
    "ETag",
    "Link",
    "Retry-After",
    "X-Total-Count",
)
#: The headers of every response if pages of any origin may read it: they do not depend on the request.
FOR_ANYONE: Final = {
    "Access-Control-Allow-Origin": ANY_ORIGIN,
    "Access-Control-Expose-Headers": ", ".join(EXPOSED_HEADERS),
}
#: Seconds for which a browser may cache the preflight response.
MAX_AGE: Final = 86_400


class Preflights(CORSMiddleware):
    """Responds to preflight requests; the application itself sends ``FOR_ANYONE`` with other responses."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        preflight = scope["type"] == "http" and scope["method"] == "OPTIONS"
        await (super().__call__ if preflight else self.app)(scope, receive, send)


def with_cors(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """The application, readable by pages of these origins (``https://example.org``).

    ``*`` means any; the application must then send ``FOR_ANYONE`` itself. The service uses no cookies, so
    credentials are not allowed.
    """
    middleware = Preflights if ANY_ORIGIN in origins else CORSMiddleware
    return middleware(
        app,
        allow_origins=origins,
        allow_methods=READING,
        allow_headers=REQUEST_HEADERS,
        expose_headers=EXPOSED_HEADERS,
        max_age=MAX_AGE,
    )
