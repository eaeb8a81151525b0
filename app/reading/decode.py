"""Decodes bytes: UTF-8, GB18030 (which includes GBK and GB2312), UTF-16 with a byte order mark."""

from __future__ import annotations

import codecs
import re

from app.reading.errors import ReadingError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*(?:gb_?2312|gbk|gb18030)""", re.IGNORECASE)
"""A page that says so about itself; many that declare GB2312 hold characters outside it."""
HEAD = 2048
CERTAIN = 32
"""So many bytes outside ASCII form valid UTF-8 by chance in no text of another encoding."""
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
DAMAGED = 10
"""One wrong place in ten bytes outside ASCII: damaged UTF-8; another encoding has hardly anything else."""
NUL = "holds NUL bytes: a binary file, or UTF-16 without its mark; save it as UTF-8 text"
_HIGH = bytes(range(128, 256))


def decode(data: bytes) -> str:
    """The text of a file; ``ReadingError`` when it is empty, binary, damaged or of another encoding.

    A byte order mark decides and is not part of the text. Without one the text is UTF-8 if it is valid UTF-8,
    unless it is short and declares a Chinese encoding; else GB18030.
    """
    text = _decode(data)
    if "\0" in text:
        raise ReadingError(NUL)
    if not text.strip():
        raise ReadingError("is empty: it has no text")
    if len(CONTROL.findall(text, 0, HEAD)) * 10 > min(len(text), HEAD):
        raise ReadingError("is a binary file, no text")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data:
        raise ReadingError(NUL)
    if DECLARED.search(data[:HEAD]) and _beyond_ascii(data) < CERTAIN:
        return _gb18030_or_utf8(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)


def _beyond_ascii(data: bytes) -> int:
    return len(data) - len(data.translate(None, _HIGH))


def _gb18030_or_utf8(data: bytes) -> str:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return _strictly(data, "utf-8")


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    if data.decode("utf-8", "replace").count("\ufffd") * DAMAGED < _beyond_ascii(data):
        raise ReadingError(f"is damaged UTF-8: byte {error.start} belongs to no character") from error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as second:
        raise ReadingError(
            f"is neither UTF-8 (byte {error.start}) nor GB18030 (byte {second.start}); save it as UTF-8"
        ) from second


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(f"begins as {encoding} but byte {error.start} is in no character") from error
