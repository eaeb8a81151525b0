"""Writes what is derived from all stored observations again, after the rules for it have changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, bindparam, update

from app.model.observation import Observation
from app.store.repositories.observations import (
    BATCH,
    CELLS,
    NAMES,
    STORED,
    StoredObservation,
    columns,
    document,
    keep_documents,
    read_stored,
)
from app.store.rows import keys, ready
from app.store.rows.cells import observation_of
from app.store.rows.state import Turn, seconds
from app.store.rows.tables import ObservationDocumentRow, ObservationRow
from app.store.selecting import search, totals


def rebuild_index(connection: Connection, turn: Turn, series: Callable[[Observation], int]) -> None:
    """Fill the full-text index and the columns that lists do not show, for all observations.

    Rows without a time get the time of this turn.
    """
    search.forget_all(connection)
    last = -1
    while rows := _sentences_after(connection, last):
        last = rows[-1].key
        stored = [
            columns(
                row._replace(updated_at=row.updated_at or seconds(turn.at)), series(observation_of(row.cells))
            )
            for row in rows
        ]
        connection.execute(
            update(ObservationRow).where(ObservationRow.key == bindparam("of")),
            [_unshown(row) for row in stored],
        )
        search.add(connection, turn, map(document, rows))
        search.write(connection, turn)


def rewrite_documents(connection: Connection) -> None:
    """Write the documents of all observations again, and count all observations."""
    last = -1
    while rows := _sentences_after(connection, last):
        last = rows[-1].key
        groups = {ready.group(ObservationDocumentRow, row.key) for row in rows}
        ready.forget(connection, ObservationDocumentRow, sorted(groups))
        keep_documents(connection, rows, keys.report_number(last))
    totals.recount(connection)


def _sentences_after(connection: Connection, key: int) -> list[StoredObservation]:
    """The next rows, without the last sentence if there may be more rows of it."""
    rows = read_stored(connection, STORED.where(ObservationRow.key > key).limit(BATCH))
    if len(rows) < BATCH:
        return rows
    last = rows[-1].key >> keys.ROW_BITS
    return [row for row in rows if row.key >> keys.ROW_BITS != last]


def _unshown(row: tuple[Any, ...]) -> dict[str, Any]:
    """The columns that no list shows, and the key as the parameter of a condition."""
    unshown = dict(zip(NAMES[len(CELLS) :], row[len(CELLS) :], strict=True))
    return {"of": unshown.pop("key"), **unshown}
