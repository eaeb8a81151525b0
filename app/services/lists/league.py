"""Regions ranked by one indicator in one year, with the number of regions that have a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from app.comparison import comparable_unit
from app.lexicon.catalogue import load_catalogue
from app.lexicon.units import load_units
from app.model.better import Better
from app.model.observation import Measure, Status
from app.services.lists import settled, small
from app.store.connections.session import Connection
from app.store.declared.comparison_filters import UnitChoice
from app.store.declared.derived_filters import Order
from app.store.declared.fields import Row
from app.store.queries.query import ListQuery
from app.store.repositories import places, tallies
from app.store.repositories.places import ReportingPlace
from app.store.repositories.tallies import Reached
from app.store.rows.cells import listed, plain

_STATED = ("indicator_code", "year", "start_year", "period", "region_code", "region", "within")


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    selected = places.selected(connection, query)
    found = _one_a_place(row for row in _found(connection, query) if row.place in selected)
    kinds = Counter(_kind(row) for row in found).most_common(1)
    indicator = load_catalogue().indicators[str(query.value("indicator_code"))]
    found.sort(key=lambda row: Decimal(row.value), reverse=indicator.better is not Better.LOWER)
    same = [row for row in found if _kind(row) == kinds[0][0]]
    counts = (len(same), len(selected))
    ranked = [
        (rank, *_cells(selected[row.place], row), "yes", *counts)
        for rank, row in zip(_ranks([row.value for row in same]), same, strict=True)
    ]
    others = (row for row in found if row not in same)
    return [*ranked, *((None, *_cells(selected[row.place], row), "no", *counts) for row in others)]


def _ranks(values: Sequence[str]) -> Iterator[int]:
    """The ranks of sorted values; equal values share one."""
    rank = 0
    for number, value in enumerate(values, 1):
        if number == 1 or Decimal(value) != Decimal(values[number - 2]):
            rank = number
        yield rank


def _kind(row: Reached) -> str:
    """The kind of a unit; values with units of the same kind can be compared. All counters are one kind."""
    return comparable_unit(row.unit)


def _cells(place: ReportingPlace, row: Reached) -> Row:
    return (
        place.code,
        place.name,
        place.level,
        row.value,
        row.unit,
        row.actual,
        row.target or None,
        row.outcome or None,
        row.source,
        row.observation_id,
        row.confidence,
        row.flags,
    )


def _found(connection: Connection, query: ListQuery) -> Iterable[Reached]:
    order, units = Order(str(query.value("by"))), UnitChoice(str(query.value("units")))
    if order is Order.ATTAINMENT:
        rows = tallies.reached(connection, query, order.value, Measure.LEVEL.value)
        return map(_attained_in_base, rows) if units is UnitChoice.BASE else rows
    if order is Order.GAP:
        rows = tallies.reached(connection, query, order.value, str(query.value("measure")))
        return map(_in_base, rows) if units is UnitChoice.BASE else rows
    return _stated(connection, query, Measure(order.value), units)


def _attained_in_base(row: Reached) -> Reached:
    """The row in base units; the share of a target does not depend on the unit."""
    return _in_base(row)._replace(value=row.value)


def _in_base(row: Reached) -> Reached:
    unit = load_units().base(row.unit)[0]
    value, actual, target = (
        plain(load_units().in_base(Decimal(text), row.unit)[0])
        for text in (row.value, row.actual, row.target)
    )
    return row._replace(value=value, unit=unit, actual=actual, target=target)


def _stated(
    connection: Connection, query: ListQuery, measure: Measure, units: UnitChoice
) -> Iterable[Reached]:
    for place, values in settled.by_place(connection, query, _STATED, Status.ACTUAL, units):
        for key, row in values.items():
            if key.measure is measure and not key.scope:
                value, unit = (
                    (row.base_value, row.base_unit) if units is UnitChoice.BASE else (row.value, row.unit)
                )
                doubt = (plain(row.confidence), listed(row.flags))
                yield Reached(
                    place, plain(value), unit, plain(value), "", "", row.source_kind.value, row.id, *doubt
                )


def _one_a_place(rows: Iterable[Reached]) -> list[Reached]:
    """One row for each place: if it has values in several units, the one in the most common unit."""
    found = list(rows)
    units = Counter(_kind(row) for row in found)
    found.sort(key=lambda row: (row.place, -units[_kind(row)], row.unit))
    return list({row.place: row for row in reversed(found)}.values())[::-1]


page, stream = small.lists(_rows)
