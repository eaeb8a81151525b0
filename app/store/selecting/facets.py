"""Counts the rows that a query selects: all of them, and by the values of a filter (facets)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from app.store.connections.reader import ReadTransaction
from app.store.declared.fields import Row
from app.store.declared.filters import Operator
from app.store.queries.query import ListQuery, Value
from app.store.selecting.conditions import QueriedTable, conditions
from app.store.selecting.given import asked, values

ALL: ColumnElement[Any] = func.count()
Counts = tuple[tuple[Value, int], ...]


def without(query: ListQuery, name: str) -> ListQuery:
    """The query without the filter with this name."""
    return replace(query, where=tuple(item for item in query.where if item[0] != name))


def counts(
    reader: ReadTransaction,
    source: QueriedTable,
    query: ListQuery,
    name: str,
    number: ColumnElement[Any] = ALL,
) -> Counts:
    """Count the selected rows by the values of the filter, the most frequent first; None: without a value.

    ``number`` is the expression that counts the rows of the source.
    """
    row = query.resource.filter(name)
    if row is None:
        raise KeyError(name)
    dialect = reader.dialect.name
    given = values(query, dialect)
    if row.operator is not Operator.CONTAINS:
        return ranked(reader.rows(_grouped(query, source, row.column, dialect, number), given))
    found: Counter[Value] = Counter()
    for text, times in reader.rows(_grouped(query, source, row.column, dialect, number), given):
        found.update(dict.fromkeys(json.loads(str(text)) or [None], int(str(times))))
    if query.values("latest"):
        # The newest row with one item of a list may not be the newest with the whole list.
        found = Counter({value: _with(reader, source, query, name, value) for value in found})
    return ranked(found.items())


def _with(reader: ReadTransaction, source: QueriedTable, query: ListQuery, name: str, value: Value) -> int:
    narrower = replace(query, where=(*query.where, (name, (value,))))
    statement = count(narrower, source, reader.dialect.name)
    return number_of(reader.rows(statement, values(narrower, reader.dialect.name)))


def count(
    query: ListQuery, source: QueriedTable, dialect: str, number: ColumnElement[Any] = ALL
) -> Select[Any]:
    """The statement that counts the rows that a query selects."""
    return select(number).select_from(source.table).where(*conditions(asked(query), source, dialect))


def number_of(rows: list[Row]) -> int:
    """The one number in the result of a statement."""
    return int(str(rows[0][0]))


def _grouped(
    query: ListQuery, source: QueriedTable, column: str, dialect: str, number: ColumnElement[Any]
) -> Select[Any]:
    counted: Any = source.table.c[column]
    where = conditions(asked(query), source, dialect, same=column)
    return select(counted, number).select_from(source.table).where(*where).group_by(counted)


def ranked(found: Iterable[Any]) -> Counts:
    """Values with their counts, the most frequent first; equal counts by value, "without one" last."""
    return tuple(
        sorted(
            ((value, int(number)) for value, number in found),
            key=lambda item: (
                -item[1],
                item[0] is None,
                item[0] if isinstance(item[0], int) else 0,
                str(item[0]),
            ),
        )
    )
