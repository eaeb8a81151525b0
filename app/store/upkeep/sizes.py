"""Counts the rows of the tables; counts of the same rows must agree."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, func, select

from app.store.rows import ready
from app.store.rows.computed_tables import CheckRow, ComparisonRow
from app.store.rows.tables import ChangeRow, ObservationDocumentRow, ObservationRow, ReportRow
from app.store.rows.tally_tables import TallyRow, ValueTallyRow

#: Counts that must equal the number of observations.
SAME: Final = ("observations of reports", "documents", "tallies", "tallies of values")


def counts(connection: Connection) -> dict[str, int]:
    """The number of rows of each kind."""
    all_rows, document = func.count(), ObservationDocumentRow
    of_row = ready.group_of(document, ObservationRow.__table__.c.key)
    statements = {
        "reports": select(all_rows).select_from(ReportRow),
        "observations": select(all_rows).select_from(ObservationRow),
        "observations of reports": select(func.sum(ReportRow.observations)),
        "documents": select(all_rows).select_from(ObservationRow).join(document, document.key == of_row),
        "tallies": select(func.sum(TallyRow.observations)),
        "tallies of values": select(func.sum(ValueTallyRow.observations)).where(
            ValueTallyRow.name == "level"
        ),
        "comparisons": select(all_rows).select_from(ComparisonRow),
        "checks": select(all_rows).select_from(CheckRow),
        "changes": select(all_rows).select_from(ChangeRow),
    }
    return {name: int(connection.execute(found).scalar_one() or 0) for name, found in statements.items()}


def reports(connection: Connection) -> int:
    """The number of reports."""
    return int(connection.execute(select(func.count()).select_from(ReportRow)).scalar_one())
