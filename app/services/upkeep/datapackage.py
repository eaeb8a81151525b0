"""The state of the data that the data package describes."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.connections.session import Database
from app.store.repositories import changes


@dataclass(frozen=True, slots=True)
class DataState:
    """The number and time of the last change of the data (UTC, ISO 8601; None: there was none).

    A client that copies the lists after this and then reads the changes after ``sequence`` misses nothing.
    """

    sequence: int
    changed_at: str | None


def state(database: Database) -> DataState:
    """The last change of the data."""
    with database.reading() as connection:
        return DataState(*changes.last_change(connection))
