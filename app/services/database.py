"""Open a database, bring it up to date, ask whether it is well and what version its data have."""

from __future__ import annotations

from app.store import schema, state
from app.store.session import Database, DatabaseError, QueryTimeoutError

__all__ = [
    "Database",
    "DatabaseError",
    "QueryTimeoutError",
    "check",
    "data_version",
    "migrate",
    "open_database",
]


def open_database(url: str) -> Database:
    """A thread-safe handle on the database at ``url`` (``sqlite:///FILE``, ``postgresql+psycopg://...``).

    Nothing is read yet: ``check`` says whether it can be used. One handle serves a whole process.

    Raises:
        DatabaseError: the address names no database that is supported.
    """
    return Database(url)


def check(database: Database) -> None:
    """Return if the database can be reached and has the tables that this code needs (``/readyz``).

    Raises:
        DatabaseError: it can't be used; the message says why and what to do.
    """
    schema.check(database)


def migrate(database: Database) -> tuple[str | None, str]:
    """Bring the tables up to date; the revisions before (None: empty) and after, equal if nothing was to do.

    Raises:
        DatabaseError: it can't be reached or written, or is newer than this code.
    """
    return schema.migrate(database)


def data_version(database: Database) -> str:
    """A short token that differs after every committed change of the data, and between databases.

    One indexed row: cheap enough to ask before each answer; an ETag is made of it.
    """
    with database.reading() as connection:
        return state.data_version(connection)
