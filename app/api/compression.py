"""Content codings: which one a client takes, and the compressors, quick ones, since pages are small."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Protocol

import brotli
import zstandard

#: A shorter body gains nothing.
LEAST: Final = 1000
#: What is compressed already, or would gain nothing.
_DENSE: Final = ("parquet", "spreadsheetml", "image/", "font/")
_GZIP: Final = 16 + zlib.MAX_WBITS


class Compressor(Protocol):
    """Takes a body in parts."""

    def compress(self, data: bytes, /) -> bytes:
        """Some of the compressed bytes; may be none yet."""

    def flush(self) -> bytes:
        """All that is left."""


class _Brotli:
    """The library calls things by other names."""

    def __init__(self) -> None:
        self._inner = brotli.Compressor(quality=1)

    def compress(self, data: bytes, /) -> bytes:
        found: bytes = self._inner.process(data)
        return found

    def flush(self) -> bytes:
        found: bytes = self._inner.finish()
        return found


# In the order in which the server likes them; Accept-Encoding's weights go before it.
COMPRESSORS: Final[dict[str, Callable[[], Compressor]]] = {
    "zstd": lambda: zstandard.ZstdCompressor(level=1).compressobj(),
    "br": _Brotli,
    "gzip": lambda: zlib.compressobj(1, zlib.DEFLATED, _GZIP),
}


@lru_cache(maxsize=1024)
def coding(header: bytes) -> str:
    """The coding that ``Accept-Encoding`` likes best of ours; empty for none (RFC 9110, 12.5.3).

    >>> coding(b"gzip, deflate, br, zstd"), coding(b"gzip;q=1, br;q=0.5"), coding(b"identity")
    ('zstd', 'gzip', '')
    """
    weights = dict(_weight(part) for part in header.decode("latin-1").lower().split(","))
    best, most = "", 0.0
    for name in COMPRESSORS:
        weight = weights.get(name, weights.get("*", 0.0))
        if weight > most:
            best, most = name, weight
    return best


def compressed(body: bytes, name: str) -> bytes:
    """A whole body in a coding of ours."""
    compressor = COMPRESSORS[name]()
    return compressor.compress(body) + compressor.flush()


def gains(content_type: str) -> bool:
    """Whether a body of this type becomes smaller."""
    return not any(word in content_type for word in _DENSE)


def _weight(part: str) -> tuple[str, float]:
    name, _, rest = part.strip().partition(";")
    key, _, value = rest.strip().partition("=")
    if key.strip() != "q":
        return name.strip(), 1.0
    try:
        return name.strip(), float(value)
    except ValueError:
        return name.strip(), 0.0
