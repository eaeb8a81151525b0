"""Which kinds of files can be read. Today plain text; every other kind is named and refused."""

from __future__ import annotations

from pathlib import PurePath

from app.reading.decode import decode
from app.reading.errors import ReadingError

SUFFIXES = frozenset({".txt"})
"""Endings of the files that are taken from a folder."""

_STARTS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word, Excel or another ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
    (b"{\\rtf", "RTF"),
)
_ENDINGS = {".html": "HTML", ".htm": "HTML", ".pdf": "PDF", ".doc": "Word", ".docx": "Word", ".rtf": "RTF"}
_PAGES = (b"<!doctype html", b"<html", b"<?xml")
_HEAD = 256


def text_of(data: bytes, source: str) -> str:
    """The text of a file called ``source``; ``ReadingError`` for a kind that can't be read."""
    kind = _refused(data, source)
    if kind:
        raise ReadingError(
            f"is {kind}; supported: plain text ({', '.join(sorted(SUFFIXES))}): save its text so"
        )
    return decode(data)


def _refused(data: bytes, source: str) -> str | None:
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        return "HTML or XML"
    return _ENDINGS.get(PurePath(source).suffix.lower())
