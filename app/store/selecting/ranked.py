"""Pages of a search by relevance: names that match, then the other rows of sentences that match.

The index of words is read in the order of its numbers until the page is full.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import BigInteger, Label, Select, bindparam

from app.store.declared.fields import Cell, Row
from app.store.rows import keys
from app.store.selecting import word_index
from app.store.selecting.conditions import WORDS_NAME, QueriedTable, conditions
from app.store.selecting.given import GivenFilter
from app.store.selecting.keyset import OrderKey

#: The row before the first: its number and its key.
_START = (-1, -1)
#: The most rows of the sentences in which a page begins and in which the rows that are read for it end.
_SHARED = 2 * keys.ROWS


class Part(StrEnum):
    """The parts of a page by relevance, and the whole list."""

    NAMES = "names"
    SENTENCES = "sentences"
    WHOLE = "whole"


#: Runs the statement of a part with these values.
Run = Callable[[Part, dict[str, int]], list[Row]]


def order(table: QueriedTable, dialect: str) -> tuple[OrderKey, ...]:
    """The keys of the order: the number of the document, then the key of the row."""
    number = word_index.found(dialect, WORDS_NAME).selected_columns.number
    return (OrderKey(number, int), OrderKey(table.table.c.key, int))


def page(run: Run, after: Row | None, wanted: int) -> list[Row]:
    """The next rows after a number and a key, as (key, number, key)."""
    last = cast("tuple[int, int]", after or _START)
    found: list[tuple[Cell, ...]] = []
    if last[0] < word_index.SENTENCES:
        found = run(Part.NAMES, {"from": last[0] + 1, "rows": wanted})
    if len(found) < wanted:
        found += _sentences(run, last, wanted - len(found))
    return [(key, number, key) for key, number in found]


def _sentences(run: Run, after: tuple[int, int], wanted: int) -> list[tuple[int, int]]:
    """The next rows of sentences, which the database does not sort within a sentence.

    Rows of the last sentence can be missing. ``_SHARED`` rows more are read, so the page ends before it.
    """
    rows = run(Part.SENTENCES, {"from": max(after[0], word_index.SENTENCES), "rows": wanted + _SHARED})
    ordered = sorted((cast("int", number), cast("int", key)) for key, number in rows)
    return [(key, number) for number, key in ordered if (number, key) > after][:wanted]


def statement(
    part: Part, selection: tuple[GivenFilter, ...], table: QueriedTable, dialect: str
) -> Select[*tuple[Any, ...]]:
    """The statement of a part; its parameters are those of the filters, and those that ``page`` gives."""
    where = conditions(selection, replace(table, ranked=True), dialect)
    if part is Part.WHOLE:
        found = word_index.found(dialect, WORDS_NAME, where)
        return found.order_by(*reversed(found.selected_columns))
    rows = {Part.NAMES: word_index.by_name, Part.SENTENCES: word_index.by_sentence}[part]
    found = rows(dialect, WORDS_NAME, where)
    number = cast("Label[int]", found.selected_columns.number).element
    return (
        found.where(number >= bindparam("from", type_=BigInteger()))
        .order_by(number)
        .limit(bindparam("rows", type_=BigInteger()))
    )
