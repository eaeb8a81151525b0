"""Joins characters with boxes to paragraphs, by the geometry of the page.

A line that reaches its column's right edge continues in the next one, unless that is indented or has another
font size. Fragments on one baseline are the cells of a table row. Text at the same height near the edge of
most pages, digits aside, is a running head or a page number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from statistics import median
from typing import NamedTuple

from app.model.place import Box, PlaceInFile
from app.reading.formats import document

_CELL_GAP, _NEW_LINE = 1.5, 0.5
"""In heights of a character: a wider gap ends a cell; a larger step up or down ends the line."""
_NARROW_GAP = 0.4
"""In heights: a gap that may be between two cells that are close together."""
_SHORT, _INDENT, _SIZE = 2.0, 1.2, 1.25
"""In heights: how far a line may end before the right edge; an indent. A ratio of sizes parts headings."""
_FIRST_FULL_WIDTH = "\u2e80"
_SPACED_OUT = 8
"""A numbered heading of so few characters is spaced out (二、农  业), it is no row of a table."""
_EDGE = 3
"""So many lines at the top and the bottom of a page can be running heads."""
_PAGE_NUMBER = re.compile(r"[-—–·\s第]*\d{1,4}[-—–·\s页/共\d]*")
_OPENS = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[、.）)]|第[一二三四五六七八九十]+[章节部篇]|\d{1,2}[.、．](?!\d)|[—-]{2})"
)
_WHOLE = re.compile(r"[A-Za-z0-9.%％,+-]*[，。；、）”]?")
_LEAST_PAGES = 3
_SAME_HEIGHT = 10
"""Points within which running heads stand at one height."""
_COLUMN_SHARE, _NARROWEST = 8, 8
"""An eighth of the lines begin where a column begins; it is wider than eight characters."""


class Character(NamedTuple):
    """One character and its box, in points from the lower left corner of its page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


class LineGap(NamedTuple):
    """A gap in a line, too narrow to end a cell for certain: the text before it ends at ``left``, in points.

    The text from character ``start`` on begins at ``right``.
    """

    start: int
    left: float
    right: float


@dataclass(slots=True)
class PageLine:
    """A line of a page; ``height`` is that of most of its characters, ``cells`` counts its fragments.

    ``size`` is the width of most of its full-width characters: the size of the font, whatever height the
    font gives its boxes; the height if it has none. ``places`` are where its fragments begin in the text, and
    their boxes; ``gaps`` are inside fragments.
    """

    text: str
    left: float
    right: float
    bottom: float
    height: float
    size: float
    cells: int = 1
    places: list[PlaceInFile] = field(default_factory=list)
    gaps: list[LineGap] = field(default_factory=list)


def lines_of_page(characters: Sequence[Character]) -> list[PageLine]:
    """The lines of one page from its characters in the order of the text layer."""
    lines: list[PageLine] = []
    run: list[Character] = []
    for character in characters:
        if run and character.text.strip() and _is_elsewhere(run, character):
            _add(lines, run)
            run = []
        run.append(character)
    _add(lines, run)
    return lines


def _is_elsewhere(run: list[Character], character: Character) -> bool:
    """Whether a character starts another line or cell than the last visible one."""
    last = next((one for one in reversed(run) if one.text.strip()), None)
    if last is None:
        return False
    height = max(last.top - last.bottom, character.top - character.bottom, 1.0)
    middle = (character.top + character.bottom) / 2
    same_line = last.bottom - _NEW_LINE * height < middle < last.top + _NEW_LINE * height
    gap = character.left - last.right
    return not same_line or gap > _CELL_GAP * height or gap < -height


def _add(lines: list[PageLine], run: list[Character]) -> None:
    """Add a run as a line, or as another cell if it stands beside the last line."""
    text = "".join(character.text for character in run).strip()
    inked = [character for character in run if character.text.strip()]
    if not inked:
        return
    height = median(character.top - character.bottom for character in inked)
    left, right = min(c.left for c in inked), max(c.right for c in inked)
    bottom = median(character.bottom for character in inked)
    box = Box(floor(left), floor(min(c.bottom for c in inked)), ceil(right), ceil(max(c.top for c in inked)))
    last = lines[-1] if lines else None
    if last and abs(last.bottom - bottom) < _NEW_LINE * max(height, last.height) and left > last.right:
        heading = _OPENS.match(last.text) and len(last.text) < _SPACED_OUT
        last.text += "" if heading else "\t"
        last.places.append(PlaceInFile(len(last.text), box=box))
        last.gaps += _gaps(run, height, len(last.text))
        last.text += text
        last.right, last.cells = right, last.cells + (not heading)
        return
    size = _size(inked, height)
    place = PlaceInFile(0, box=box)
    lines.append(PageLine(text, left, right, bottom, height, size, places=[place], gaps=_gaps(run, height)))


def _gaps(run: list[Character], height: float, start: int = 0) -> list[LineGap]:
    """The gaps in a run whose text begins at the character ``start`` of its line."""
    leading = next(index for index, one in enumerate(run) if one.text.strip())
    found, before = [], run[leading]
    for index, one in enumerate(run[leading:], start):
        if one.text.strip():
            if one.left - before.right > _NARROW_GAP * height:
                found.append(LineGap(index, before.right, one.left))
            before = one
    return found


def _size(inked: list[Character], height: float) -> float:
    widths = [one.right - one.left for one in inked if one.text >= _FIRST_FULL_WIDTH]
    return median(widths) if widths else height


def paragraphs(pages: Sequence[list[PageLine]]) -> Iterator[document.DocumentLine]:
    """The paragraphs, headings and rows of all pages, in order; a paragraph may continue on the next page."""
    running = _running(pages)
    text, places = "", list[PlaceInFile]()
    before: PageLine | None = None
    for number, page in enumerate(pages, 1):
        kept = [line for index, line in enumerate(page) if not _is_running(line, index, len(page), running)]
        columns = _columns(kept)
        for line in kept:
            if before and _goes_on(before, line, columns):
                text += _between(text, line.text)
            else:
                if text:
                    yield document.DocumentLine(text, tuple(places))
                text, places = "", []
            places += [place._replace(start=len(text) + place.start, page=number) for place in line.places]
            text += line.text
            before = line
    if text:
        yield document.DocumentLine(text, tuple(places))


def _goes_on(line: PageLine, following: PageLine, columns: list[PageColumn]) -> bool:
    """Whether a line is broken off where its column ends; ``columns`` are of the following line's page."""
    if line.cells > 1 or following.cells > 1 or _OPENS.match(following.text):
        return False
    height = max(line.height, 1.0)
    if max(line.size, following.size) > _SIZE * max(min(line.size, following.size), 1.0):
        return False
    # A figure or word that did not fit goes to the next line whole.
    whole = _WHOLE.match(following.text)
    moved = len(whole[0]) * height / 2 if whole else 0
    reaches = line.right > _column_of(line, columns).right - _SHORT * height - moved
    indented = following.left > _column_of(following, columns).left + _INDENT * height
    return reaches and not indented


def _between(text: str, more: str) -> str:
    """A space between two Latin words, nothing between Chinese characters."""
    latin = text[-1:].isascii() and more[:1].isascii() and text[-1:].isalpha() and more[:1].isalpha()
    return " " if latin else ""


class PageColumn(NamedTuple):
    """Where most full lines of a column begin and end, in points."""

    left: float
    right: float


def _columns(page: list[PageLine]) -> list[PageColumn]:
    """The columns of a page from left to right; one of zero width if the page has no lines of text."""
    lines = [line for line in page if line.cells == 1]
    if not lines:
        return [PageColumn(0.0, 0.0)]
    lefts = Counter(round(line.left) for line in lines)
    often = sorted(left for left, count in lefts.items() if count * _COLUMN_SHARE >= len(lines))
    starts = often[:1] or [min(lefts)]
    for left in often[1:]:
        before = [line for line in lines if starts[-1] - 1 <= line.left < left - 1]
        if _is_column(before, starts[-1], left):
            starts.append(left)
    ends = [*starts[1:], float("inf")]
    found = [
        [line for line in lines if start - 1 <= line.left < end - 1]
        for start, end in zip(starts, ends, strict=True)
    ]
    return [
        PageColumn(start, sorted(line.right for line in inside)[int(len(inside) * 0.8)])
        for start, inside in zip(starts, found, strict=True)
    ]


def _is_column(lines: list[PageLine], start: float, end: float) -> bool:
    """Whether ``lines`` from ``start`` are wide enough for a column, and end before the next one begins."""
    if not lines or end - start <= _NARROWEST * max(line.height for line in lines):
        return False
    apart = sum(line.right <= end for line in lines)
    return apart * 10 >= len(lines) * 9


def _column_of(line: PageLine, columns: list[PageColumn]) -> PageColumn:
    return next((column for column in reversed(columns) if column.left - 1 <= line.left), columns[0])


def _running(pages: Sequence[list[PageLine]]) -> set[tuple[str, int]]:
    """Texts, with digits masked, at the same height at the edge of at least half of the pages."""
    if len(pages) < _LEAST_PAGES:
        return set()
    found: Counter[tuple[str, int]] = Counter()
    for page in pages:
        found.update({_place(line) for line in [*page[:_EDGE], *page[-_EDGE:]]})
    return {place for place, count in found.items() if count >= _LEAST_PAGES and count * 2 >= len(pages)}


def _is_running(line: PageLine, index: int, lines: int, running: set[tuple[str, int]]) -> bool:
    at_edge = index < _EDGE or index >= lines - _EDGE
    alone = index in {0, lines - 1} and _PAGE_NUMBER.fullmatch(line.text) is not None
    return alone or (at_edge and _place(line) in running)


def _place(line: PageLine) -> tuple[str, int]:
    return re.sub(r"\d+", "0", "".join(line.text.split())), round(line.bottom / _SAME_HEIGHT)
