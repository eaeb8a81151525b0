"""Sorts and pages short lists in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from app.store.connections.session import Connection, Database
from app.store.declared.fields import Cell, CellType, Row
from app.store.queries import cursors
from app.store.queries.query import ListQuery, Page, Stream
from app.store.rows import state

RowsOf = Callable[[Connection, ListQuery], Sequence[Row]]
PageOf = Callable[[Database, ListQuery], Page]
StreamOf = Callable[[Database, ListQuery], Stream]
Finish = Callable[[Sequence[Row]], Sequence[Row]]
BATCH = 1000
#: Longer lists are not cached.
MOST_KEPT = 1000


def lists(rows_of: RowsOf) -> tuple[PageOf, StreamOf]:
    """The functions ``page`` and ``stream`` of a short list.

    Args:
        rows_of: Returns the rows that a query selects, in default order, with all fields.
    """

    def page_of(database: Database, query: ListQuery) -> Page:
        return page(query, rows(database, query, rows_of))

    def stream_of(database: Database, query: ListQuery) -> Stream:
        return stream(query, rows(database, query, rows_of))

    return page_of, stream_of


def rows(database: Database, query: ListQuery, work_out: RowsOf) -> Sequence[Row]:
    """The rows that a query selects; short lists are cached for each version of the data."""
    with database.reading() as connection:
        version, question = state.data_version(connection), ("rows", query.resource.name, query.where)
        found: Sequence[Row] | None = database.cache.find(version, question)
        if found is None:
            found = work_out(connection, query)
            if len(found) <= MOST_KEPT:
                database.cache.put(version, question, found)
    return found


def page(
    query: ListQuery,
    rows: Sequence[Row],
    columns: tuple[str, ...] | None = None,
    finish: Finish = list,
) -> Page:
    """The page of ``rows`` that the query selects; ``rows`` are in default order, with all fields.

    The cursor is the position in the list, since such lists hardly change. ``columns`` are the columns of the
    rows if they differ from the fields of the list. ``finish`` completes the rows of the page.
    """
    start = _start(query)
    named = columns or query.resource.columns
    shown = _shown(query, named)
    ordered = _ordered(query, rows, named)
    end = start + query.limit
    following = cursors.encode(query, (end,)) if end < len(ordered) else None
    total = len(ordered) if query.total else None
    return Page(shown, _cut(named, shown, finish(ordered[start:end])), following, total)


def stream(
    query: ListQuery,
    rows: Sequence[Row],
    columns: tuple[str, ...] | None = None,
    finish: Finish = list,
) -> Stream:
    """All rows in the query's order; ``finish`` completes them batch by batch."""
    named = columns or query.resource.columns
    shown = _shown(query, named)
    batches = _batches(_ordered(query, rows, named))
    return Stream(shown, len(rows), (_cut(named, shown, finish(batch)) for batch in batches))


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _start(query: ListQuery) -> int:
    cells = cursors.decode(query)
    if cells is None:
        return 0
    if len(cells) == 1 and isinstance(cells[0], int) and cells[0] >= 0:
        return cells[0]
    raise cursors.unfit(query)


def _ordered(query: ListQuery, rows: Sequence[Row], columns: tuple[str, ...]) -> list[Row]:
    ordered = list(rows)
    for key in reversed(query.sort):
        place = columns.index(key.name)
        comparable = partial(_comparable, place, query.resource.field(key.name).kind)
        present = [row for row in ordered if row[place] is not None]
        absent = [row for row in ordered if row[place] is None]
        present.sort(key=comparable, reverse=key.descending)
        ordered = present + absent
    return ordered


def _comparable(place: int, kind: CellType, row: Row) -> tuple[int | Decimal, str]:
    cell = row[place]
    if kind is CellType.DECIMAL:
        return Decimal(str(cell)), ""
    return (cell, "") if isinstance(cell, int) else (0, str(cell))


def cut(query: ListQuery, rows: Sequence[Row]) -> list[Row]:
    """The selected fields of rows that have all fields."""
    return _cut(query.resource.columns, query.fields, rows)


def _shown(query: ListQuery, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns to return: the selected ones, by default all columns of the rows."""
    return columns if query.fields == query.resource.columns else query.fields


def _cut(columns: tuple[str, ...], shown: tuple[str, ...], rows: Sequence[Row]) -> list[Row]:
    """The cells of the columns ``shown``; columns that the rows do not have are empty."""
    places = [columns.index(name) if name in columns else None for name in shown]
    return [tuple([_cell(row, place) for place in places]) for row in rows]


def _cell(row: Row, place: int | None) -> Cell:
    return None if place is None else row[place]
