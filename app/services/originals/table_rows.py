"""The rows of tables that state numbers, cell by cell, with the heads of their columns."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import zip_longest
from typing import Final, NamedTuple

from app.extraction.tables.find import Table, find_tables
from app.lexicon.columns import separate_columns
from app.lexicon.cues import load_cues
from app.model.observation import Observation, SourceKind
from app.services.lists import observations
from app.services.lists.reports import text as text_of
from app.store.connections.session import Database

_CELL: Final = "\t"
_READ_AS_ROW: Final = "table."
#: The lines without tabs that may stand inside a table, and the most lines of a table that are looked at.
_STRAY, _LINES = 8, 400


class TableCell(NamedTuple):
    """A cell of a row: the head of its column, its text, and whether it contains the number."""

    head: str
    text: str
    marked: bool


def is_row(sentence: str, rules: Iterable[str]) -> bool:
    """Whether the sentence of an observation is a row of a table; in plain text ``rules`` show it."""
    return _CELL in sentence or any(rule.startswith(_READ_AS_ROW) for rule in rules)


def cells_of_rows(database: Database, ids: Iterable[str]) -> dict[str, list[TableCell]]:
    """Return the cells of the rows that state these observations, by id; those of sentences are left out."""
    found = [row for row in observations.by_id(database, ids).values() if is_row(row.sentence, row.rules)]
    texts = {key: text_of(database, key) for key in {row.report_id for row in found}}
    for key in {row.report_id for row in found if _CELL not in row.sentence}:
        texts[key] = separate_columns(texts[key])
    return {row.id: _cells(texts[row.report_id], row) for row in found}


def cells_of_row(text: str, row: Observation) -> list[TableCell]:
    """Return the cells that are not empty of the row that states a number; none if it is a sentence.

    Args:
        text: The text of the report.
        row: An observation; its sentence is the row.
    """
    if not is_row(row.sentence, row.rules):
        return []
    return _cells(text if _CELL in row.sentence else separate_columns(text), row)


def _cells(text: str, row: Observation) -> list[TableCell]:
    """The cells of a row in a text whose columns are separated by tabs."""
    sentence = text[row.sentence_start : row.sentence_start + len(row.sentence)]
    number = sentence[: row.value_start - row.sentence_start].count(_CELL)
    cells = zip_longest(_heads(text, row, sentence), sentence.split(_CELL), fillvalue="")
    return [
        TableCell(head, cell.strip(), place == number)
        for place, (head, cell) in enumerate(cells)
        if cell.strip()
    ]


def _heads(text: str, row: Observation, sentence: str) -> list[str]:
    """The heads of the columns; none if the table has no head for each of its columns."""
    if row.source_kind == SourceKind.TABLE:
        return text.partition("\n")[0].split(_CELL)
    excerpt = _excerpt(text, row)
    start = row.sentence_start - excerpt.start
    for table in _tables(text[excerpt]):
        if table.at[0] <= start < table.at[1]:
            return _joined(table, sentence.count(_CELL) + 1)
    return []


def _joined(table: Table, width: int) -> list[str]:
    """The words of each column's head, from top to bottom."""
    if len(table.head.cells) != width:
        return []
    pairs = zip(table.head.cells, table.head.above, strict=True)
    return ["".join((*above, cell.text)) for cell, above in pairs]


def _excerpt(text: str, row: Observation) -> slice:
    """The lines of a table around a row: up to several lines without tabs on both sides."""
    before, after = text[: row.sentence_start].split("\n"), text[row.sentence_start :].split("\n")
    above = before[-1 - _extent(reversed(before[:-1])) :]
    below = after[: 1 + _extent(after[1:])]
    start = row.sentence_start - len("\n".join(above))
    return slice(start, row.sentence_start + len("\n".join(below)))


def _extent(lines: Iterable[str]) -> int:
    """How many of the lines belong to the table."""
    count = stray = 0
    for line in lines:
        stray = 0 if _CELL in line else stray + 1
        if stray > _STRAY or count == _LINES:
            break
        count += 1
    return count


@lru_cache(maxsize=64)
def _tables(text: str) -> tuple[Table, ...]:
    return tuple(find_tables(text, load_cues()))
