"""Addresses of requests, and of next pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.types import Scope

# A host as RFC 3986 has it, with a port; anything else in a Host header is not repeated to the client.
HOST: Final = re.compile(r"[A-Za-z0-9._\-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")

Pairs = list[tuple[str, str]]


def parameters(scope: Scope) -> Pairs:
    """Names and values of the query in the order given, decoded.

    People type Chinese into addresses, and not every client percent-encodes it: raw UTF-8 is read
    as such. Bytes that are no UTF-8 become U+FFFD, which no valid value contains.
    """
    return list(_pairs(scope["query_string"]))


@lru_cache(maxsize=256)
def _pairs(query: bytes) -> tuple[tuple[str, str], ...]:
    """A request looks at its parameters several times."""
    return tuple(parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True))


def inner_path(scope: Scope) -> str:
    """The requested path without the prefix of a proxy (``root_path``)."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def base(scope: Scope) -> str:
    """Where the service is, prefix included; without scheme and host where the request has no usable host."""
    host = Headers(scope=scope).get("host", "")
    origin = f"{scope['scheme']}://{host}" if HOST.fullmatch(host) else ""
    prefix: str = scope.get("root_path", "")
    return origin + prefix


def absolute(scope: Scope, query: Iterable[tuple[str, str]]) -> str:
    """The requested address with another query."""
    return with_query(base(scope) + inner_path(scope), query)


def with_query(address: str, query: Iterable[tuple[str, str]]) -> str:
    """An address with a query, left readable: commas and colons need no escape in one (RFC 3986, 3.4)."""
    return f"{address}?{urlencode(list(query), safe=',:')}"
