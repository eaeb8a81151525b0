"""Addresses of requests, and of next pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, quote_plus, urlencode

from starlette.datastructures import Headers
from starlette.types import Scope

from app.api.edge.short_cache import cached_if_short

# A host as in RFC 3986, with an optional port; any other Host header is not repeated to the client.
HOST: Final = re.compile(r"[A-Za-z0-9._\-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")

#: Characters that a query does not escape.
_READABLE: Final = ",:"
Pairs = list[tuple[str, str]]


def parameters(scope: Scope) -> Pairs:
    """The names and values of the query, decoded, in their original order.

    People type Chinese into addresses, and not every client percent-encodes it, so raw UTF-8 is
    accepted. Bytes that are not UTF-8 become U+FFFD, which no valid value contains.
    """
    return list(_pairs(scope["query_string"]))


@cached_if_short(maxsize=256)
def _pairs(query: bytes) -> tuple[tuple[str, str], ...]:
    """Cached, because a request parses its parameters several times."""
    return tuple(parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True))


def inner_path(scope: Scope) -> str:
    """The requested path without the prefix of a proxy (``root_path``)."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def base(scope: Scope) -> str:
    """The address of the service with its prefix; without scheme and host if the Host header is unusable."""
    host = Headers(scope=scope).get("host", "")
    origin = f"{scope['scheme']}://{host}" if HOST.fullmatch(host) else ""
    prefix: str = scope.get("root_path", "")
    return origin + prefix


def absolute(scope: Scope, query: Iterable[tuple[str, str]]) -> str:
    """The requested address with another query."""
    return with_query(base(scope) + inner_path(scope), query)


def with_query(address: str, query: Iterable[tuple[str, str]]) -> str:
    """An address with a query. Commas and colons stay readable: a query allows them (RFC 3986, 3.4)."""
    return f"{address}?{urlencode(list(query), safe=_READABLE)}"


def quoted(value: str) -> str:
    """A value as ``with_query`` writes it."""
    return quote_plus(value, safe=_READABLE)
