"""Puts the fragments of a PDF's tables into columns.

In the text layer of a PDF an empty cell is missing, and a cell of two lines is two fragments. The rows with
most cells say where the columns are. Whatever does not fit into the columns stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.reading.formats.pdf_columns import Band, Fragment, bands_of, columns_of, fragments_of, line_of
from app.reading.formats.pdf_lines import PageLine

_CAPTION = re.compile(r"[（(]?(?:续?表|图|单位|注) *[：:\d一二三四五六七八九十]")
_FARTHEST, _CLOSE = 2.2, 1.45
"""In heights of a character: how far two lines of one table, and of one cell, stand apart at most."""
_BESIDE = 0.95
"""In heights: a line that is farther from others is above or below them."""
_CLOSER = 0.9
"""In distances of rows: lines of one cell are closer than rows."""
_WIDEST, _LONGEST = 60, 400
"""Columns, and lines on a page, of the largest table; joining them takes the square of their number."""
_MOST_HEADS, _LEAST_HEADS = 12, 2
"""So many lines above a table can be its head; a head of one line needs no joining."""


def in_columns(lines: list[PageLine]) -> list[PageLine]:
    """The lines of a page, those of tables with a cell for each column."""
    made: list[PageLine] = []
    at = 0
    while at < len(lines):
        if not _is_data(lines[at]):
            made.append(lines[at])
            at += 1
            continue
        end = _end(lines, at)
        table = lines[at:end]
        bands = bands_of([fragments_of(line) for line in table if _is_data(line)])
        if bands:
            head = _head(made, table[0], bands)
            made = [*made[: len(made) - len(head)], *_rows([*head, *table], len(head), bands)]
        else:
            made += table
        at = end
    return made


def _rows(lines: list[PageLine], heads: int, bands: list[Band]) -> Iterator[PageLine]:
    """The rows of a table whose first ``heads`` lines are its head."""
    body = _joined(lines, bands)
    # The last line above the first row may have become the first line of its label.
    count = sum(not _is_data(line) for line in body[:heads])
    yield from _headed(body[:count], bands)
    yield from (_filled(line, bands) for line in body[count:])


def _is_data(line: PageLine) -> bool:
    """Whether a line is a row with a number."""
    return 1 < line.cells <= _WIDEST and any(one.is_figure for one in fragments_of(line))


def _end(lines: list[PageLine], at: int) -> int:
    """Where a table ends that begins at ``at``: at a caption, the head of another table, or far text."""
    end = at + 1
    while end < min(len(lines), at + _LONGEST) and _belongs(lines[end - 1], lines[end]):
        end += 1
    return end


def _belongs(line: PageLine, following: PageLine) -> bool:
    if _CAPTION.match(following.text):
        return False
    distance, height = abs(line.bottom - following.bottom), max(line.height, following.height)
    if following.cells > 1:
        return _is_data(following) or distance < _CLOSE * height
    return distance < _FARTHEST * height


def _joined(lines: list[PageLine], bands: list[Band]) -> list[PageLine]:
    """The lines of a table; those that are parts of a cell of a near row are joined with it."""
    anchors = [
        line for line in lines if any(f.is_figure for f in fragments_of(line, bands)[_in(line, bands) :])
    ]
    step = min((abs(_level(one) - _level(two)) for one, two in pairwise(anchors)), default=0.0)
    parts: dict[int, list[PageLine]] = {id(line): [line] for line in anchors}
    for line in lines:
        if id(line) not in parts and (anchor := _anchor(line, anchors, step)):
            parts[id(anchor)].append(line)
    made = {key: _row(found, bands) for key, found in parts.items()}
    used = {id(line) for key, found in parts.items() if made[key] for line in found}
    kept = []
    for line in lines:
        row = made.get(id(line))
        if row or id(line) not in used:
            kept.append(row or line)
    return kept


def _level(line: PageLine) -> float:
    """The height of the numbers of a row, in points; a label of two lines is above and below."""
    figures = [one.box.bottom for one in fragments_of(line) if one.is_figure]
    return figures[-1] if figures else line.bottom


def _in(line: PageLine, bands: list[Band]) -> int:
    """The index of the first fragment of a line that is beyond its labels."""
    return int(columns_of(fragments_of(line)[0], bands)[0] == 0)


def _anchor(line: PageLine, anchors: list[PageLine], step: float) -> PageLine | None:
    """The row that a line stands close to: above, beside or below its numbers."""
    nearest = min(anchors, key=lambda anchor: abs(_level(anchor) - line.bottom), default=None)
    if nearest is None:
        return None
    distance = abs(_level(nearest) - line.bottom)
    return nearest if distance < min(_CLOSE * line.height, _CLOSER * step) else None


def _row(lines: list[PageLine], bands: list[Band]) -> PageLine | None:
    """The row of lines that stand close together; None if two lines have text in one column of values."""
    if len(lines) == 1:
        return None
    cells: list[list[Fragment]] = [[] for _ in bands]
    fragments = [one for line in lines for one in fragments_of(line, bands)]
    for fragment in sorted(fragments, key=lambda one: -one.box.bottom):
        columns = columns_of(fragment, bands)
        if len(columns) > 1 or (columns[0] and cells[columns[0]]):
            return None
        cells[columns[0]].append(fragment)
    return line_of(cells)


def _filled(line: PageLine, bands: list[Band]) -> PageLine:
    """A row with an empty cell for each column in which it has no text."""
    fragments = fragments_of(line, bands)
    columns = [columns_of(fragment, bands) for fragment in fragments]
    flat = [index for found in columns for index in found]
    if (
        len(fragments) == 1
        or line.cells == len(bands)
        or len(flat) > len(fragments)
        or len({*flat}) < len(flat)
    ):
        return line
    return line_of(
        [[one for one, (at,) in zip(fragments, columns, strict=True) if at == i] for i in range(len(bands))]
    )


def _head(above: Sequence[PageLine], first: PageLine, bands: list[Band]) -> list[PageLine]:
    """The lines above a table whose fragments stand over its columns."""
    found: list[PageLine] = []
    for line in reversed(above[-_MOST_HEADS:]):
        far = _distance(line, [first, *found]) > _FARTHEST
        if far or line.cells > _WIDEST or _CAPTION.match(line.text) or _is_wide(line, bands):
            break
        found.insert(0, line)
    while found and _is_caption(found[0], found[1:], first, bands):
        del found[0]
    return found


def _distance(line: PageLine, others: Sequence[PageLine]) -> float:
    """How far the nearest of the other lines is above or below a line, in heights of its characters."""
    return min(abs(line.bottom - other.bottom) for other in others) / max(line.height, 1.0)


def _is_caption(line: PageLine, below: list[PageLine], first: PageLine, bands: list[Band]) -> bool:
    """Whether a line above the others has nothing beside it."""
    alone = len(fragments_of(line, bands)) == 1 and _distance(line, [first, *below]) > _BESIDE
    return alone and not _is_stacked(line, below, bands)


def _is_stacked(line: PageLine, found: list[PageLine], bands: list[Band]) -> bool:
    """Whether a line is above two others in its column: a header of three lines beside shorter ones."""
    columns = columns_of(fragments_of(line)[0], bands)
    below = [
        one for other in found for one in fragments_of(other, bands) if columns_of(one, bands) == columns
    ]
    return len(columns) == 1 and len(below) >= _LEAST_HEADS


def _is_wide(line: PageLine, bands: list[Band]) -> bool:
    """Whether a line has a fragment over more than half of the columns, as a caption may have."""
    widest = max(len(columns_of(one, bands)) for one in fragments_of(line, bands))
    return widest * 2 > len(bands) + 1


def _headed(head: list[PageLine], bands: list[Band]) -> list[PageLine]:
    """The head of a table in one row, or in two if fragments span columns; unchanged if it has gaps."""
    fragments = [one for line in head for one in fragments_of(line, bands)]
    if len(head) < _LEAST_HEADS or not _is_side_by_side(fragments):
        return head
    upper: list[list[Fragment]] = [[] for _ in bands]
    lower: list[list[Fragment]] = [[] for _ in bands]
    spanned: set[int] = set()
    for one in sorted(fragments, key=lambda one: -one.line.bottom):
        columns = sorted(_over(one, fragments, bands))
        if len(columns) > 1:
            upper[columns[0]].append(one)
            spanned.update(columns)
        else:
            lower[columns[0]].append(one)
    for index, cell in enumerate(lower):
        if index not in spanned:
            upper[index], lower[index] = cell, []
    named = all(upper[index] or index in spanned for index in range(1, len(bands)))
    if not named or not all(lower[index] for index in spanned):
        return head
    return [line_of(upper), *([line_of(lower)] if spanned else [])]


def _over(one: Fragment, fragments: list[Fragment], bands: list[Band]) -> set[int]:
    """The columns that a fragment of a head is over: its own, and those of the fragments below it.

    If the fragment is at the left of its columns, the ones right of those below it belong to it too.
    """
    below = [two for two in fragments if one.is_over(two)]
    columns = {column for two in (one, *below) for column in columns_of(two, bands)}
    for two in sorted(fragments, key=lambda two: two.box.left):
        at = columns_of(two, bands)[0]
        if (
            at - 1 in columns
            and any(two.is_beside(other) for other in below)
            and _is_lonely(two, fragments, bands)
        ):
            columns.add(at)
    return columns


def _is_lonely(one: Fragment, fragments: list[Fragment], bands: list[Band]) -> bool:
    """Whether a column of the head has nothing but this fragment."""
    columns = columns_of(one, bands)
    return not any(set(columns) & set(columns_of(two, bands)) for two in fragments if two is not one)


def _is_side_by_side(fragments: list[Fragment]) -> bool:
    """Whether some fragments stand beside each other: a caption above a table does not."""
    return any(
        one.box.right < two.box.left and abs(one.line.bottom - two.line.bottom) < one.line.height
        for one in fragments
        for two in fragments
    )
