"""Reports out of the database, with all their texts, their observations and what was compared with them."""

from __future__ import annotations

from collections.abc import Sequence

from app.services.comparing import compare_regions
from app.services.versions import remove_report
from app.store import reports, state
from app.store.session import Database


class UnknownReportError(LookupError):
    """There is no report of an id; the message says which."""


def remove(database: Database, report_ids: Sequence[str]) -> int:
    """Remove reports in one transaction; how many observations went with them.

    Raises:
        UnknownReportError: there is no report of one of the ids; then none is removed.
        DatabaseError: the database can't be written; the message says what to do.
    """
    with database.writing() as connection:
        turn = state.begin_change(connection)
        touched, removed = set(), 0
        for report_id in dict.fromkeys(report_ids):
            stored = reports.stored(connection, report_id)
            if stored is None:
                raise UnknownReportError(f"there is no report {report_id}: `zhibiao reports` lists them")
            touched.add(stored.region_key)
            removed += stored.observations
            remove_report(connection, turn, report_id)
        compare_regions(connection, turn, touched)
        state.end_change(connection, turn)
    return removed
