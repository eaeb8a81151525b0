"""Counts observations by indicator, category, year, unit and region."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from app.store.declared.fields import Row
from app.store.queries.query import ListQuery
from app.store.repositories import observations, reports
from app.store.rows.tables import ObservationRow, ReportRow
from app.store.selecting import totals, value_totals
from app.store.selecting.conditions import QueriedTable, conditions
from app.store.selecting.given import asked, given, values

_COUNT = func.count()
_PLACE = func.coalesce(ObservationRow.region_code, ObservationRow.region)


def _rows(
    connection: Connection, statement: Select[*tuple[Any, ...]], query: ListQuery, source: QueriedTable
) -> Sequence[Any]:
    """The rows of a statement, limited to the rows that the query selects."""
    dialect = connection.dialect.name
    narrowed = statement.where(*conditions(asked(query), source, dialect))
    return connection.execute(narrowed, values(query, dialect)).all()


def by_indicator(connection: Connection) -> dict[str, tuple[int, int, int]]:
    """For each code: the number of observations, the first and the last year."""
    code, year = ObservationRow.indicator_code, ObservationRow.year
    statement = select(code, _COUNT, func.min(year), func.max(year)).where(code.is_not(None)).group_by(code)
    return {str(row[0]): (row[1], row[2], row[3]) for row in connection.execute(statement)}


def by_category(connection: Connection, query: ListQuery) -> dict[str, tuple[int, int]]:
    """For each category of the selected observations: their number, the number of different codes.

    The pairs are counted here: a database that counts different codes sorts all rows.
    """
    category, code = ObservationRow.category, ObservationRow.indicator_code
    coded = select(category, code).where(code.is_not(None)).group_by(category, code)
    codes = Counter(row[0] for row in _rows(connection, coded, query, observations.SOURCE))
    source, number = (totals.SOURCE, totals.NUMBER) if totals.knows(query) else (observations.SOURCE, _COUNT)
    of_all = source.table.c.category
    rows = _rows(connection, select(of_all, number).group_by(of_all), query, source)
    return {row[0]: (int(row[1]), codes[row[0]]) for row in rows}


def by_year(connection: Connection, query: ListQuery) -> list[Row]:
    """For each year of the selected observations: year, observations, actuals, targets, regions."""
    if not given(query):
        return _by_year_of_all(connection)
    year, status = ObservationRow.year, ObservationRow.status
    actuals, targets = (func.sum(case((status == kind, 1), else_=0)) for kind in ("actual", "target"))
    statement = select(year, _COUNT, actuals, targets, func.count(_PLACE.distinct()))
    rows = _rows(connection, statement.group_by(year).order_by(year), query, observations.SOURCE)
    return [(row[0], row[1], int(row[2]), int(row[3]), row[4]) for row in rows]


def _by_year_of_all(connection: Connection) -> list[Row]:
    """``by_year`` of all observations, from stored counts and the index of places."""
    place, year = ObservationRow.region_code, ObservationRow.year
    coded = select(place, year).where(place.is_not(None)).distinct()
    name = ObservationRow.region
    named = select(name, year).where(place.is_(None), name.is_not(None)).distinct()
    places = Counter(row[1] for pairs in (coded, named) for row in connection.execute(pairs))
    counted = totals.SOURCE.table.c
    statement = select(counted.year, counted.status, totals.NUMBER).group_by(counted.year, counted.status)
    found: dict[int, Counter[str]] = {}
    for of_year, status, number in connection.execute(statement):
        found.setdefault(of_year, Counter())[status] = int(number)
    return [
        (of_year, numbers.total(), numbers["actual"], numbers["target"], places[of_year])
        for of_year, numbers in sorted(found.items())
    ]


def by_unit(connection: Connection, query: ListQuery) -> list[Row]:
    """For each unit of the selected observations: unit, observations, different codes, regions."""
    if not given(query):
        return _by_unit_of_all(connection)
    unit, code = ObservationRow.unit, ObservationRow.indicator_code
    statement = select(unit, _COUNT, func.count(code.distinct()), func.count(_PLACE.distinct()))
    rows = _rows(connection, statement.group_by(unit).order_by(unit), query, observations.SOURCE)
    return [tuple(row) for row in rows]


def _by_unit_of_all(connection: Connection) -> list[Row]:
    """``by_unit`` of all observations, from stored counts.

    A database that counts different codes sorts all rows; to find the different pairs it looks at each once.
    """
    codes: defaultdict[str, set[str | None]] = defaultdict(set)
    places: defaultdict[str, set[str | None]] = defaultdict(set)
    pairs = select(ObservationRow.unit, ObservationRow.indicator_code, _PLACE).distinct()
    for unit, code, place in connection.execute(pairs):
        codes[unit].add(code)
        places[unit].add(place)
    numbers = sorted((str(unit), number) for unit, number in value_totals.stored(connection, "unit"))
    return [(unit, number, len(codes[unit] - {None}), len(places[unit] - {None})) for unit, number in numbers]


def by_region(connection: Connection, query: ListQuery) -> list[Row]:
    """For each region with reports: code, name, level, reports, observations, first and last year.

    Places without a code come last. The name is the one in the latest report.
    """
    row = ReportRow
    counts = (_COUNT, func.sum(row.observations), func.min(row.report_year), func.max(row.report_year))
    statement = select(row.region_key, *counts).group_by(row.region_key).order_by(row.region_key)
    names = select(row.region_key, row.region_code, row.region, row.level).order_by(row.report_year)
    named = {found[0]: tuple(found[1:]) for found in connection.execute(names)}
    return [
        (*named[key], number, int(total), first, last)
        for key, number, total, first, last in _rows(connection, statement, query, reports.SOURCE)
    ]
