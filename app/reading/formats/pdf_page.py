"""A page of a PDF as a picture. It runs in the bounded process of ``apart``, since drawing may cost much."""

from __future__ import annotations

import struct
import zlib
from typing import Any, NamedTuple

from app.reading.errors import ReadingError
from app.reading.formats.document import missing
from app.reading.formats.pdf import characters_of
from app.reading.formats.pdf_lines import Character

_LONGEST = 1414
"""Pixels of the longer side: A4 upright is 1,000 wide."""
_CHANNELS = 3
_FOUR_BITS, _EIGHT_BITS = 4, 8
_GREY, _RGB = 0, 2
_MOST = 15
"""The levels of brightness are 0 to 15."""
_LEVEL = bytes((value * _MOST + 127) // 255 for value in range(256))
_UPPER = bytes(level << 4 for level in _LEVEL)
_STEPPED = bytes(level * 17 for level in _LEVEL)


class Picture(NamedTuple):
    """A page: the picture as PNG; size, and left and bottom of what is visible, in points; quarter turns.

    ``characters`` are all that its text layer has, in order.
    """

    png: bytes
    width: float
    height: float
    left: float
    bottom: float
    turned: bool
    characters: tuple[Character, ...] = ()


def draw(data: bytes, number: int) -> Picture:
    """The page ``number``, from 1; ``ReadingError`` if there is none, or if it is damaged."""
    try:
        import pypdfium2
        from pypdfium2 import PdfiumError
    except ImportError:
        raise missing("pypdfium2") from None
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if not 1 <= number <= len(document):
                raise ReadingError(f"has no page {number}")
            return _drawn(document[number - 1])._replace(
                characters=tuple(characters_of(document[number - 1]))
            )
        finally:
            document.close()
    except PdfiumError as error:
        raise ReadingError(f"is a damaged PDF: page {number}: {error}") from None


def _drawn(page: Any) -> Picture:  # noqa: ANN401 # untyped
    width, height = page.get_size()
    scale = _LONGEST / max(width, height, 1)
    left, bottom, *_ = page.get_cropbox()
    bitmap = page.render(scale=scale, rev_byteorder=True, bitmap_maker=_opaque)
    return Picture(_png(bitmap), width, height, left, bottom, bool(page.get_rotation()))


def _opaque(*size: Any, **options: Any) -> Any:  # noqa: ANN401 # untyped
    import pypdfium2

    return pypdfium2.PdfBitmap.new_native(*size, **options)


def _png(bitmap: Any) -> bytes:  # noqa: ANN401 # untyped
    """The pixels as PNG (ISO/IEC 15948) with 16 levels, which is smaller: text looks the same."""
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = memoryview(bitmap.buffer).cast("B")
    lines = [bytes(pixels[start : start + width * _CHANNELS]) for start in range(0, height * stride, stride)]
    if all(map(_is_grey, lines)):
        return _file(width, height, (_FOUR_BITS, _GREY), [_halves(line[::_CHANNELS]) for line in lines])
    return _file(width, height, (_EIGHT_BITS, _RGB), [line.translate(_STEPPED) for line in lines])


def _is_grey(line: bytes) -> bool:
    """Whether all pixels of a line have as much red as green and blue."""
    red, green, blue = (line[channel::_CHANNELS] for channel in range(_CHANNELS))
    return red == green == blue


def _halves(line: bytes) -> bytes:
    """Two pixels in one byte, the left one in its upper half."""
    even = line + b"\0" * (len(line) % 2)
    upper = int.from_bytes(even[::2].translate(_UPPER), "big")
    lower = int.from_bytes(even[1::2].translate(_LEVEL), "big")
    return (upper | lower).to_bytes(len(even) // 2, "big")


def _file(width: int, height: int, kind: tuple[int, int], lines: list[bytes]) -> bytes:
    """A file of lines without a filter; ``kind`` is the bit depth and the colour type."""
    head = struct.pack(">IIBBBBB", width, height, *kind, 0, 0, 0)
    content = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    chunks = ((b"IHDR", head), (b"IDAT", content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, part) for name, part in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
