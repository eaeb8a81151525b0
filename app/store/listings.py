"""One way to answer a list from a table: select, page, count, stream; rows as the driver's raw tuples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, select

from app.store import cursors, keyset, state
from app.store.conditions import conditions
from app.store.fields import Field, Kind, Row
from app.store.keyset import Key
from app.store.listing import ListQuery, Page, Stream
from app.store.resources import Resource
from app.store.session import Database
from app.store.tables import Base

BATCH = 1000


class Listing:
    """A resource and the table that holds it.

    Args:
        resource: the list; each of its fields is a column of the table.
        table: the mapped class.
        order: names of the columns of the default order, the unique one last.
        stands_for: the column that is compared and sorted in place of another (``value_order`` for
            ``value``).
        defaults: values of filters that hold where a query has none of that name.
        per_observation: rows for each observation, as ``conditions`` takes it.
    """

    def __init__(
        self,
        resource: Resource,
        table: type[Base],
        order: Sequence[str],
        stands_for: Mapping[str, str] | None = None,
        defaults: Mapping[str, str] | None = None,
        per_observation: int = 1,
    ) -> None:
        self.resource = resource
        self._table = table.__table__
        self._columns = table.__table__.c
        self._order = tuple(order)
        self._stands_for = dict(stands_for or {})
        self._defaults = dict(defaults or {})
        self._per_observation = per_observation
        self._shown = {field.name: self._uniform(field) for field in resource.fields}

    def page(self, database: Database, query: ListQuery) -> Page:
        """The page that the query's cursor and limit cut out, and the exact total."""
        keys = self._keys(query)
        with database.reading() as connection:
            rows = self._fetch(connection, self._select(connection, query, keys).limit(query.limit + 1))
            total = self.total(database, connection, query) if query.total else None
        shown = rows[: query.limit]
        following = cursors.encode(query, shown[-1][len(query.fields) :]) if len(rows) > len(shown) else None
        return Page(query.fields, [row[: len(query.fields)] for row in shown], following, total)

    def stream(self, database: Database, query: ListQuery) -> Stream:
        """The whole selection; a connection is held from the first batch to the last."""
        with database.reading() as connection:
            total = self.total(database, connection, query)
        return Stream(query.fields, total, self._batches(database, query))

    def total(self, database: Database, connection: Connection, query: ListQuery) -> int:
        """How many rows the query selects; counted once for each version of the data."""
        version, selection = state.data_version(connection), query.selection()
        known = database.totals.get(version, selection)
        if known is None:
            statement = select(func.count()).where(*self.where(connection, query)).select_from(self._table)
            known = int(connection.execute(statement).scalar_one())
            database.totals.put(version, selection, known)
        return known

    def where(self, connection: Connection, query: ListQuery) -> list[ColumnElement[bool]]:
        """The query's filters, and the defaults of those that it does not have, as SQL."""
        found = conditions(query, self._compared, connection.dialect.name, self._per_observation)
        given = dict(query.where)
        return found + [
            self._columns[name] == value for name, value in self._defaults.items() if name not in given
        ]

    def shown(self, name: str) -> ColumnElement[Any]:
        """The column as a uniform cell: decimals as text on every database."""
        return self._shown[name]

    def _uniform(self, field: Field) -> ColumnElement[Any]:
        column = self._columns[field.name]
        return cast(column, Text) if field.kind is Kind.DECIMAL else column

    def _compared(self, name: str) -> ColumnElement[Any]:
        return self._columns[self._stands_for.get(name, name)]

    def _keys(self, query: ListQuery) -> tuple[Key, ...]:
        if not query.sort:
            return tuple(self._key(name, False) for name in self._order)
        asked = tuple(self._key(key.name, key.descending) for key in query.sort)
        return (*asked, self._key(self._order[-1], False))

    def _key(self, name: str, descending: bool) -> Key:
        column = self._columns[self._stands_for.get(name, name)]
        kind: type[int] | type[str] = int if column.type.python_type is int else str
        return Key(column, kind, bool(column.nullable), descending)

    def _select(self, connection: Connection, query: ListQuery, keys: Sequence[Key]) -> Select[Any]:
        statement = select(*map(self.shown, query.fields), *(key.column.label(None) for key in keys))
        statement = statement.where(*self.where(connection, query)).order_by(*(key.order() for key in keys))
        cells = cursors.decode(query)
        if cells is None:
            return statement
        if not keyset.fits(keys, cells):
            raise cursors.unfit(query)
        return statement.where(keyset.after(keys, cells))

    def _fetch(self, connection: Connection, statement: Select[Any]) -> list[Row]:
        return [tuple(row) for row in connection.execute(statement).cursor.fetchall()]

    def _batches(self, database: Database, query: ListQuery) -> Iterator[list[Row]]:
        """Opened when the first batch is taken: a stream that nobody reads holds nothing."""
        statement = select(*map(self.shown, query.fields)).order_by(
            *(key.order() for key in self._keys(query))
        )
        with database.reading() as connection:
            yield from _rows(connection, statement.where(*self.where(connection, query)))


def _rows(connection: Connection, statement: Select[Any]) -> Iterator[list[Row]]:
    """Rows in batches, without ever holding all of them.

    SQLite reads as it is asked, and its own tuples are the fastest. PostgreSQL's driver would fetch
    everything at once but for a cursor on the server, which SQLAlchemy reads ahead of.
    """
    if connection.dialect.name == "sqlite":
        cursor = connection.execute(statement).cursor
        while rows := cursor.fetchmany(BATCH):
            yield list(rows)
        return
    result = connection.execution_options(stream_results=True, max_row_buffer=BATCH).execute(statement)
    for batch in result.partitions(BATCH):
        yield [tuple(row) for row in batch]
