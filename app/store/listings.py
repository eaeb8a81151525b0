"""One way to answer a list from a table: select, page, count, stream; rows as the driver's raw tuples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Text, bindparam, cast, select

from app.store import cursors, facets, keyset, search
from app.store.conditions import Asked, Source, asked, bound_name, conditions, values
from app.store.fields import Cell, Field, Kind, Row
from app.store.filters import Operator
from app.store.keyset import Key, Step
from app.store.listing import ListQuery, Page, Stream
from app.store.prepared import Prepared, Statements
from app.store.reader import Reader
from app.store.resources import Resource
from app.store.session import Database
from app.store.streams import Batches


class Listing:
    """A resource and the table that holds it.

    Args:
        resource: the list; each of its fields is a column of the table.
        source: the table, and how it is compared.
        order: names of the columns of the default order, the unique one last.
        ranked: whether rows that are searched for come by relevance.
    """

    def __init__(
        self, resource: Resource, source: Source, order: Sequence[str], *, ranked: bool = False
    ) -> None:
        self.resource = resource
        self._source = source
        self._order = tuple(order)
        self._ranked = ranked
        self._statements = Statements()

    def page(self, database: Database, query: ListQuery) -> Page:
        """The page that the query's cursor and limit cut out, the exact total and the facets."""
        width = len(query.fields)
        with database.reader() as reader:
            rows = self._rows(reader, query)
            total = self.total(database, reader, query) if query.total else None
            counts = {name: self._facet(database, reader, query, name) for name in query.facets}
        following = None
        if len(rows) > query.limit:
            rows.pop()
            following = cursors.encode(query, rows[-1][width:])
        return Page(query.fields, [row[:width] for row in rows], following, total, counts)

    def stream(self, database: Database, query: ListQuery) -> Stream:
        """The whole selection and its total, of one state of the data."""
        reader = database.open_reader()
        try:
            with database.explained():
                total = self.total(database, reader, query)
            statement = self._statement(reader, query, None, whole=True)
            batches = reader.batches(statement, values(query, database.dialect))
        except BaseException:
            reader.close()
            raise
        return Stream(query.fields, total, Batches(database, reader, batches))

    def total(self, database: Database, reader: Reader, query: ListQuery) -> int:
        """How many rows the query selects; counted once for each version of the data."""
        question = ("total", self.resource.name, query.where)
        return database.kept.get(reader.version(), question, lambda: self._count(reader, query))

    def shown(self, name: str) -> ColumnElement[Any]:
        """The column as a uniform cell: decimals as text on every database."""
        return _uniform(self.resource.field(name), self._source)

    def _count(self, reader: Reader, query: ListQuery) -> int:
        dialect = reader.dialect
        source = replace(self._source, ranked=self._ranked and _searches(query))
        statement = self._statements.get(
            dialect, ("count", _shape(asked(query))), lambda: facets.count(query, source, dialect.name)
        )
        return facets.number_of(reader.rows(statement, values(query, dialect.name)))

    def _facet(self, database: Database, reader: Reader, query: ListQuery, name: str) -> facets.Counts:
        others = facets.without(query, name)
        question = ("facet", self.resource.name, name, others.where)
        return database.kept.get(
            reader.version(), question, lambda: facets.counts(reader, self._source, others, name)
        )

    def _rows(self, reader: Reader, query: ListQuery) -> list[Row]:
        """The page and, if there is one, the row after it, each with its sort keys at the end."""
        wanted = query.limit + 1
        given: dict[str, Cell] = values(query, reader.dialect.name)
        cells = cursors.decode(query)
        if cells is None:
            statement = self._statement(reader, query, None)
            return reader.rows(statement, given | {"rows": wanted})
        keys = self._keys(query, reader.dialect.name)
        if not keyset.fits(keys, cells):
            raise cursors.unfit(query)
        given |= keyset.values(cells)
        found: list[Row] = []
        for step in keyset.steps(keys, cells):
            found += reader.rows(self._statement(reader, query, step), given | {"rows": wanted - len(found)})
            if len(found) == wanted:
                break
        return found

    def _statement(
        self, reader: Reader, query: ListQuery, step: Step | None, *, whole: bool = False
    ) -> Prepared:
        selection = asked(query)
        shape = ("rows", _shape(selection), query.sort, query.fields, step, whole)
        return self._statements.get(
            reader.dialect,
            shape,
            lambda: self._select(reader.dialect.name, selection, query, step, whole=whole),
        )

    def _select(
        self, dialect: str, selection: tuple[Asked, ...], query: ListQuery, step: Step | None, *, whole: bool
    ) -> Select[Any]:
        source = replace(self._source, ranked=self._by_rank(query))
        keys = self._keys(query, dialect)
        shown = [_uniform(self.resource.field(name), source) for name in query.fields]
        statement = select(*shown) if whole else select(*shown, *(key.column.label(None) for key in keys))
        if source.ranked:
            statement = statement.select_from(search.joined(source.table, dialect))
            statement = statement.where(search.matches(dialect, bound_name("q", 0)))
        statement = statement.where(*conditions(selection, source, dialect))
        if step is not None:
            statement = statement.where(*keyset.condition(keys, step))
        statement = statement.order_by(*keyset.order(keys, step))
        return statement if whole else statement.limit(bindparam("rows", type_=BigInteger()))

    def _by_rank(self, query: ListQuery) -> bool:
        return self._ranked and not query.sort and _searches(query)

    def _keys(self, query: ListQuery, dialect: str) -> tuple[Key, ...]:
        if self._by_rank(query):
            return (Key(search.number(dialect), int),)
        if not query.sort:
            return tuple(self._key(name, descending=False) for name in self._order)
        sorted_by = tuple(self._key(key.name, descending=key.descending) for key in query.sort)
        return (*sorted_by, self._key(self._order[-1], descending=False))

    def _key(self, name: str, *, descending: bool) -> Key:
        column: Any = self._source.compared(name)
        kind: type[int] | type[str] = int if column.type.python_type is int else str
        return Key(column, kind, bool(column.nullable), descending)


def _searches(query: ListQuery) -> bool:
    return any(
        row.operator is Operator.WORDS for name, _ in query.where if (row := query.resource.filter(name))
    )


def _shape(selection: tuple[Asked, ...]) -> tuple[tuple[str, int, bool], ...]:
    return tuple([item.shape for item in selection])


def _uniform(field: Field, source: Source) -> ColumnElement[Any]:
    column = source.table.c[field.name]
    return cast(column, Text) if field.kind is Kind.DECIMAL else column
