"""Backups of the database, and their return."""

from __future__ import annotations

from pathlib import Path

from app.services.database import check
from app.store import backups, schema
from app.store.session import Database


def back_up(database: Database, file: Path) -> None:
    """Write a checked copy of one state of the data, while it is served.

    Raises:
        DatabaseError: there is nothing to copy, or the copy can't be made.
    """
    check(database)
    backups.back_up(database, file)


def restore(database: Database, file: Path) -> None:
    """Put a copy in the place of all that the database holds; its ETags and change numbers never come again.

    Raises:
        DatabaseError: the copy is missing or damaged, or the database can't be written.
    """
    schema.migrate(database)
    backups.restore(database, file)
