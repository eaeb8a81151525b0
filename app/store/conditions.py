"""Filters as SQL: each operator one function, values only as bound parameters."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, and_, column, func, literal_column, or_, select, table, true
from sqlalchemy.dialects.postgresql import TSVECTOR

from app.store.filters import Filter, Operator
from app.store.listing import ListQuery, Value
from app.store.ordering import order_key
from app.store.words import phrases

#: The full-text index: an FTS5 table on SQLite (its rowid is the key), a tsvector on PostgreSQL.
WORDS = table("observation_words", column("key"), column("words", TSVECTOR))

#: Column of the table by the name of a field.
Columns = Callable[[str], ColumnElement[object]]


def conditions(query: ListQuery, columns: Columns, dialect: str) -> list[ColumnElement[bool]]:
    """What the rows that a query selects have in common."""
    rows = ((query.resource.filter(name), values) for name, values in query.where)
    return [_OPERATORS[row.operator](row, values, columns, dialect) for row, values in rows if row]


def _equals(row: Filter, values: tuple[Value, ...], columns: Columns, dialect: str) -> ColumnElement[bool]:
    target = columns(row.column)
    present = [value for value in values if value is not None]
    any_of = target == present[0] if len(present) == 1 else target.in_(present)
    return any_of if len(present) == len(values) else or_(target.is_(None), any_of)


def _from(row: Filter, values: tuple[Value, ...], columns: Columns, dialect: str) -> ColumnElement[bool]:
    return columns(row.column) >= _bound(values[0])


def _to(row: Filter, values: tuple[Value, ...], columns: Columns, dialect: str) -> ColumnElement[bool]:
    return columns(row.column) <= _bound(values[0])


def _bound(value: Value) -> object:
    """Decimals are compared by the keys that are stored beside them."""
    from decimal import Decimal

    return order_key(value) if isinstance(value, Decimal) else value


def _contains(row: Filter, values: tuple[Value, ...], columns: Columns, dialect: str) -> ColumnElement[bool]:
    target = columns(row.column)
    return or_(*(target.contains(f'"{value}"', autoescape=True) for value in values))


def _words(row: Filter, values: tuple[Value, ...], columns: Columns, dialect: str) -> ColumnElement[bool]:
    return columns("key").in_(matching(str(values[0]), dialect))


_OPERATORS = {
    Operator.EQUALS: _equals,
    Operator.FROM: _from,
    Operator.TO: _to,
    Operator.CONTAINS: _contains,
    Operator.WORDS: _words,
}


def matching(words: str, dialect: str) -> Select[tuple[object]]:
    """The keys of the observations in which all words occur, each as a phrase of characters."""
    wanted = phrases(words)
    if dialect == "sqlite":
        query = " AND ".join(f'"{phrase}"' for phrase in wanted)
        return select(literal_column("rowid")).select_from(WORDS).where(literal_column(WORDS.name).op("MATCH")(query))
    found = (WORDS.c.words.op("@@")(func.phraseto_tsquery("simple", phrase)) for phrase in wanted)
    return select(WORDS.c.key).where(and_(true(), *found))
