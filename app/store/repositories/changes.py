"""The record of changes, which a mirror reads to catch up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, select, update

from app.store.connections.bulk import insert_cells, insert_rows
from app.store.declared.fields import Row
from app.store.declared.resources import DERIVED
from app.store.rows.state import ChangesOfReport, Turn
from app.store.rows.tables import ChangeBatchRow, ChangeRow, StateRow
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.table_lists import TableList

_ROW, _BATCH = ChangeRow, ChangeBatchRow
# An outer join, so that counting needs no batches. The range finds the changes of a report's batches.
_JOINED = (
    select(
        _ROW.sequence,
        _BATCH.change,
        _ROW.observation_id,
        _BATCH.report_id,
        _BATCH.changed_at,
        _ROW.correction_id,
    )
    .outerjoin(
        _BATCH,
        and_(_BATCH.number == _ROW.batch, _ROW.sequence >= _BATCH.number, _ROW.sequence <= _BATCH.last),
    )
    .subquery("stated_changes")
)
LIST = TableList(DERIVED["changes"], QueriedTable(_JOINED), ("sequence",))


@dataclass(frozen=True, slots=True)
class Difference:
    """How many observations of a report were added, changed and removed."""

    added: int
    changed: int
    removed: int


def record(
    turn: Turn,
    report_id: str,
    before: Sequence[Row],
    after: Sequence[Row],
    corrections: Mapping[str, str],
) -> Difference:
    """Record the ids (the first cell of each row) that were added, changed or removed, when the turn ends.

    ``corrections`` maps the ids of observations to the ids of the corrections that were applied.
    """
    old, new = ({str(row[0]): row for row in rows} for rows in (before, after))
    added = [id_ for id_ in new if id_ not in old]
    changed = [id_ for id_, row in new.items() if id_ in old and old[id_] != row]
    removed = [id_ for id_ in old if id_ not in new]
    kinds = (("removed", removed), ("changed", changed), ("added", added))
    found = [
        ChangesOfReport(report_id, kind, [(id_, corrections.get(id_)) for id_ in ids])
        for kind, ids in kinds
        if ids
    ]
    if found and not turn.changes:
        turn.at_end.append(write)
    turn.changes.extend(found)
    return Difference(len(added), len(changed), len(removed))


def is_known(connection: Connection, sequence: int) -> bool:
    """Whether a change has this number; 0 is the state before the first change."""
    found = connection.execute(select(ChangeRow.sequence).where(ChangeRow.sequence == sequence)).first()
    return sequence == 0 or found is not None


def last_change(connection: Connection) -> tuple[int, str | None]:
    """The sequence number and the time of the last change; 0 and None before the first."""
    row = ChangeBatchRow
    statement = select(row.last, row.changed_at).order_by(row.number.desc()).limit(1)
    found = connection.execute(statement).first()
    return (0, None) if found is None else (found[0], found[1])


_LAST = select(StateRow.sequence)
_SET_LAST = update(StateRow).values(sequence=bindparam("last"))


def write(connection: Connection, turn: Turn) -> None:
    """Number the changes that the turn has recorded, and store them."""
    last = connection.execute(_LAST).scalar_one()
    batches, rows = [], []
    for report_id, kind, ids in turn.changes:
        first, last = last + 1, last + len(ids)
        batches.append(
            {
                "number": first,
                "last": last,
                "version": turn.version,
                "change": kind,
                "report_id": report_id,
                "changed_at": turn.at,
            }
        )
        rows += [(sequence, first, *changed) for sequence, changed in enumerate(ids, first)]
    turn.changes.clear()
    insert_rows(connection, ChangeBatchRow.__tablename__, batches)
    insert_cells(connection, ChangeRow.__tablename__, _NAMES, rows)
    connection.execute(_SET_LAST, {"last": last})


_NAMES = ("sequence", "batch", "observation_id", "correction_id")
