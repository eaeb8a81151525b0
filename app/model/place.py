"""Where a stretch of a report's text stands in the file that it was read from."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's lower left corner."""

    left: int
    bottom: int
    right: int
    top: int


class PlaceInFile(NamedTuple):
    """Where the text from character ``start`` on, up to the next place, stands in the file.

    ``page`` (from 1) and ``box`` are of a PDF; ``path`` is the XPath of the element of a web page, or of the
    paragraph in the part of a Word document that contains it.
    """

    start: int
    page: int | None = None
    box: Box | None = None
    path: str | None = None


class Locator(NamedTuple):
    """Where a span stands: in plain text its ``line``, in other files its ``paragraph``, both from 1.

    A paragraph is a line of the report's text: a paragraph, a heading or a row of a table.
    """

    line: int | None
    paragraph: int | None
    page: int | None = None
    box: Box | None = None
    path: str | None = None
