"""Splits a table into head and body, and joins the rows of the head by column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from app.extraction.tables.amounts import cell_amount
from app.extraction.tables.cells import Cell
from app.lexicon.types.cues import Cues

Row = tuple[Cell, ...]
_MOST_HEADS = 3
"""The most rows of a head."""
_LEAST_YEARS = 2
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_TWO_HEADS = re.compile(r"(?<=）) +")
"""Two column headers that are so close together in a PDF that they were read as one cell."""


class TableHead(NamedTuple):
    """The head of a table: for each column its lowest cell with words, and the words above that cell.

    Words that stand above several columns are above each of them.
    """

    cells: Row
    above: tuple[tuple[str, ...], ...]


NO_HEAD = TableHead((), ())


def split_head(rows: list[Row], cues: Cues) -> tuple[TableHead, tuple[Row, ...]]:
    """The head and the rows below it; no head if the first row has numbers, or if the heads don't align."""
    if not _is_head(rows[0], cues):
        return NO_HEAD, tuple(rows)
    count = 1
    while count < min(_MOST_HEADS, len(rows)) and _continues(rows[count], cues):
        count += 1
    body = tuple(rows[count:])
    width = max(map(len, body), default=0)
    first = rows[0] if len(rows[0]) == width else tuple(_split(rows[0]))
    heads = [first, *(_padded(row, len(first)) for row in rows[1:count])]
    if count > 1 and len({width, *map(len, heads)}) > 1:
        return NO_HEAD, body
    return _joined(heads), body


def figure(text: str, cues: Cues) -> bool:
    """Whether a cell contains only a number, perhaps with a bound: 6.5, 6%左右."""
    return cell_amount(text, cues) is not None


def _is_head(row: Row, cues: Cues) -> bool:
    """Whether a row has no numbers, or only years in a line: 指标, 单位, 2018, 2019."""
    figures = [cell.text for cell in row if figure(cell.text, cues)]
    if not figures:
        return True
    years = all(map(_BARE_YEAR.fullmatch, figures)) and len(figures) >= _LEAST_YEARS
    if not years or figure(row[0].text, cues):
        return False
    return len({int(after) - int(before) for before, after in pairwise(figures)} - {1, -1}) == 0


def _continues(row: Row, cues: Cues) -> bool:
    """Whether a row below the head belongs to it: nothing in its first cell, and no numbers."""
    words = [cell.text for cell in row if cell.text]
    return bool(words) and not row[0].text and not any(figure(word, cues) for word in words)


def _padded(row: Row, width: int) -> Row:
    """A row with empty cells at its end, where cells of the row above may reach down."""
    return row + (Cell("", row[-1].at[1]),) * (width - len(row))


def _joined(heads: list[Row]) -> TableHead:
    filled = [_filled(row, heads[level + 1 :]) for level, row in enumerate(heads)]
    columns = range(len(heads[0]))
    lowest = [max((i for i, row in enumerate(heads) if row[c].text), default=0) for c in columns]
    return TableHead(
        tuple(heads[lowest[c]][c] for c in columns),
        tuple(tuple(filter(None, (names[c] for names in filled[: lowest[c]]))) for c in columns),
    )


def _filled(row: Row, below: list[Row]) -> list[str]:
    """The words of one row of the head by column; those of an empty cell above others stand to its left."""
    names: list[str] = []
    for column, cell in enumerate(row):
        goes_on = column and not cell.text and any(other[column].text for other in below)
        names.append(names[-1] if goes_on else cell.text)
    return names


def _split(head: Row) -> Iterator[Cell]:
    for cell in head:
        ends = [0, *(found.end() for found in _TWO_HEADS.finditer(cell.text)), len(cell.text)]
        for begin, end in pairwise(ends):
            yield Cell(cell.text[begin:end].strip(), cell.start + begin)
