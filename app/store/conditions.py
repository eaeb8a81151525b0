"""Filters as SQL: each operator one function, values only as bound parameters."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, literal_column, or_, select, table, true
from sqlalchemy.dialects.postgresql import TSVECTOR

from app.store.filters import Operator
from app.store.listing import ListQuery, Value
from app.store.ordering import order_key
from app.store.words import phrases

#: The full-text index: an FTS5 table on SQLite (its rowid is the key), a tsvector on PostgreSQL.
WORDS = table("observation_words", column("key"), column("words", TSVECTOR))

Column = ColumnElement[Any]
Values = tuple[Value, ...]
#: Column of the table by the name of a field.
Columns = Callable[[str], Column]


def conditions(
    query: ListQuery, columns: Columns, dialect: str, per_observation: int = 1
) -> list[ColumnElement[bool]]:
    """What the rows that a query selects have in common.

    ``per_observation``: how many rows the table has for each observation at most; their keys are so
    many times the observation's, and the numbers after it.
    """
    rows = ((query.resource.filter(name), values) for name, values in query.where)
    return [
        _words(columns("key"), str(values[0]), dialect, per_observation)
        if row.operator is Operator.WORDS
        else _OPERATORS[row.operator](columns(row.column), values)
        for row, values in rows
        if row
    ]


def _words(key: Column, words: str, dialect: str, copies: int) -> ColumnElement[bool]:
    found = matching(words, dialect)
    if copies == 1:
        return key.in_(found)
    keys = found.subquery().c[0]
    return or_(*(key.in_(select(keys * copies + copy)) for copy in range(copies)))


def _equals(target: Column, values: Values) -> ColumnElement[bool]:
    present = [value for value in values if value is not None]
    any_of = target == present[0] if len(present) == 1 else target.in_(present)
    return any_of if len(present) == len(values) else or_(target.is_(None), any_of)


def _from(target: Column, values: Values) -> ColumnElement[bool]:
    return target >= _bound(values[0])


def _to(target: Column, values: Values) -> ColumnElement[bool]:
    return target <= _bound(values[0])


def _bound(value: Value) -> object:
    """Decimals are compared by the keys that are stored beside them."""
    return order_key(value) if isinstance(value, Decimal) else value


def _contains(target: Column, values: Values) -> ColumnElement[bool]:
    return or_(*(target.contains(f'"{value}"', autoescape=True) for value in values))


_OPERATORS: dict[Operator, Callable[[Column, Values], ColumnElement[bool]]] = {
    Operator.EQUALS: _equals,
    Operator.FROM: _from,
    Operator.TO: _to,
    Operator.CONTAINS: _contains,
}


def matching(words: str, dialect: str) -> Select[tuple[object]]:
    """The keys of the observations in which all words occur, each as a phrase of characters."""
    wanted = phrases(words)
    if dialect == "sqlite":
        query = " AND ".join(f'"{phrase}"' for phrase in wanted)
        return (
            select(literal_column("rowid"))
            .select_from(WORDS)
            .where(literal_column(WORDS.name).op("MATCH")(query))
        )
    found = (WORDS.c.words.op("@@")(func.phraseto_tsquery("simple", phrase)) for phrase in wanted)
    return select(WORDS.c.key).where(and_(true(), *found))
