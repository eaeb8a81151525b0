"""Connections and transactions; the only module that commits."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Self
from urllib.parse import unquote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

__all__ = ["Connection", "Database", "DatabaseError", "QueryTimeoutError", "Totals"]

SUPPORTED = ("sqlite", "postgresql")
_WRITES = "zhibiao_writes"
#: Milliseconds that a SQLite connection waits for another's write to end.
BUSY_TIMEOUT = 10_000


class DatabaseError(RuntimeError):
    """The database can't be used as asked; the message says why and what to do."""


class QueryTimeoutError(DatabaseError):
    """A question took longer than the limit and was stopped; narrower filters may be quick enough."""


class Totals:
    """Exact counts that were asked for lately, by data version and selection; bounded, thread-safe."""

    def __init__(self, kept: int = 4096) -> None:
        self._kept = kept
        self._counts: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._lock = Lock()

    def get(self, version: str, selection: str) -> int | None:
        """The count, if it is known for this version of the data."""
        with self._lock:
            return self._counts.get((version, selection))

    def put(self, version: str, selection: str, count: int) -> None:
        """Keep a count; the oldest goes when there are too many."""
        with self._lock:
            self._counts[version, selection] = count
            while len(self._counts) > self._kept:
                self._counts.popitem(last=False)


class Database:
    """A thread-safe handle on one database: a pool of connections, opened as they are needed."""

    def __init__(self, url: str) -> None:
        self.url = _supported(url)
        self.engine = _engine(self.url)
        self.totals = Totals()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @property
    def name(self) -> str:
        """The address without its password, for messages."""
        return self.url.render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database, else None."""
        if self.dialect != "sqlite":
            return None
        name = str(self.url.database)
        return Path(unquote(name.removeprefix("file:")))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the data; what it might write is rolled back."""
        with _explained(self), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends, rolled back whole when it raises."""
        with _explained(self), self.engine.connect().execution_options(**{_WRITES: True}) as connection:
            yield connection
            connection.commit()

    def close(self) -> None:
        """Close all connections that are not in use; the last one to go leaves a SQLite file whole."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _supported(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseError(
            f"ZHIBIAO_DATABASE_URL is not an address: {url!r}. "
            "Give sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME."
        ) from None
    if parsed.get_backend_name() not in SUPPORTED:
        raise DatabaseError(
            f"{parsed.get_backend_name()} databases are not supported; use sqlite:/// or postgresql+psycopg://."
        )
    if parsed.get_backend_name() == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise DatabaseError("A database in memory would be gone at once; give a file: sqlite:///zhibiao.db.")
    return parsed


def _engine(url: URL) -> Engine:
    try:
        engine = create_engine(
            url, pool_size=16, max_overflow=32, pool_pre_ping=url.get_backend_name() != "sqlite"
        )
    except (NoSuchModuleError, ImportError) as error:
        raise DatabaseError(
            f"There is no driver for {url.drivername} here ({error}); "
            "install zhibiao[postgres] and use postgresql+psycopg://."
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:  # noqa: ARG001 # given
    """Turn on what SQLite leaves off, and take the beginning of transactions from the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    cursor.execute("PRAGMA foreign_keys = ON")
    # A read-only database stays as it is: reading works, and writing says so itself.
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA mmap_size = 268435456")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers lock at once: a reader that becomes a writer could not wait for another writer."""
    writes: Any = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _explained(database: Database) -> Iterator[None]:
    """Failures of the database itself, told so that the user knows what to do."""
    try:
        yield
    except OperationalError as error:
        raise DatabaseError(_advice(database, _said(error))) from error
    except DBAPIError as error:
        if error.connection_invalidated or any(word in _said(error) for word, _ in _ADVICE):
            raise DatabaseError(_advice(database, _said(error))) from error
        raise


_ELSEWHERE = "or set ZHIBIAO_DATABASE_URL to another place"
_MIGRATE = "has no tables yet: run `zhibiao migrate`"
#: Words of the drivers, and what to do about them.
_ADVICE = (
    ("readonly database", f"is read-only: make the file and its folder writable, {_ELSEWHERE}"),
    ("unable to open database file", f"can't be opened: its folder must exist and be writable, {_ELSEWHERE}"),
    ("database is locked", "is being written by another process: try again when that has ended"),
    ("disk is full", "can't grow, the disk is full: make room and try again"),
    ("not a database", f"is no SQLite database: give another file, {_ELSEWHERE}"),
    ("no such table", _MIGRATE),
    ("UndefinedTable", _MIGRATE),
)


def _said(error: DBAPIError) -> str:
    return f"{type(error.orig).__name__}: {error.orig}"


def _advice(database: Database, said: str) -> str:
    advice = next((text for word, text in _ADVICE if word in said), None)
    if advice is None:
        _, _, words = said.partition(": ")
        return f"The database {database.name} can't be used: {' '.join(words.split())}"
    return f"The database {database.name} {advice}."
