"""The record of changes, which a mirror reads to catch up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from app.store.bulk import insert_rows
from app.store.conditions import QueriedTable
from app.store.fields import Row
from app.store.resources import DERIVED
from app.store.state import Turn
from app.store.table_lists import TableList
from app.store.tables import ChangeRow, StateRow

LIST = TableList(DERIVED["changes"], QueriedTable(ChangeRow.__table__), ("sequence",))


@dataclass(frozen=True, slots=True)
class Difference:
    """How many observations of a report were added, changed and removed."""

    added: int
    changed: int
    removed: int


def record(
    connection: Connection,
    turn: Turn,
    report_id: str,
    before: Sequence[Row],
    after: Sequence[Row],
    corrections: Mapping[str, str],
) -> Difference:
    """Record the ids (the first cell of each row) that were added, changed or removed.

    ``corrections`` maps the ids of observations to the ids of the corrections that were applied.
    """
    old, new = ({str(row[0]): row for row in rows} for rows in (before, after))
    added = [id_ for id_ in new if id_ not in old]
    changed = [id_ for id_, row in new.items() if id_ in old and old[id_] != row]
    removed = [id_ for id_ in old if id_ not in new]
    kinds = (("removed", removed), ("changed", changed), ("added", added))
    _write(
        connection, turn, report_id, ((kind, id_, corrections.get(id_)) for kind, ids in kinds for id_ in ids)
    )
    return Difference(len(added), len(changed), len(removed))


def is_known(connection: Connection, sequence: int) -> bool:
    """Whether a change has this number; 0 is the state before the first change."""
    found = connection.execute(select(ChangeRow.sequence).where(ChangeRow.sequence == sequence)).first()
    return sequence == 0 or found is not None


def last_change(connection: Connection) -> tuple[int, str | None]:
    """The sequence number and the time of the last change; 0 and None before the first."""
    row = ChangeRow
    statement = select(row.sequence, row.changed_at).order_by(row.sequence.desc()).limit(1)
    found = connection.execute(statement).first()
    return (0, None) if found is None else (found[0], found[1])


def _write(
    connection: Connection, turn: Turn, report_id: str, changes: Iterable[tuple[str, str, str | None]]
) -> None:
    first = connection.execute(select(StateRow.sequence)).scalar_one() + 1
    rows = [
        {
            "sequence": sequence,
            "version": turn.version,
            "change": kind,
            "observation_id": id_,
            "report_id": report_id,
            "changed_at": turn.at,
            "correction_id": correction_id,
        }
        for sequence, (kind, id_, correction_id) in enumerate(changes, first)
    ]
    if rows:
        insert_rows(connection, ChangeRow.__tablename__, rows)
        connection.execute(update(StateRow).values(sequence=rows[-1]["sequence"]))
