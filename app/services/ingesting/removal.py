"""Removes reports with all their texts, observations and comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from app.services.computing.comparing import compare_regions
from app.services.ingesting.versions import remove_report
from app.store.connections.session import Database
from app.store.repositories import reports
from app.store.rows import state


class UnknownReportError(LookupError):
    """No report has this id; the message names it."""


def remove(database: Database, report_ids: Sequence[str]) -> int:
    """Remove reports in one transaction. Returns how many observations were removed.

    Raises:
        UnknownReportError: no report has one of the ids; no report is removed.
        DatabaseError: the database can't be written; the message says what to do.
    """
    with database.writing() as connection:
        turn = state.begin_change(connection)
        touched, removed = set(), 0
        for report_id in dict.fromkeys(report_ids):
            stored = reports.stored(connection, report_id)
            if stored is None:
                raise UnknownReportError(f"there is no report {report_id!r}: `zhibiao reports` lists them")
            touched.add(stored.region_key)
            removed += stored.observations
            remove_report(connection, turn, report_id)
        compare_regions(connection, turn, touched)
        state.end_change(connection, turn)
    return removed
