"""The data package: what a description of all lists says of the data as they are now."""

from __future__ import annotations

from dataclasses import dataclass

from app.store import changes
from app.store.session import Database


@dataclass(frozen=True, slots=True)
class State:
    """Where the data stand: the number of the last change, and when it was (UTC, ISO 8601; None: never).

    Who copies the lists afterwards and then follows the changes from ``sequence`` on misses none.
    """

    sequence: int
    changed_at: str | None


def state(database: Database) -> State:
    """Where the data stand now."""
    with database.reading() as connection:
        return State(*changes.last_change(connection))
