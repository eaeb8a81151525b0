"""Backs up and restores the database."""

from __future__ import annotations

from pathlib import Path

from app.services.database import check
from app.store.connections.session import Database
from app.store.upkeep import backups, schema


def back_up(database: Database, file: Path) -> None:
    """Write a checked copy of one state of the data, even while it is being served.

    Raises:
        DatabaseError: there is nothing to copy, or the copy can't be made.
    """
    check(database)
    backups.back_up(database, file)


def restore(database: Database, file: Path) -> None:
    """Replace the content of the database by a copy. Replaced ETags and change numbers are never reused.

    Raises:
        DatabaseError: the copy is missing or damaged, or the database can't be written.
    """
    schema.migrate(database)
    backups.restore(database, file)
