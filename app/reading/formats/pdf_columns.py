"""The fragments of a PDF's lines, and the columns in which they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from app.model.place import Box, PlaceInFile
from app.reading.formats.pdf_lines import PageLine

_FIGURE = re.compile(r"[-+]?\d[\d,.]*[%％]?")


class Fragment(NamedTuple):
    """The text of one cell, or of one line in it, with its place in the line and its box in points."""

    text: str
    place: PlaceInFile
    box: Box
    line: PageLine

    @property
    def is_figure(self) -> bool:
        """Whether it is only a number."""
        return _FIGURE.fullmatch(self.text) is not None

    def is_over(self, other: Fragment) -> bool:
        """Whether it stands above another fragment, in the same part of the page."""
        overlap = min(self.box.right, other.box.right) - max(self.box.left, other.box.left)
        return overlap > 0 and other.line.bottom < self.line.bottom - self.line.height / 2

    def is_beside(self, other: Fragment) -> bool:
        """Whether it stands on the same line of the page as another fragment, to its right."""
        apart = self.box.left - other.box.right
        return apart > 0 and abs(self.box.bottom - other.box.bottom) < self.line.height / 3


class Band(NamedTuple):
    """The columns of a table, as the stretches in which their values stand, in points."""

    left: int
    right: int


def fragments_of(line: PageLine, bands: Sequence[Band] = ()) -> list[Fragment]:
    """The fragments of a line, also split at narrow gaps that lie between two columns."""
    cuts = [
        gap for gap in line.gaps if any(_is_between(gap.left, gap.right, pair) for pair in pairwise(bands))
    ]
    found = []
    ends = [*(place.start for place in line.places[1:]), len(line.text)]
    for place, end in zip(line.places, ends, strict=True):
        if place.box is None:
            continue
        rest = place
        for gap in cuts:
            if place.start < gap.start < end and rest.box:
                left, right = rest.box._replace(right=ceil(gap.left)), rest.box._replace(left=int(gap.right))
                found.append(_fragment(line, rest._replace(box=left), gap.start, left))
                rest = PlaceInFile(gap.start, box=right)
        if rest.box:
            found.append(_fragment(line, rest, end, rest.box))
    return found


def _fragment(line: PageLine, place: PlaceInFile, end: int, box: Box) -> Fragment:
    return Fragment(line.text[place.start : end].strip(), place, box, line)


def _is_between(left: float, right: float, bands: tuple[Band, Band]) -> bool:
    """Whether a gap overlaps the space between two columns."""
    return left <= bands[1].left and right >= bands[0].right


def bands_of(rows: Sequence[list[Fragment]]) -> list[Band]:
    """The columns of a table from its rows with most fragments; none if they overlap."""
    width = max((len(row) for row in rows), default=0)
    columns = zip(*(row for row in rows if len(row) == width), strict=True)
    bands = [Band(min(f.box.left for f in found), max(f.box.right for f in found)) for found in columns]
    apart = all(left.right <= right.left for left, right in pairwise(bands))
    return bands if apart and width > 1 else []


def columns_of(fragment: Fragment, bands: Sequence[Band]) -> list[int]:
    """The columns that a fragment stands in; several if it spans them. Beside all, it is in the nearest."""
    box = fragment.box
    overlaps = [min(box.right, band.right) - max(box.left, band.left) for band in bands]
    return [index for index, shared in enumerate(overlaps) if shared > 0] or [overlaps.index(max(overlaps))]


def line_of(cells: Sequence[list[Fragment]]) -> PageLine:
    """A line with these cells; the fragments of a cell follow each other without a gap."""
    fragments = [one for cell in cells for one in cell]
    text, places = "", list[PlaceInFile]()
    for number, cell in enumerate(cells):
        text += "\t" if number else ""
        for one in cell:
            places.append(one.place._replace(start=len(text)))
            text += one.text
    return PageLine(
        text, min(one.box.left for one in fragments), max(one.box.right for one in fragments),
        min(one.line.bottom for one in fragments), fragments[0].line.height, fragments[0].line.size,
        len(cells), places,
    )  # fmt: skip
