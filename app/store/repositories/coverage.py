"""Counts the observations of each indicator by place and year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, and_, case, func, or_, select

from app.store.queries.query import ListQuery
from app.store.repositories.observations import SOURCE
from app.store.rows.tables import ObservationRow
from app.store.selecting.conditions import EMPTY_LIST, conditions
from app.store.selecting.given import asked, values

_FILTERS = ("year", "year_from", "year_to", "indicator_code", "measure", "status", "region_code",
            "region", "within")  # fmt: skip # names read better on few lines


class StatedCounts(NamedTuple):
    """The observations that state an indicator for a place and year: all, and those without a flag."""

    place: str
    year: int
    code: str
    observations: int
    sure: int


def stated(
    connection: Connection, query: ListQuery, places: tuple[str, str] | None = None
) -> Iterator[StatedCounts]:
    """Count what the filters of the query select; ``places`` are the first and the last key to count."""
    row, dialect = ObservationRow, connection.dialect.name
    # The same key as ``reports.region_key``.
    place = func.coalesce(row.region_code, "~" + row.region, "~" + row.report_id)
    sure = func.sum(case((row.flags == EMPTY_LIST, 1), else_=0))
    grouped = (place, row.year, row.indicator_code)
    statement = (
        select(*grouped, func.count(), sure)
        .where(row.indicator_code.is_not(None), *conditions(asked(query, _FILTERS), SOURCE, dialect))
        .group_by(*grouped)
    )
    if places is not None:
        # A condition on the column itself, so that its index is used.
        coded = and_(row.region_code >= places[0], row.region_code <= places[1])
        statement = statement.where(or_(coded, row.region_code.is_(None)) if places[1] > "~" else coded)
    for key, year, code, count, certain in connection.execute(statement, values(query, dialect, _FILTERS)):
        yield StatedCounts(key, year, code, count, int(certain))
