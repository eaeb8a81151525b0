"""Chooses the format of a file by its first bytes, then by its name, and calls its reader."""

from __future__ import annotations

import os.path

from app.reading.decode import decode
from app.reading.errors import ReadingError
from app.reading.formats.document import LARGEST_FILE, Document

_PDF, _ZIP, _OLD_OFFICE, _RTF = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_PDF_WITHIN = 1024
_PAGES = frozenset({".html", ".htm", ".shtml"})
_MARKDOWN = frozenset({".md", ".markdown"})
SUFFIXES = _PAGES | _MARKDOWN | {".txt", ".docx", ".doc", ".pdf"}
"""Endings of the texts that are taken from a folder."""
TABLES = frozenset({".csv", ".tsv"})
"""Endings of the files that are tables of facts."""
_PAGE_WITHIN = 4096


def read_document(data: bytes, source: str) -> Document:
    """The text of the file named ``source``; ``ReadingError`` for a format that can't be read.

    A reader is imported with the first file of its format.
    """
    if len(data) > LARGEST_FILE:
        raise ReadingError(f"is too large: more than {LARGEST_FILE:,} bytes")
    if _PDF in data[:_PDF_WITHIN]:
        from app.reading.formats.apart import read_pdf_apart

        return read_pdf_apart(data)
    if data.startswith(_ZIP):
        from app.reading.formats.docx import read_docx

        return read_docx(data)
    if data.startswith(_OLD_OFFICE):
        from app.reading.formats.doc import read_doc

        return read_doc(data)
    if data.startswith(_RTF):
        raise ReadingError("is RTF: save it as .docx or as plain text")
    return _read_text(data, os.path.splitext(source)[1].lower())  # noqa: PTH122 # see app.lexicon.tables


def _read_text(data: bytes, suffix: str) -> Document:
    text = decode(data)
    if suffix in _PAGES or (text[:_PAGE_WITHIN].lstrip().startswith("<") and _is_page(text)):
        from app.reading.formats.html import read_html

        return read_html(text)
    if suffix in _MARKDOWN:
        from app.reading.formats.markdown import read_markdown

        return read_markdown(text)
    return Document(text, "txt")


def _is_page(text: str) -> bool:
    from app.reading.formats.html import looks_like_html

    return looks_like_html(text[:_PAGE_WITHIN])
