"""Coverage: for which indicator, place and year a value is known, and if not, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from app.model.coverage import CoverageState
from app.services.lists import small
from app.services.lists.grid import At, Grid, grid_of
from app.store.connections.reader import timed
from app.store.connections.session import Connection, Database
from app.store.declared.fields import Row
from app.store.queries import cursors
from app.store.queries.query import ListQuery, Page, Stream
from app.store.repositories import coverage, places
from app.store.repositories.coverage import StatedCounts
from app.store.rows import state
from app.store.selecting import facets
from app.store.selecting.facets import Counts

#: How many places are read at once.
BATCH = 50


def page(database: Database, query: ListQuery) -> Page:
    """One page of the cells that the query selects."""
    with database.reading() as connection:
        cells = list(islice(_cells(connection, query, _after(query)), query.limit + 1))
        total = _total(database, connection, query) if query.total else None
        counts = {name: _facet(database, connection, query, name) for name in query.facets}
    following = cursors.encode(query, cells[query.limit - 1][0]) if len(cells) > query.limit else None
    rows = small.cut(query, [row for _, row in cells[: query.limit]])
    return Page(query.fields, rows, following, total, counts)


def stream(database: Database, query: ListQuery) -> Stream:
    """All cells that the query selects, in batches."""
    with database.reading() as connection:
        total = _total(database, connection, query)
    return Stream(query.fields, total, _batches(database, query))


def _batches(database: Database, query: ListQuery) -> Iterator[list[Row]]:
    with database.reading(streaming=True) as connection:
        cells = _cells(connection, query, None)
        while batch := [row for _, row in islice(cells, small.BATCH)]:
            yield small.cut(query, batch)


def _after(query: ListQuery) -> At | None:
    match cursors.decode(query):
        case None:
            return None
        case (str(place), int(year), str(code)):
            return At(place, year, code)
        case _:
            raise cursors.unfit(query)


def _grid(connection: Connection, query: ListQuery) -> Grid:
    return grid_of(query, places.selected(connection, query), places.years(connection))


def _wanted(query: ListQuery) -> frozenset[CoverageState]:
    return frozenset(CoverageState(str(value)) for value in query.values("state")) or frozenset(CoverageState)


def _cells(connection: Connection, query: ListQuery, after: At | None) -> Iterator[tuple[At, Row]]:
    """The selected cells after the cell ``after``, each with its position."""
    grid, wanted = _grid(connection, query), _wanted(query)
    falls = bool(query.sort) and query.sort[0].descending
    keys = [
        key
        for key in sorted(grid.places, reverse=falls)
        if after is None or _reaches(key, after, falls=falls)
    ]
    for start in range(0, len(keys), BATCH):
        chunk = keys[start : start + BATCH]
        stated = _by_place(coverage.stated(connection, query, (min(chunk), max(chunk))))
        for key in chunk:
            last = after if after and after.place == key else None
            yield from grid.cells(key, stated.get(key, {}), wanted, last)


def _reaches(key: str, after: At, *, falls: bool) -> bool:
    return key <= after.place if falls else key >= after.place


def _by_place(stated: Iterable[StatedCounts]) -> dict[str, dict[tuple[int, str], StatedCounts]]:
    found: dict[str, dict[tuple[int, str], StatedCounts]] = {}
    for cell in stated:
        found.setdefault(cell.place, {})[cell.year, cell.code] = cell
    return found


def _total(database: Database, connection: Connection, query: ListQuery) -> int:
    if not query.values("state"):
        return len(_grid(connection, query))
    return sum(count for _, count in _counts(database, connection, query, None))


def _facet(database: Database, connection: Connection, query: ListQuery, name: str) -> Counts:
    return _counts(database, connection, facets.without(query, name), name)


def _counts(database: Database, connection: Connection, query: ListQuery, name: str | None) -> Counts:
    """How many selected cells have each value of a field; computed once for each version of the data."""

    def work_out() -> Counts:
        stated = timed(coverage.stated(connection, query), database.seconds)
        return facets.ranked(_grid(connection, query).count(stated, _wanted(query), name).items())

    version = state.data_version(connection)
    return database.cache.get(version, ("coverage", query.where, name), work_out)
