"""PDF files with a text layer: lines joined into paragraphs, running heads and page numbers left out."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from typing import Any

from app.reading.errors import ReadingError
from app.reading.formats.document import LONGEST_TEXT, Document, document_of, missing
from app.reading.formats.pdf_grid import in_columns
from app.reading.formats.pdf_lines import Character, lines_of_page, paragraphs

MOST_PAGES = 3000
LEAST_PER_PAGE = 20
"""Characters a page, on the average: a scan has none, its stamp a few."""
MOST_GARBAGE = 0.1
"""Share of characters that stand for no letter: private use, replacement, control."""
_PASSWORD = 4
_FIRST_PRINTED = 32
_SURROGATES = range(0xD800, 0xE000)
Page = Any
"""A page of pypdfium2."""


def read_pdf(data: bytes) -> Document:
    """The text layer of a PDF; ``ReadingError`` for a scan, a protected file or a text layer of garbage."""
    try:
        import pypdfium2
        from pypdfium2 import PdfiumError
    except ImportError:
        raise missing("pypdfium2") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise ReadingError("is encrypted: save it without a password") from None
        raise ReadingError(f"is a damaged PDF: {error}") from None
    try:
        if len(document) > MOST_PAGES:
            raise ReadingError(f"is too large: it has more than {MOST_PAGES:,} pages")
        ink = _Ink()
        pages = [in_columns(lines_of_page(ink.counted(page))) for page in _pages(document, PdfiumError)]
    finally:
        document.close()
    ink.check(len(pages))
    return document_of(list(paragraphs(pages)), "pdf")


def _pages(document: Any, broken: type[Exception]) -> Iterator[list[Character]]:  # noqa: ANN401 # untyped
    """The characters of each page, one page after the other; a broken page ends the reading."""
    for index in range(len(document)):
        try:
            yield characters_of(document[index])
        except broken as error:
            raise ReadingError(f"is a damaged PDF: page {index + 1}: {error}") from None


def characters_of(page: Page) -> list[Character]:
    """The characters of a page in the order of its text layer, with boxes in points; closes the page."""
    from pypdfium2 import raw

    layer = page.get_textpage()
    handle, box = layer.raw, raw.FS_RECTF()
    place = ctypes.byref(box)
    code_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    found: list[Character] = []
    for index in range(raw.FPDFText_CountChars(handle)):
        code = code_of(handle, index)
        if code >= _FIRST_PRINTED and box_of(handle, index, place):
            found.append(Character(_letter(code), box.left, box.right, box.bottom, box.top))
    layer.close()
    page.close()
    return found


def _letter(code: int) -> str:
    return "\ufffd" if code in _SURROGATES or code > sys.maxunicode else chr(code)


class _Ink:
    """Counts the visible characters, and those among them that have no meaning."""

    def __init__(self) -> None:
        self._all = self._inked = self._garbage = 0

    def counted(self, page: list[Character]) -> list[Character]:
        """Count the characters of a page and return it."""
        self._all += len(page)
        if self._all > LONGEST_TEXT:
            raise ReadingError(f"is too large: more than {LONGEST_TEXT:,} characters")
        inked = "".join("".join(character.text for character in page).split())
        self._inked += len(inked)
        self._garbage += sum(not one.isprintable() or "\ue000" <= one <= "\uf8ff" for one in inked)
        return page

    def check(self, pages: int) -> None:
        """Refuse scans and text layers of garbage."""
        if self._inked < LEAST_PER_PAGE * pages:
            raise ReadingError(
                "is a scan: it has pictures of pages and no text; recognise the text first (OCR)"
            )
        if self._garbage > MOST_GARBAGE * self._inked:
            raise ReadingError("has a text layer of garbage: its fonts don't say which characters they show")
