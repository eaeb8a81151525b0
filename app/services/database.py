"""Open a database, migrate it, check it, and read the version of its data."""

from __future__ import annotations

from app.services.comparing import refresh_comparisons
from app.services.indexing import documents_are_written, refresh_citations, refresh_documents, refresh_index
from app.store import schema
from app.store.session import Database, DatabaseError, OutdatedError, QueryTimeoutError, ReadOnlyError

__all__ = [
    "Database",
    "DatabaseError",
    "QueryTimeoutError",
    "ReadOnlyError",
    "check",
    "data_version",
    "migrate",
    "open_database",
]


def open_database(url: str, query_seconds: int | None = None, read_url: str | None = None) -> Database:
    """A thread-safe handle on the database at ``url`` (``sqlite:///FILE``, ``postgresql+psycopg://...``).

    Nothing is read yet: ``check`` says whether it can be used. One handle serves a whole process.

    Questions that take longer than ``query_seconds`` are stopped (``QueryTimeoutError``). All reading is done
    on the replica at ``read_url``, if there is one: what was just written may not be there yet.

    Raises:
        DatabaseError: an address names no database that is supported, or a replica of SQLite.
    """
    return Database(url, query_seconds, read_url)


def check(database: Database) -> None:
    """Return if the database can be reached and has the tables that this code needs (``/readyz``).

    Raises:
        DatabaseError: it can't be used; the message says why and what to do.
    """
    schema.check(database)
    if not documents_are_written(database):
        raise OutdatedError(
            f"The rows of the database {database.name} are not ready to be read: run `zhibiao migrate`."
        )


def migrate(database: Database) -> tuple[str | None, str]:
    """Bring the tables up to date, and what is worked out of them by rules that have changed.

    The revisions of the tables before (None: empty) and after are equal if nothing was to do.

    Raises:
        DatabaseError: it can't be reached or written, or is newer than this code.
    """
    revisions = schema.migrate(database)
    refresh_index(database)
    refresh_documents(database)
    refresh_citations(database)
    refresh_comparisons(database)
    return revisions


def data_version(database: Database) -> str:
    """A short token that differs after every committed change of the data, and between databases.

    Cheap enough to ask before each answer; an ETag is made of it. Where ``database.cheap_version``,
    it takes microseconds and may be asked on an event loop.
    """
    return database.version()
