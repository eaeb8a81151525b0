"""Finds tables in the text of a document: runs of lines with tabs, their captions and headers.

The readers of formats (``app/reading/formats``) write a row as a line with tabs between the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.tables.cells import TAB, Cell, cells_of
from app.extraction.tables.head_rows import Row, TableHead, figure, split_head
from app.lexicon.types.cues import Cues

_MOST_OF_A_CAPTION = 2
"""The most lines above a table that are its caption: the title, and the unit of all values."""
_MOST_OF_NOTES = 5
"""The most lines below a table that may explain it."""
_LONGEST_CAPTION = 60
_LONGEST_STRAY = 8
"""The most characters of a stray line that does not end a table."""
_CAPTION_ENDS = "。；！？"
_NUMBER_OF_TABLE = re.compile(r"[（(]?表 *[0-9一二三四五六七八九十]{1,3}")


class Table(NamedTuple):
    """A table: the lines above it, its head, its rows, their stretch, and the lines below."""

    captions: tuple[Cell, ...]
    head: TableHead
    rows: tuple[Row, ...]
    at: tuple[int, int]
    notes: tuple[Cell, ...] = ()


def find_tables(text: str, cues: Cues) -> Iterator[Table]:
    """The tables of a text with tabs, in canonical spelling.

    A run of lines with tabs is a table if its rows contain numbers. If its first row contains numbers too, it
    has no header and may continue the table above. Other runs, such as a letterhead, are text.
    """
    lines: list[Cell] = []
    start = 0
    for line in text.split("\n"):
        lines.append(Cell(line, start))
        start += len(line) + 1
    last: Table | None = None
    for table in _runs(lines, cues):
        if last and _goes_on(last, table, text):
            last = last._replace(rows=last.rows + table.rows, at=(last.at[0], table.at[1]), notes=table.notes)
            continue
        if last:
            yield last
        last = table
    if last:
        yield last


def _runs(lines: list[Cell], cues: Cues) -> Iterator[Table]:
    begin = 0
    while begin < len(lines):
        end = begin
        while end < len(lines) and _is_row(lines[end]):
            end += 1
        if end - begin > 1 and (table := _table(lines, begin, end, cues)):
            yield table
        begin = max(end, begin + 1)


def _goes_on(table: Table, following: Table, text: str) -> bool:
    """Whether two tables are one table, split by a stray line such as the mark of a note."""
    between = text[table.at[1] : following.at[0]].strip()
    alike = len(following.rows[0]) == len(table.head.cells)
    return not following.head.cells and alike and "\n" not in between and len(between) <= _LONGEST_STRAY


def _is_row(line: Cell) -> bool:
    return TAB in line.text and not _NUMBER_OF_TABLE.match(line.text)


def _table(lines: list[Cell], begin: int, end: int, cues: Cues) -> Table | None:
    given = [tuple(cells_of(line.text, line.start)) for line in lines[begin:end]]
    head, rows = split_head(given, cues)
    if not any(_has_figures(row, cues) for row in rows):
        return None
    return Table(
        captions=tuple(_captions(lines[:begin])),
        head=head,
        rows=rows,
        at=(lines[begin].start, lines[end - 1].start + len(lines[end - 1].text)),
        notes=tuple(lines[end : end + _MOST_OF_NOTES]),
    )


def _has_figures(row: Row, cues: Cues) -> bool:
    return any(figure(cell.text, cues) for cell in row[1:])


def _captions(above: list[Cell]) -> Iterator[Cell]:
    """The short lines just above a table, in order."""
    found: list[Cell] = []
    for line in reversed([line for line in above[-6:] if line.text.strip()]):
        words = line.text.strip()
        if len(found) == _MOST_OF_A_CAPTION or len(words) > _LONGEST_CAPTION or words[-1] in _CAPTION_ENDS:
            break
        found.append(line)
        if _NUMBER_OF_TABLE.match(words):
            break
    return reversed(found)
