"""Weak ETags of data responses, computed from the request and the version of the data without a query."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from starlette.types import Scope

from app import __version__
from app.api.edge.address import inner_path, parameters
from app.api.edge.negotiate import PARAMETER, best_format, best_language


def etag(version: str, scope: Scope, headers: Mapping[bytes, bytes]) -> bytes:
    """The weak ETag of the response to a GET request.

    Requests with the same tag have equivalent responses. The order of parameters does not matter; of
    ``Accept`` and ``Accept-Language`` only the format and the language that they select matter.

    Args:
        version: The version of the data.
        scope: The request.
        headers: Its headers.
    """
    pairs = parameters(scope)
    formats = [value for name, value in pairs if name == PARAMETER]
    chosen = best_format(headers.get(b"accept", b"").decode("latin-1"))
    asked = (
        __version__,
        inner_path(scope),
        sorted(pair for pair in pairs if pair[0] != PARAMETER),
        formats or [chosen.name if chosen else ""],
        best_language(headers.get(b"accept-language", b"").decode("latin-1")),
    )
    digest = blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f'W/"{version}-{digest}"'.encode()


def matches(if_none_match: bytes | None, tag: bytes) -> bool:
    """Whether ``If-None-Match`` names this tag, or any (``*``), by weak comparison (RFC 9110, 13.1.2)."""
    if if_none_match is None or not tag:
        return False
    opaque = tag.removeprefix(b"W/")
    named = (part.strip().removeprefix(b"W/") for part in if_none_match.split(b","))
    return any(part in (opaque, b"*") for part in named)
