"""The places that reports are about, and the years in which their reports were delivered."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from app.model.report import ReportKind
from app.store.rows.tables import ReportRow


def region_keys_of(connection: Connection, report_ids: Collection[str]) -> set[str]:
    """The keys of the regions of these reports."""
    statement = select(ReportRow.region_key).where(ReportRow.id.in_(report_ids))
    return set(connection.execute(statement).scalars())


def region_keys(connection: Connection) -> list[str]:
    """The keys of all regions that have reports."""
    return list(
        connection.execute(select(ReportRow.region_key).distinct().order_by(ReportRow.region_key)).scalars()
    )


def delivered(connection: Connection, region_key: str) -> frozenset[int]:
    """The years of delivery of a region's reports and bulletins, the documents that state results."""
    return frozenset(connection.execute(_DELIVERED, {"of": region_key}).scalars())


_DELIVERED = select(ReportRow.report_year).where(
    ReportRow.region_key == bindparam("of"),
    ReportRow.kind.in_((ReportKind.REPORT.value, ReportKind.BULLETIN.value)),
)
