"""The places that have reports, and the reports of each."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.model.report import ReportKind
from app.store.queries.query import ListQuery
from app.store.repositories.reports import SOURCE
from app.store.rows.tables import ReportRow
from app.store.selecting.conditions import conditions
from app.store.selecting.given import asked, values

_FILTERS = ("region_code", "region", "within", "level")


class ReportingPlace(NamedTuple):
    """A place: its code, name and level in its latest report, and the ids of its reports by year of delivery.

    Tables of facts are not included: what they do not state is not missing.
    """

    key: str
    code: str | None
    name: str | None
    level: str | None
    reports: dict[int, str]


def selected(
    connection: Connection, query: ListQuery, only: Container[str] = _FILTERS
) -> dict[str, ReportingPlace]:
    """The places that the filters select, by key and in the order of keys; those without a code are last.

    Only filters named in ``only`` are applied.
    """
    row, dialect = ReportRow, connection.dialect.name
    statement = select(
        row.region_key, row.region_code, row.region, row.level, row.report_year, row.id, row.kind
    ).order_by(row.region_key, row.report_year, row.number.desc())
    narrowed = statement.where(*conditions(asked(query, only), SOURCE, dialect))
    found: dict[str, ReportingPlace] = {}
    for key, code, name, level, year, report_id, kind in connection.execute(
        narrowed, values(query, dialect, only)
    ):
        reports = found[key].reports if key in found else {}
        own = {} if kind == ReportKind.TABLE.value else {year: report_id}
        found[key] = ReportingPlace(key, code, name, level, reports | own)
    return found


def years(connection: Connection) -> tuple[int, int] | None:
    """Years of delivery of the first and the last report; None if there are none."""
    year = ReportRow.report_year
    # Without rows both are null, although the column can't be.
    first, last = map(_perhaps, connection.execute(select(func.min(year), func.max(year))).one())
    return None if first is None or last is None else (first, last)


def _perhaps(cell: int | None) -> int | None:
    return cell
