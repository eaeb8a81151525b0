"""Reads the data of the target ledger: lines of comparisons, reports by place, targets of other places."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, select

from app.model.comparison import Vintage
from app.model.report import ReportKind
from app.store.declared.comparison_filters import NO_TOLERANCE
from app.store.declared.fields import Row
from app.store.declared.ledger_columns import OF_COMPARISON, OF_LINES
from app.store.queries.query import ListQuery
from app.store.repositories.comparisons import LIST, SOURCE
from app.store.rows.computed_tables import ComparisonRow
from app.store.rows.tables import ReportRow
from app.store.selecting.conditions import conditions
from app.store.selecting.given import asked, values

_LINES = tuple(row.name for row in OF_LINES)


class Entry(NamedTuple):
    """A comparison in a line: the place, the number of the line, the cells, the target's observation."""

    place: str
    series: int
    cells: Row
    target_observation_id: str


class Reports(NamedTuple):
    """A place and the years of delivery of its reports."""

    code: str | None
    level: str | None
    years: frozenset[int]


class LedgerTarget(NamedTuple):
    """A target of a whole place for a quantity with a code."""

    place: str
    indicator_code: str
    measure: str
    unit: str
    start_year: int
    year: int
    value: Decimal
    value_high: Decimal | None


def entries(connection: Connection, query: ListQuery) -> Iterator[Entry]:
    """The comparisons of all years in the lines that a query selects, line by line and then by year."""
    row, dialect = ComparisonRow.__table__.c, connection.dialect.name
    shown = [LIST.shown(name) for name in OF_COMPARISON]
    statement = (
        select(row.region_key, row.series, row.target_observation_id, *shown)
        .where(*conditions(asked(query, _LINES), SOURCE, dialect))
        .order_by(row.region_key, row.indicator_code.is_(None), row.indicator_code, row.series, row.year)
    )
    for cells in connection.execute(statement, values(query, dialect, _LINES)):
        yield Entry(cells[0], cells[1], tuple(cells[3:]), cells[2])


def reports(connection: Connection) -> dict[str, Reports]:
    """All places by key, with the years of their work reports: other documents set no targets."""
    row = ReportRow
    statement = select(row.region_key, row.region_code, row.level, row.report_year)
    found: dict[str, Reports] = {}
    for key, code, level, year in connection.execute(
        statement.where(row.kind == ReportKind.REPORT.value).order_by(row.region_key, row.report_year)
    ):
        years = found[key].years if key in found else frozenset()
        found[key] = Reports(code, level, years | {year})
    return found


def targets(
    connection: Connection, places: Collection[str], codes: Collection[str], years: Collection[int]
) -> list[LedgerTarget]:
    """The targets of whole places for these quantities and years."""
    row = ComparisonRow.__table__.c
    statement = select(
        row.region_key, row.indicator_code, row.measure, row.unit, row.start_year, row.year,
        row.target_value, row.target_value_high,
    ).where(
        row.region_key.in_(places),
        row.indicator_code.in_(codes),
        row.year.in_(years),
        row.vintage == Vintage.FIRST.value,
        row.tolerance_mode != NO_TOLERANCE,
        row.scope == "",
    )  # fmt: skip # columns read better on few lines
    return [LedgerTarget._make(cells) for cells in connection.execute(statement)]
