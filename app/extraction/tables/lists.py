"""Separates the cells of lists of tasks, which are no tables of values: 新建公园5个 ⇥ 住建局."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from app.extraction.tables.cells import TAB
from app.extraction.text.source import CELL_END

_FEWEST_ROWS = 2


def separate_cells(text: str) -> str:
    """The text with an end of cell for each tab and line end inside lists, of the same length.

    A list is a run of lines with the same number of tabs between words. In a single line a tab is a space.
    """
    return "".join(_separated(text.splitlines(keepends=True)))


def _separated(lines: list[str]) -> Iterator[str]:
    for tabs, run in groupby(lines, key=_inner_tabs):
        rows = list(run)
        if not tabs or len(rows) < _FEWEST_ROWS:
            yield from rows
            continue
        for row in rows:
            words = row.rstrip("\r\n")
            yield words.replace(TAB, CELL_END) + CELL_END * (len(row) - len(words))


def _inner_tabs(line: str) -> int:
    return line.count(TAB) if TAB in line.strip() else 0
