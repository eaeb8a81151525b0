"""Ledger: every target of a place, year by year, with the targets of its superior and its siblings.

A line has the targets of one place, quantity, measure and length of the period. Its rows are made first;
the targets of other places are looked up only for the rows of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from app.comparison.history import bound_change, midpoint, target_change
from app.lexicon.units import load_units
from app.model.observation import Bound
from app.services.lists import small
from app.services.lists.beside import beside
from app.services.lists.hierarchy import Hierarchy, hierarchy
from app.store.connections.session import Connection, Database
from app.store.declared.fields import Cell, Row
from app.store.declared.filters import Filter, Operator
from app.store.declared.ledger_columns import LEDGER_FIELDS, OF_COMPARISON, OF_ROWS
from app.store.queries.query import ListQuery, Page, Stream, Value
from app.store.repositories import ledger
from app.store.repositories.ledger import Entry
from app.store.rows import state
from app.store.rows.cells import plain

_COLUMNS = tuple(field.name for field in LEDGER_FIELDS)
_OF_LINE = OF_COMPARISON[:8]
Cells = dict[str, Cell]


def page(database: Database, query: ListQuery) -> Page:
    """One page of the rows that the query selects."""
    return small.page(query, _own(database, query), finish=partial(_finished, database))


def stream(database: Database, query: ListQuery) -> Stream:
    """All rows that the query selects, in batches."""
    return small.stream(query, _own(database, query), finish=partial(_finished, database))


def _own(database: Database, query: ListQuery) -> Sequence[Row]:
    return small.rows(database, query, partial(_rows, database))


def _finished(database: Database, rows: Sequence[Row]) -> list[Row]:
    """The rows with the targets of other places."""
    with database.reading() as connection:
        above = hierarchy(database, connection, state.data_version(connection))
        return beside(connection, above, rows)


def _rows(database: Database, connection: Connection, query: ListQuery) -> list[Row]:
    """The rows of all lines that the query selects, without the targets of other places."""
    above = hierarchy(database, connection, state.data_version(connection))
    wanted = [_test(row, query.values(row.name)) for row in OF_ROWS if query.values(row.name)]
    quantities = groupby(map(_planned, ledger.entries(connection, query)), _quantity)
    made = (cells for _, entries in quantities for cells in _lines(list(entries), above))
    return [_row(cells) for cells in made if all(test(cells) for test in wanted)]


def _row(cells: Cells) -> Row:
    """The cells in the order of the columns; those that a row does not have are empty."""
    return tuple(map(cells.get, _COLUMNS))


def _test(row: Filter, values: tuple[Value, ...]) -> Callable[[Cells], bool]:
    """A function that tests whether a row has one of the values of a filter."""
    meant = dict(row.means)
    cells: set[object] = {cell for value in values for cell in meant.get(str(value), (value,))}
    if row.operator is Operator.FROM:
        return lambda found: int(str(found[row.column])) >= min(int(str(cell)) for cell in cells)
    if row.operator is Operator.TO:
        return lambda found: int(str(found[row.column])) <= max(int(str(cell)) for cell in cells)
    return lambda found: found.get(row.column) in cells


class PlannedTarget(NamedTuple):
    """A target in a line: the place, the number of the line, the cells of its row by name, and its year."""

    place: str
    series: int
    cells: Cells
    year: int


def _planned(entry: Entry) -> PlannedTarget:
    cells: Cells = dict(zip(OF_COMPARISON, entry.cells, strict=True))
    cells["place"], cells["target_observation_id"] = entry.place, entry.target_observation_id
    cells["midpoint"] = _midpoint(cells)
    return PlannedTarget(entry.place, entry.series, cells, int(str(cells["year"])))


def _quantity(entry: PlannedTarget) -> tuple[str, Cell]:
    """The key that the lines of one quantity share: its code; without a code, the key of the line."""
    return entry.place, entry.cells["indicator_code"] or entry.series


def _lines(entries: list[PlannedTarget], above: Hierarchy) -> Iterator[Cells]:
    """The rows of all lines of a quantity. A place that now plans its growth has not dropped its level."""
    planned = {(entry.cells["scope"], entry.year) for entry in entries}
    for _, line in groupby(entries, attrgetter("series")):
        yield from _line(list(line), above, planned)


def _line(entries: list[PlannedTarget], above: Hierarchy, planned: set[tuple[Cell, int]]) -> Iterator[Cells]:
    """The rows of a line by year, including a row for each year in which its target was dropped."""
    by_year = {entry.year: entry for entry in entries}
    for year, entry in by_year.items():
        cells = entry.cells
        length = year - int(str(cells["start_year"])) + 1
        yield {**cells, **_history(cells, by_year.get(year - length))}
        place = above.places.get(entry.place)
        dropped = length == 1 and (cells["scope"], year + 1) not in planned
        if dropped and place and year + 1 in place.years:
            yield _dropped(cells, year + 1)


def _history(cells: Cells, before: PlannedTarget | None) -> Cells:
    """The comparison of a target with the one before."""
    if before is None:
        return {"dropped": "no"}
    last = before.cells
    previous = _in_unit(last["midpoint"], str(last["unit"]), str(cells["unit"]))
    found: Cells = {
        "dropped": "no",
        "previous_target_observation_id": last["target_observation_id"],
        "bound_change": bound_change(_bound(cells), _bound(last)).value,
        "own_previous_target": previous,
    }
    if previous is not None:
        found["target_change"] = target_change(_number(cells["midpoint"]), _number(previous)).value
    return found


def _dropped(cells: Cells, year: int) -> Cells:
    """The row of a year whose report does not repeat the target of the year before."""
    return {
        **{name: cells[name] for name in (*_OF_LINE, "place")},
        "start_year": year,
        "year": year,
        "own_previous_target": cells["midpoint"],
        "previous_target_observation_id": cells["target_observation_id"],
        "dropped": "yes",
    }


def _midpoint(cells: Cells) -> Cell:
    """The middle of a planned range; else the cell of the target itself."""
    value, high = cells["target_value"], cells["target_value_high"]
    return value if high is None else plain(midpoint(_number(value), _number(high)))


def _bound(cells: Cells) -> Bound:
    return Bound(str(cells["target_bound"]))


def _number(cell: Cell) -> Decimal:
    return Decimal(str(cell))


def _in_unit(cell: Cell, unit: str, wanted: str) -> Cell:
    """The number in the unit ``wanted``; unchanged if only counters differ, None if it can't be converted."""
    units = load_units()
    if unit == wanted or units.base(unit)[1:] == units.base(wanted)[1:]:
        return cell
    one, other = units.in_base(Decimal(1), wanted)[0], units.in_base(_number(cell), unit)[0]
    return plain(other / one) if one else None
