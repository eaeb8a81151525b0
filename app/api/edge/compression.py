"""Content codings, at fast compression levels because pages are small."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Final, Protocol

import brotli
import zstandard

#: A body with fewer bytes is not compressed.
LEAST: Final = 1000
#: Media types that contain one of these words are compressed already; an SVG is text.
_DENSE: Final = (b"parquet", b"spreadsheetml", b"image/png", b"font/")
_GZIP: Final = 16 + zlib.MAX_WBITS


class Compressor(Protocol):
    """Compresses a body piece by piece."""

    def compress(self, data: bytes, /) -> bytes:
        """The compressed bytes that are ready; may be empty."""

    def flush(self) -> bytes:
        """The remaining compressed bytes."""


class _Brotli:
    """``brotli.Compressor`` with the method names of the others."""

    def __init__(self) -> None:
        self._inner = brotli.Compressor(quality=1)

    def compress(self, data: bytes, /) -> bytes:
        found: bytes = self._inner.process(data)
        return found

    def flush(self) -> bytes:
        found: bytes = self._inner.finish()
        return found


#: The compressor of each coding. If a client accepts several codings equally, the first is used.
COMPRESSORS: Final[dict[str, Callable[[], Compressor]]] = {
    "zstd": lambda: zstandard.ZstdCompressor(level=1).compressobj(),
    "br": _Brotli,
    "gzip": lambda: zlib.compressobj(1, zlib.DEFLATED, _GZIP),
}


def is_compressible(content_type: bytes) -> bool:
    """Whether compression would make a body of this type smaller."""
    return not any(word in content_type for word in _DENSE)
