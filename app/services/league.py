"""Regions ranked for one indicator and year, and how many of how many have a value."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from app.lexicon.catalogue import load_catalogue
from app.model.comparison import Better
from app.model.observation import Measure, Status
from app.services import settled, small
from app.store import places, tallies
from app.store.cells import plain
from app.store.derived_filters import Order
from app.store.fields import Row
from app.store.places import Place
from app.store.query import ListQuery
from app.store.session import Connection
from app.store.tallies import Reached

_STATED = ("indicator_code", "year", "region_code", "within")


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    held = places.held(connection, query)
    rows = _one_a_place(row for row in _found(connection, query) if row.place in held)
    indicator = load_catalogue().indicators[str(query.value("indicator_code"))]
    rows.sort(key=lambda row: Decimal(row.value), reverse=indicator.better is not Better.LOWER)
    ranked: list[Row] = []
    for number, row in enumerate(rows, 1):
        same = ranked and Decimal(rows[number - 2].value) == Decimal(row.value)
        rank = ranked[-1][0] if same else number
        ranked.append((rank, *_cells(held[row.place], row), len(rows), len(held)))
    return ranked


def _cells(place: Place, row: Reached) -> Row:
    return (
        place.code,
        place.name,
        place.level,
        row.value,
        row.unit,
        row.actual,
        row.target or None,
        row.outcome or None,
        row.observation_id,
    )


def _found(connection: Connection, query: ListQuery) -> Iterable[Reached]:
    order = Order(str(query.value("by")))
    if order is Order.ATTAINMENT:
        return tallies.reached(connection, query, order.value, Measure.LEVEL.value)
    if order is Order.GAP:
        return tallies.reached(connection, query, order.value, str(query.value("measure")))
    return _stated(connection, query, Measure(order.value))


def _stated(connection: Connection, query: ListQuery, measure: Measure) -> Iterable[Reached]:
    for place, values in settled.by_place(connection, query, _STATED, Status.ACTUAL):
        for key, row in values.items():
            if key.measure is measure and not key.scope and key.start_year == key.year:
                value = plain(row.value)
                yield Reached(place, value, row.unit, value, "", "", row.id)


def _one_a_place(rows: Iterable[Reached]) -> list[Reached]:
    """Of a place that has values in several units the one that most places have."""
    found = list(rows)
    units = [row.unit for row in found]
    found.sort(key=lambda row: (row.place, -units.count(row.unit), row.unit))
    return list({row.place: row for row in reversed(found)}.values())[::-1]


page, stream = small.lists(_rows)
