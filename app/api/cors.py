"""Cross-origin access (CORS): which pages of other sites may read the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from app.api.limits import METHODS

#: Headers that clients in browsers send of their own accord; nothing here depends on most of them.
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
#: Headers of answers that scripts may read, beside those that every browser shows them.
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
#: Seconds for which a browser need not ask again.
MAX_AGE: Final = 86_400


def with_cors(app: ASGIApp, origins: Sequence[str]) -> CORSMiddleware:
    """The application, readable by pages of these origins (``https://example.org``); ``*`` is any.

    No cookies are used, so none are allowed.
    """
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=METHODS,
        allow_headers=REQUEST_HEADERS,
        expose_headers=EXPOSED_HEADERS,
        max_age=MAX_AGE,
    )
