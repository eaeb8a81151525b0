"""Cross-origin access (CORS): the origins whose pages may read the responses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from app.api.limits import METHODS

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
#: Seconds for which a browser may cache the preflight response.
MAX_AGE: Final = 86_400


def with_cors(app: ASGIApp, origins: Sequence[str]) -> CORSMiddleware:
    """The application, readable by pages of these origins (``https://example.org``); ``*`` means any.

    The service uses no cookies, so credentials are not allowed.
    """
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=METHODS,
        allow_headers=REQUEST_HEADERS,
        expose_headers=EXPOSED_HEADERS,
        max_age=MAX_AGE,
    )
