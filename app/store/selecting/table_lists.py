"""Answers queries of lists from tables: pages, counts and streams, with rows as the driver's raw tuples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Text, bindparam, cast, select

from app.store.connections.prepared import PreparedStatement, Statements
from app.store.connections.reader import ReadTransaction
from app.store.connections.session import Database
from app.store.declared.fields import Cell, CellType, Field, Row
from app.store.declared.filters import Operator
from app.store.declared.resource import Resource
from app.store.queries import cursors
from app.store.queries.query import ListQuery, Page, Stream
from app.store.rows import dictionaries, ready
from app.store.rows.documents import cells
from app.store.selecting import facets, keyset, ranked, totals, value_totals
from app.store.selecting.conditions import QueriedTable, conditions
from app.store.selecting.given import GivenFilter, asked, values
from app.store.selecting.keyset import KeyRange, OrderKey


class TableList:
    """A list whose rows are those of a table.

    Pages and long lists are read in two steps: first the keys and sort keys of the rows, then the rows. So an
    order without an index sorts little, and rows that are stored as documents are copied whole.

    Args:
        resource: The list; without ``documents`` each of its fields is a column of the table.
        source: The table, and how its columns are compared.
        order: Names of the columns of the default order; the unique one is last.
        searched: Whether a search sorts rows by relevance.
        documents: The table that has the rows as JSON objects, by the same unique key; the table of the
            source then needs only the columns that queries select and sort by.
        tallied: Whether ``totals`` and ``value_totals`` count the rows.
    """

    def __init__(
        self,
        resource: Resource,
        source: QueriedTable,
        order: Sequence[str],
        *,
        searched: bool = False,
        documents: ready.DocumentTable | None = None,
        tallied: bool = False,
    ) -> None:
        self.resource = resource
        self._source = source
        self._order = tuple(order)
        self._unique = source.table.c[order[-1]]
        self._searched = searched
        self._documents = documents
        self._tallied = tallied
        self._statements = Statements()

    def page(self, database: Database, query: ListQuery) -> Page:
        """The page at the query's cursor, with the exact total and the facets."""
        # If the order is that of the keys, one statement finds and reads the documents.
        at_once = self._documents if self._by_key(query) else None
        with database.reader() as reader:
            found = self._found(reader, query, at_once)
            following = None
            if len(found) > query.limit:
                found.pop()
                following = cursors.encode(query, found[-1][1:])
            rows = self._read(reader, query, found, at_once=bool(at_once))
            total = self.total(database, reader, query) if query.total else None
            counts = {name: self._facet(database, reader, query, name) for name in query.facets}
        if self._whole(query):
            return Page(query.fields, [], following, total, counts, rows)
        return Page(query.fields, rows, following, total, counts)

    def stream(self, database: Database, query: ListQuery) -> Stream:
        """The whole selection and its total, from one state of the data."""
        streamed = self._streamed(database, query)
        total = next(streamed)
        if self._whole(query):
            return Stream(query.fields, total, iter(()), streamed)
        return Stream(query.fields, total, streamed)

    def _streamed(self, database: Database, query: ListQuery) -> Iterator[Any]:
        """The total, then the batches; keeps a connection until it is exhausted, closed or collected."""
        with database.reader(streaming=True) as reader:
            yield self.total(database, reader, query)
            read_rows = self._read_all if self._at_once(query) else self._read
            for rows in reader.batches(self._all(reader, query), values(query, database.dialect)):
                yield read_rows(reader, query, rows)

    def total(self, database: Database, reader: ReadTransaction, query: ListQuery) -> int:
        """The number of rows that the query selects; counted once for each version of the data."""
        question = ("total", self.resource.name, query.where)
        return database.cache.get(reader.version(), question, lambda: self._count(reader, query))

    def shown(self, name: str) -> ColumnElement[Any]:
        """The column in its uniform type: decimals are text on every database."""
        return _uniform(self.resource.field(name), self._source)

    def _count(self, reader: ReadTransaction, query: ListQuery) -> int:
        if self._tallied and (known := value_totals.total(reader, query)) is not None:
            return known
        dialect = reader.dialect
        counted = (totals.SOURCE, totals.NUMBER) if self._tells(query) else (self._source, facets.ALL)
        shape = ("count", _shape(asked(query)))
        statement = self._statements.get(
            dialect, shape, lambda: facets.count(query, counted[0], dialect.name, counted[1])
        )
        return facets.number_of(reader.rows(statement, values(query, dialect.name)))

    def _facet(
        self, database: Database, reader: ReadTransaction, query: ListQuery, name: str
    ) -> facets.Counts:
        others = facets.without(query, name)
        question = ("facet", self.resource.name, name, others.where)
        tells = name in totals.COLUMNS and self._tells(others)
        source, number = (totals.SOURCE, totals.NUMBER) if tells else (self._source, facets.ALL)
        count = partial(facets.counts, reader, source, others, name, number)
        work_out = partial(value_totals.facet, reader, others, name, count) if self._tallied else count
        return database.cache.get(reader.version(), question, work_out)

    def _tells(self, query: ListQuery) -> bool:
        return self._tallied and totals.knows(query)

    def _whole(self, query: ListQuery) -> bool:
        """Whether the query is answered with whole documents."""
        return bool(self._documents) and query.written and query.fields == self.resource.columns

    def _found(
        self, reader: ReadTransaction, query: ListQuery, at_once: ready.DocumentTable | None
    ) -> list[Row]:
        """The unique keys (or documents) with the sort keys of the page's rows and of the row after it."""
        wanted = query.limit + 1
        given: dict[str, Cell] = values(query, reader.dialect.name)
        cells = cursors.decode(query)
        keys = () if cells is None else self._keys(query, reader.dialect.name)
        if cells is not None and not keyset.fits(keys, cells):
            raise cursors.unfit(query)
        if self._by_rank(query):
            return ranked.page(
                lambda part, more: reader.rows(self._ranked_part(reader, query, part), given | more),
                cells,
                wanted,
            )
        given |= keyset.values(cells or ())
        found: list[Row] = []
        for step in [None] if cells is None else keyset.steps(keys, cells):
            statement = self._statement(reader, query, step, at_once)
            found += reader.rows(statement, given | {"rows": wanted - len(found)})
            if len(found) == wanted:
                break
        # The keys of documents are numbers.
        return sorted(found, key=itemgetter(1)) if at_once else found

    def _read(
        self, reader: ReadTransaction, query: ListQuery, found: list[Row], *, at_once: bool = False
    ) -> list[Any]:
        """The rows as documents or as the selected cells; ``found`` has their keys, or documents and keys."""
        keys: list[Any] = [row[at_once] for row in found]
        if not self._documents:
            return self._cells(reader, query, keys)
        table = self._documents
        packed = ready.by_group(table, found) if at_once else self._packed(reader, table, keys)
        unpacked = dictionaries.unpacked(reader, list(packed.values()))
        return self._shown_rows(query, ready.rows_of(table, keys, packed, unpacked))

    def _read_all(self, reader: ReadTransaction, query: ListQuery, found: list[Row]) -> list[Any]:
        """All rows of whole documents."""
        packed: list[Any] = [row[0] for row in found]
        unpacked = dictionaries.unpacked(reader, packed)
        return self._shown_rows(query, [row for one in unpacked for row in one.split(ready.BREAK)])

    def _shown_rows(self, query: ListQuery, rows: list[bytes]) -> list[Any]:
        return rows if self._whole(query) else cells(query.shown(), rows)

    def _cells(self, reader: ReadTransaction, query: ListQuery, keys: list[Cell]) -> list[Row]:
        """The selected fields of the rows with these keys, in their order."""
        statement = self._statements.get(
            reader.dialect,
            ("cells", query.fields),
            lambda: self._select_cells(reader.dialect.name, query.fields),
        )
        rows = {row[-1]: row[:-1] for row in reader.by_keys(statement, keys)}
        return [rows[key] for key in keys]

    def _packed(
        self, reader: ReadTransaction, documents: ready.DocumentTable, keys: Sequence[int]
    ) -> dict[int, bytes]:
        """The packed documents that have the rows with these keys, by their own keys."""
        statement = self._statements.get(
            reader.dialect, "documents", lambda: ready.documents(documents, reader.dialect.name)
        )
        return dict(reader.by_keys(statement, ready.groups(documents, keys)))

    def _all(self, reader: ReadTransaction, query: ListQuery) -> PreparedStatement:
        """The statement of a stream: it reads keys, or the documents themselves if one step is enough."""
        if self._by_rank(query):
            return self._ranked_part(reader, query, ranked.Part.WHOLE)
        if not self._at_once(query) or not self._documents:
            return self._statement(reader, query, None, whole=True)
        documents = self._documents
        return self._statements.get(
            reader.dialect, "whole", lambda: select(documents.document).order_by(documents.key)
        )

    def _at_once(self, query: ListQuery) -> bool:
        """Whether a stream reads its documents in one step: all in the order of their keys."""
        return bool(self._documents) and self._by_key(query) and not asked(query)

    def _by_key(self, query: ListQuery) -> bool:
        """Whether the unique key is the whole order."""
        return not query.sort and len(self._order) == 1 and not self._by_rank(query)

    def _select_cells(self, dialect: str, fields: Sequence[str]) -> Select[Any]:
        shown = [self.shown(name).label(None) for name in fields]
        return select(*shown, self._unique.label(None)).where(ready.among(self._unique, dialect))

    def _statement(
        self,
        reader: ReadTransaction,
        query: ListQuery,
        step: KeyRange | None,
        at_once: ready.DocumentTable | None = None,
        *,
        whole: bool = False,
    ) -> PreparedStatement:
        selection, dialect = asked(query), reader.dialect.name
        shape = ("rows", _shape(selection), query.sort, step, whole, at_once is not None)

        def build() -> Select[Any]:
            if at_once:
                return ready.at_once(at_once, self._select(dialect, selection, query, step, whole=False))
            return self._select(dialect, selection, query, step, whole=whole)

        return self._statements.get(reader.dialect, shape, build)

    def _ranked_part(self, reader: ReadTransaction, query: ListQuery, part: ranked.Part) -> PreparedStatement:
        selection, dialect = asked(query), reader.dialect.name
        return self._statements.get(
            reader.dialect,
            ("ranked", part, _shape(selection)),
            lambda: ranked.statement(part, selection, self._source, dialect),
        )

    def _select(
        self,
        dialect: str,
        selection: tuple[GivenFilter, ...],
        query: ListQuery,
        step: KeyRange | None,
        *,
        whole: bool,
    ) -> Select[Any]:
        keys = self._keys(query, dialect)
        statement = select(self._unique)
        if not whole:
            statement = statement.add_columns(*(key.column.label(None) for key in keys))
        statement = statement.where(*conditions(selection, self._source, dialect))
        if step is not None:
            statement = statement.where(*keyset.condition(keys, step))
        statement = statement.order_by(*keyset.order(keys, step))
        return statement if whole else statement.limit(bindparam("rows", type_=BigInteger()))

    def _by_rank(self, query: ListQuery) -> bool:
        return self._searched and not query.sort and _searches(query)

    def _keys(self, query: ListQuery, dialect: str) -> tuple[OrderKey, ...]:
        if self._by_rank(query):
            return ranked.order(self._source, dialect)
        if not query.sort:
            return tuple(self._key(name, descending=False) for name in self._order)
        sorted_by = tuple(self._key(key.name, descending=key.descending) for key in query.sort)
        return (*sorted_by, self._key(self._order[-1], descending=False))

    def _key(self, name: str, *, descending: bool) -> OrderKey:
        column: Any = self._source.compared(name)
        kind: type[int] | type[str] = int if column.type.python_type is int else str
        return OrderKey(column, kind, bool(column.nullable), descending)


def _searches(query: ListQuery) -> bool:
    return any(
        row.operator is Operator.WORDS for name, _ in query.where if (row := query.resource.filter(name))
    )


def _shape(selection: tuple[GivenFilter, ...]) -> tuple[tuple[object, ...], ...]:
    return tuple([item.shape for item in selection])


def _uniform(field: Field, source: QueriedTable) -> ColumnElement[Any]:
    column = source.table.c[field.name]
    return cast(column, Text) if field.kind is CellType.DECIMAL else column
