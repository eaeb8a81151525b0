"""Opens a database, migrates it, checks it, and reads the version of its data."""

from __future__ import annotations

from app.services.computing.comparing import refresh_comparisons
from app.services.computing.indexing import (
    documents_are_written,
    refresh_citations,
    refresh_documents,
    refresh_index,
)
from app.store.connections.session import (
    Database,
    DatabaseError,
    OutdatedError,
    QueryTimeoutError,
    ReadOnlyError,
)
from app.store.upkeep import schema

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
    """A thread-safe handle for the database at ``url`` (``sqlite:///FILE``, ``postgresql+psycopg://...``).

    This reads nothing yet; ``check`` finds out whether the database can be used. A process needs one handle.

    Queries that take longer than ``query_seconds`` are stopped (``QueryTimeoutError``). If ``read_url`` names
    a replica, all reads use it; it may lack the latest writes.

    Raises:
        DatabaseError: a URL does not name a supported database, or names a replica of SQLite.
    """
    return Database(url, query_seconds, read_url)


def check(database: Database) -> None:
    """Return if the database is reachable and has the tables that this code needs (``/readyz``).

    Raises:
        DatabaseError: the database can't be used; the message says why and what to do.
    """
    schema.check(database)
    if not documents_are_written(database):
        raise OutdatedError(
            f"The rows of the database {database.name} are not ready to be read: run `zhibiao migrate`."
        )


def migrate(database: Database) -> tuple[str | None, str]:
    """Bring the tables up to date, and recompute derived data if its rules have changed.

    Returns the revisions before (None: empty) and after. They are equal if the tables were up to date.

    Raises:
        DatabaseError: the database can't be reached or written, or is newer than this code.
    """
    revisions = schema.migrate(database)
    refresh_index(database)
    refresh_documents(database)
    refresh_citations(database)
    refresh_comparisons(database)
    return revisions


def data_version(database: Database) -> str:
    """A short token that changes with every committed change of the data and differs between databases.

    ETags are made from it, since it is cheap enough to read for each response. If ``database.cheap_version``
    is true, reading it takes microseconds and may be done on an event loop.
    """
    return database.version()
