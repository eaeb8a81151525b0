"""Counts the rows of the tables; counts of the same rows must agree."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, func, select

from app.store.rows import ready
from app.store.rows.computed_tables import CheckRow, ComparisonRow
from app.store.rows.tables import ChangeRow, ObservationDocumentRow, ObservationRow, ReportRow
from app.store.rows.tally_tables import TallyRow, ValueTallyRow
from app.store.selecting import value_totals

#: Counts by value of a column, by their names; a row counts for each of its flags.
_BY_VALUE: Final = {f"tallies of {name}": name for name in value_totals.COLUMNS if name != "flags"}
#: Counts that must equal the number of observations.
SAME: Final = ("observations of reports", "documents", "tallies", *_BY_VALUE)


def counts(connection: Connection) -> dict[str, int]:
    """The number of rows of each kind, and the sum of each kind of stored counts."""
    all_rows, document = func.count(), ObservationDocumentRow
    of_row = ready.group_of(document, ObservationRow.__table__.c.key)
    statements = {
        "reports": select(all_rows).select_from(ReportRow),
        "observations": select(all_rows).select_from(ObservationRow),
        "observations of reports": select(func.sum(ReportRow.observations)),
        "documents": select(all_rows).select_from(ObservationRow).join(document, document.key == of_row),
        "tallies": select(func.sum(TallyRow.observations)),
        **{
            kind: select(func.sum(ValueTallyRow.observations)).where(ValueTallyRow.name == name)
            for kind, name in _BY_VALUE.items()
        },
        "comparisons": select(all_rows).select_from(ComparisonRow),
        "checks": select(all_rows).select_from(CheckRow),
        "changes": select(all_rows).select_from(ChangeRow),
    }
    return {name: int(connection.execute(found).scalar_one() or 0) for name, found in statements.items()}


def reports(connection: Connection) -> int:
    """The number of reports."""
    return int(connection.execute(select(func.count()).select_from(ReportRow)).scalar_one())
