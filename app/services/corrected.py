"""What readers have said of a report, applied to the rows that the extractor reads from it."""

from __future__ import annotations

from collections.abc import Sequence

from app.correcting import apply
from app.lexicon.lexicon import load_lexicon
from app.model.observation import Observation
from app.store import corrections
from app.store.session import Connection


def corrected(connection: Connection, report_id: str, rows: Sequence[Observation]) -> tuple[Observation, ...]:
    """The rows after all corrections of the report; what became of each correction is stored."""
    said = corrections.of_report(connection, report_id)
    if not said:
        return tuple(rows)
    applied = apply(rows, said, load_lexicon().units.in_base)
    corrections.put_states(connection, applied.states)
    return applied.rows
