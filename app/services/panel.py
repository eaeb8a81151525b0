"""Panel: one indicator as a wide table, regions by years: what regressions read.

A value is the one that comparisons take where several reports state it. Values of single years stand
in their year; average growth, which never is of a single year, in the last, that over fewer years
before that over more.
"""

from __future__ import annotations

from app.comparison import Key
from app.model.observation import Measure, Observation, Status
from app.services import settled, small
from app.store import places
from app.store.cells import plain
from app.store.fields import Cell, Row
from app.store.query import ListQuery, Page, Stream
from app.store.session import Connection, Database

_FILTERS = (
    "indicator_code", "measure", "scope", "unit", "region_code", "region", "within", "year", "year_from",
    "year_to",
)  # fmt: skip # names read better on few lines
Line = tuple[str, str]


def page(database: Database, query: ListQuery) -> Page:
    """One page of the table; its columns are those of the list, then a year each."""
    columns, rows = _table(database, query)
    return small.page(query, rows, columns)


def stream(database: Database, query: ListQuery) -> Stream:
    """The whole table, in batches; its columns are those of the list, then a year each."""
    columns, rows = _table(database, query)
    return small.stream(query, rows, columns)


def _table(database: Database, query: ListQuery) -> tuple[tuple[str, ...], list[Row]]:
    with database.reading() as connection:
        held = places.held(connection, query)
        lines = _lines(connection, query)
    years = sorted({year for values in lines.values() for year in values})
    rows: list[Row] = []
    for (key, _), values in lines.items():
        if place := held.get(key):
            cells: list[Cell] = [plain(values[year].value) if year in values else None for year in years]
            # Counters are of one kind (350家 and 350户): the last that was used stands for all.
            rows.append((place.code, place.name, place.level, values[max(values)].unit, *cells))
    return (*query.resource.columns, *map(str, years)), rows


def _lines(connection: Connection, query: ListQuery) -> dict[Line, dict[int, Observation]]:
    """For each place and unit, in their order, the values by year."""
    lines: dict[Line, dict[int, Observation]] = {}
    status = Status(str(query.value("status")))
    for place, values in settled.by_place(connection, query, _FILTERS, status):
        for key in sorted(filter(_fits, values), key=_order):
            lines.setdefault((place, key.unit), {}).setdefault(key.year, values[key])
    return lines


def _fits(key: Key) -> bool:
    return key.start_year == key.year or key.measure is Measure.AVERAGE_GROWTH


def _order(key: Key) -> tuple[str, int, int]:
    return key.unit, key.year, key.year - key.start_year
