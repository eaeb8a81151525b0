"""Cells of web pages that span columns or rows: so that each value stays in the column of its header."""

from __future__ import annotations

from typing import Any

from app.reading.errors import ReadingError
from app.reading.formats.document import LONGEST_TEXT

Node = Any
"""A node of selectolax, which has no types."""
TEXT = "-text"
CELLS = frozenset({"td", "th"})
WIDEST = 40
"""The most columns or rows that a cell spans; no table of a report needs more, and a hostile one may."""


class CellGrid:
    """Places the cells of tables, in the order in which they come, into columns."""

    def __init__(self) -> None:
        self._tables: dict[int, _Covered] = {}
        self._empty = 0

    def empty_around(self, cell: Node) -> tuple[int, int]:
        """How many empty cells stand before a cell, since others reach down to its row, and after it.

        ``ReadingError`` if a page has too many: spans multiply.
        """
        row = cell.parent
        table = row.parent.parent if row.parent.tag in {"tbody", "thead", "tfoot"} else row.parent
        covered = self._tables.setdefault(table.mem_id, _Covered())
        before = covered.start_row(row.mem_id)
        alone = not before and _is_alone(cell)
        wide, tall = (1, 1) if alone else (_span(cell, "colspan"), _span(cell, "rowspan"))
        covered.add(wide, tall)
        self._empty += before + wide
        if self._empty > LONGEST_TEXT:
            raise ReadingError(f"is too large: its tables have more than {LONGEST_TEXT:,} cells")
        return before, wide - 1


class _Covered:
    """The columns of one table that cells of earlier rows reach down to."""

    def __init__(self) -> None:
        self._row_id = self._row = self._column = 0
        self._until: dict[int, int] = {}

    def start_row(self, row_id: int) -> int:
        """Go to the next free column of a row; returns how many covered columns lie before it."""
        if row_id != self._row_id:
            self._row_id, self._row, self._column = row_id, self._row + 1, 0
        first = self._column
        while self._until.get(self._column, 0) >= self._row:
            self._column += 1
        return self._column - first

    def add(self, wide: int, tall: int) -> None:
        """Put a cell into the next columns of the row."""
        for _ in range(wide):
            self._until[self._column] = self._row + tall - 1 if tall > 1 else 0
            self._column += 1


def _span(cell: Node, attribute: str) -> int:
    stated = cell.attributes.get(attribute) or ""
    return max(1, min(int(stated), WIDEST)) if stated.isdecimal() and stated.isascii() else 1


def has_cell_before(cell: Node) -> bool:
    """Whether another cell stands before a cell of a row."""
    return _is_cell(cell.prev, backwards=True)


def _is_alone(cell: Node) -> bool:
    return not _is_cell(cell.prev, backwards=True) and not _is_cell(cell.next, backwards=False)


def _is_cell(node: Node, *, backwards: bool) -> bool:
    """Whether a node, or the first beyond text, is a cell."""
    while node is not None and node.tag == TEXT:
        node = node.prev if backwards else node.next
    return node is not None and node.tag in CELLS
