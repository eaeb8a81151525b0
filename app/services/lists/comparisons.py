"""Comparisons of targets with their results, as stated or in base units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from app.lexicon.units import load_units
from app.services.lists import small
from app.store.connections.session import Database
from app.store.declared.comparison_filters import UNITS, UnitChoice
from app.store.declared.fields import Cell, Row
from app.store.queries.query import ListQuery, Page, Stream
from app.store.repositories import comparisons
from app.store.rows.cells import plain

_LIST = comparisons.LIST
_IN_UNIT = (
    "target_value", "target_value_high", "actual_value", "previous_value", "ambition", "gap", "tolerance",
)  # fmt: skip # names read better on few lines
_UNIT = _LIST.resource.columns.index("unit")
_PLACES = frozenset(_LIST.resource.columns.index(name) for name in _IN_UNIT)


def page(database: Database, query: ListQuery) -> Page:
    """One page of the comparisons that the query selects."""
    if _as_stated(query):
        return _LIST.page(database, query)
    found = _LIST.page(database, _whole(query))
    return replace(found, columns=query.fields, rows=_converted(query, found.rows))


def stream(database: Database, query: ListQuery) -> Stream:
    """All comparisons that the query selects, in batches."""
    if _as_stated(query):
        return _LIST.stream(database, query)
    found = _LIST.stream(database, _whole(query))
    batches = (_converted(query, rows) for rows in found.batches)
    return replace(found, columns=query.fields, batches=batches)


def _as_stated(query: ListQuery) -> bool:
    return query.value(UNITS.name) == UnitChoice.STATED


def _whole(query: ListQuery) -> ListQuery:
    """The query with all columns: the unit is needed whichever fields are shown."""
    return replace(query, fields=_LIST.resource.columns, written=False)


def _converted(query: ListQuery, rows: Iterable[Row]) -> list[Row]:
    return small.cut(query, [_in_base(row) for row in rows])


def _in_base(row: Row) -> Row:
    units, unit = load_units(), str(row[_UNIT])

    def convert(place: int, cell: Cell) -> Cell:
        if place == _UNIT:
            return units.base(unit)[0]
        return plain(units.in_base(Decimal(str(cell)), unit)[0]) if place in _PLACES and cell else cell

    return tuple([convert(place, cell) for place, cell in enumerate(row)])
