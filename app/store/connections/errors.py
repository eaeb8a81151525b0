"""Errors of databases, with messages that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, exc
from sqlalchemy.engine import URL


class DatabaseError(RuntimeError):
    """The database can't be used. The message says why and what to do, and may name files and servers.

    ``public`` is a message without such names, for everyone.
    """

    public = "The database can't be used just now."


class DamagedError(DatabaseError):
    """The file of a SQLite database is damaged; a backup must be restored."""

    public = "The database is damaged: restore a backup."


class ReadOnlyError(DatabaseError):
    """The database is a read-only replica, or its file is read-only."""

    public = "The database can only be read."


class OutdatedError(DatabaseError):
    """The database lacks what this version of the program needs."""

    public = "The database has no tables of this version yet: run `zhibiao migrate`."


class QueryTimeoutError(DatabaseError):
    """A query took longer than the limit and was stopped; narrower filters may be quick enough."""


_ELSEWHERE = "or set ZHIBIAO_DATABASE_URL to another place"
_MIGRATE = "has no tables yet: run `zhibiao migrate`"
_READ_ONLY = f"is read-only: make the file and its folder writable, {_ELSEWHERE}"
_DAMAGED = "is damaged: stop writing to it and restore a backup with `zhibiao restore FILE`"
#: Words in the errors of the drivers, and the advice for each.
_ADVICE = (
    ("readonly database", _READ_ONLY),
    ("ReadOnlySqlTransaction", _READ_ONLY),
    ("unable to open database file", f"can't be opened: its folder must exist and be writable, {_ELSEWHERE}"),
    ("database is locked", "is being written by another process: try again when that has ended"),
    ("disk is full", "can't grow, the disk is full: make room and try again"),
    ("malformed", _DAMAGED),
    ("not a database", f"is not a SQLite database: give another file, {_ELSEWHERE}"),
    ("no such table", _MIGRATE),
    ("UndefinedTable", _MIGRATE),
    ("no such column", "has older tables: run `zhibiao migrate`"),
    ("UndefinedColumn", "has older tables: run `zhibiao migrate`"),
)
#: The errors of the drivers for a statement that was stopped: SQLite, PostgreSQL.
_STOPPED = ("OperationalError: interrupted", "QueryCanceled")
TOO_LONG = "The query took longer than the limit and was stopped: narrow it by filters, or use total=none."
_BUSY = "All connections to the database are in use: try again in a few seconds."


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Raise failures of the database as ``DatabaseError``; errors of the program are not changed."""
    try:
        yield
    except exc.TimeoutError as error:
        raise QueryTimeoutError(_BUSY) from error
    except exc.DBAPIError as error:
        translated = _database_error(
            engine,
            error.orig,
            unusable=isinstance(error, exc.OperationalError) or error.connection_invalidated,
        )
        if translated is None:
            raise
        raise translated from error
    except engine.dialect.loaded_dbapi.Error as error:
        # Raised by a reader, which calls the driver directly.
        translated = _database_error(
            engine, error, unusable=isinstance(error, engine.dialect.loaded_dbapi.OperationalError)
        )
        if translated is None:
            raise
        raise translated from error


def _database_error(engine: Engine, error: object, *, unusable: bool) -> DatabaseError | None:
    message = f"{type(error).__name__}: {error}"
    if any(message.startswith(word) for word in _STOPPED):
        return QueryTimeoutError(TOO_LONG)
    advice = next((text for word, text in _ADVICE if word in message), None)
    if advice is None and not unusable:
        return None
    if advice is None:
        words = message.partition(": ")[2].split()
        return DatabaseError(f"The database {shown(engine.url)} can't be used: {' '.join(words)}")
    kind = {_DAMAGED: DamagedError, _READ_ONLY: ReadOnlyError}.get(advice, DatabaseError)
    return kind(f"The database {shown(engine.url)} {advice}.")


def shown(url: URL) -> str:
    """An address without its password, for messages."""
    return url.render_as_string(hide_password=True)
