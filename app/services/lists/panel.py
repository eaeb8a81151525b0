"""Panel: one indicator as a wide table, regions by years, for regressions.

If several reports state a value, the table has the one that comparisons use. A value is in the column of the
last year of its period; periods of different lengths are different rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from app.comparison import Key
from app.model.observation import Bound, Measure, Observation, Status
from app.services.lists import settled, small
from app.store.connections.session import Connection, Database
from app.store.declared.comparison_filters import UnitChoice
from app.store.declared.fields import Cell, Row
from app.store.declared.filters import Period
from app.store.queries.query import ListQuery, Page, Stream
from app.store.repositories import places
from app.store.rows.cells import plain

_FILTERS = (
    "indicator_code", "measure", "scope", "unit", "region_code", "region", "within", "year", "year_from",
    "year_to", "start_year", "period",
)  # fmt: skip # names read better on few lines


class PanelKey(NamedTuple):
    """The key of a row: a place, a unit, and the length of the period in years."""

    place: str
    unit: str
    years: int


class Figure(NamedTuple):
    """A value in the requested unit."""

    value: str
    high: str | None
    bound: str
    unit: str
    source: str


Lines = dict[PanelKey, dict[int, Figure]]


def page(database: Database, query: ListQuery) -> Page:
    """One page of the table; the columns of the list come first, then those of each year."""
    columns, rows = _table(database, query)
    return small.page(query, rows, columns)


def stream(database: Database, query: ListQuery) -> Stream:
    """The whole table, in batches; the columns of the list come first, then those of each year."""
    columns, rows = _table(database, query)
    return small.stream(query, rows, columns)


def _table(database: Database, query: ListQuery) -> tuple[tuple[str, ...], list[Row]]:
    with database.reading() as connection:
        selected = places.selected(connection, query)
        lines = {line: values for line, values in _lines(connection, query).items() if line.place in selected}
    columns = tuple(_columns(lines, sources=bool(query.values("prefer"))))
    most = Counter(line.unit for line in lines).most_common(1)
    rows: list[Row] = []
    for line, values in lines.items():
        place = selected[line.place]
        # Counters are comparable (350家 and 350户): the row shows the last one that was used.
        about = (place.code, place.name, place.level, values[max(values)].unit, line.years)
        comparable = "yes" if line.unit == most[0][0] else "no"
        cells = (_cell(values.get(year), suffix) for year, suffix in columns)
        rows.append((*about, comparable, *cells))
    return (*query.resource.columns, *(f"{year}{suffix}" for year, suffix in columns)), rows


def _columns(lines: Lines, *, sources: bool) -> Iterator[tuple[int, str]]:
    """Each year with each suffix of its columns; ``sources``: include the columns of the source."""
    for year in sorted({year for values in lines.values() for year in values}):
        bounds = {values[year].bound for values in lines.values() if year in values}
        yield year, ""
        if Bound.RANGE in bounds:
            yield year, "_high"
        if bounds != {Bound.EXACT}:
            yield year, "_bound"
        if sources:
            yield year, "_source"


def _cell(figure: Figure | None, suffix: str) -> Cell:
    if figure is None:
        return None
    cells = {"": figure.value, "_high": figure.high, "_bound": figure.bound, "_source": figure.source}
    return cells[suffix]


def _lines(connection: Connection, query: ListQuery) -> Lines:
    """The values by year, for each place, unit and length of the period, in this order."""
    lines: Lines = {}
    status, units = Status(str(query.value("status"))), UnitChoice(str(query.value("units")))
    for place, values in settled.by_place(connection, _of_period(query), _FILTERS, status, units):
        for key in sorted(values, key=_order):
            line = PanelKey(place, key.unit, key.year - key.start_year + 1)
            lines.setdefault(line, {})[key.year] = _figure(values[key], units)
    return dict(sorted(lines.items(), key=lambda item: item[0]))


def _of_period(query: ListQuery) -> ListQuery:
    """The query with its period: average growth never covers a single year."""
    if query.values("period"):
        return query
    multi = query.value("measure") == Measure.AVERAGE_GROWTH
    period = Period.MULTI if multi else Period.ANNUAL
    return replace(query, where=(*query.where, ("period", (period.value,))))


def _figure(row: Observation, units: UnitChoice) -> Figure:
    if units is UnitChoice.STATED:
        value, high, unit = row.value, row.value_high, row.unit
    else:
        value, high, unit = row.base_value, row.base_value_high, row.base_unit
    return Figure(
        plain(value), None if high is None else plain(high), row.bound.value, unit, row.source_kind.value
    )


def _order(key: Key) -> tuple[str, int, int]:
    return key.unit, key.year, key.year - key.start_year
