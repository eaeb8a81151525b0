"""The settled value of each quantity and year, by place: the value that comparisons use."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import groupby
from operator import itemgetter

from app.comparison import Key, ReportedValue, key, settle, settle_both, stated_key
from app.model.comparison import Vintage
from app.model.observation import Observation, Status
from app.store.connections.session import Connection
from app.store.declared.comparison_filters import UnitChoice
from app.store.queries.query import ListQuery
from app.store.repositories import stated


def by_place(
    connection: Connection,
    query: ListQuery,
    only: Container[str],
    status: Status,
    units: UnitChoice = UnitChoice.BASE,
) -> Iterator[tuple[str, dict[Key, Observation]]]:
    """The key and the values of each place, ordered by key. Only filters named in ``only`` are applied.

    ``only`` must not name the filter by status: both actuals and targets are needed to distinguish them. With
    ``Units.BASE``, values in convertible units share a key.
    """
    vintage = Vintage(str(query.value("prefer")))
    for place, values in _values(connection, query, only):
        yield place, settle(values, status, vintage, key if units is UnitChoice.BASE else stated_key)


def of_both(
    connection: Connection, query: ListQuery, only: Container[str]
) -> Iterator[tuple[str, dict[Status, dict[Key, Observation]]]]:
    """``by_place`` for actuals and targets together, each in the unit in which it is stated."""
    vintage = Vintage(str(query.value("prefer")))
    for place, values in _values(connection, query, only):
        yield place, settle_both(values, vintage, stated_key)


def _values(
    connection: Connection, query: ListQuery, only: Container[str]
) -> Iterator[tuple[str, Iterator[ReportedValue]]]:
    for place, rows in groupby(stated.by_place(connection, query, only), itemgetter(0)):
        yield place, (ReportedValue(row, year) for _, year, row in rows)
