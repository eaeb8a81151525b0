"""Engines: sets up the two databases for readers and for writers."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from app.store.connections.errors import DatabaseError

SUPPORTED = ("sqlite", "postgresql")
#: Milliseconds that a SQLite connection waits for the end of another write.
BUSY_TIMEOUT = 10_000
#: Kibibytes of changed pages that a writer of SQLite keeps in memory.
WRITER_CACHE = 1 << 16
#: The option of SQLite's connections that begin no transaction.
OUTSIDE = "outside_transactions"
#: Windows has no effective user.
_EFFECTIVE = os.access in os.supports_effective_ids
#: The connections that stay open, and how many more there can be for a while.
KEPT, MORE = 16, 48


def address(url: str) -> URL:
    """The address of a supported database.

    Raises:
        DatabaseError: it is none; the message says what would be one.
    """
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
        raise DatabaseError("A database in memory would be lost at once; give a file: sqlite:///zhibiao.db.")
    return parsed


def replica(url: URL, read_url: str) -> URL:
    """The address of a read replica of the database at ``url``.

    Raises:
        DatabaseError: it is none; the message says what would be one.
    """
    found = address(read_url)
    if {url.get_backend_name(), found.get_backend_name()} != {"postgresql"}:
        raise DatabaseError(
            "ZHIBIAO_DATABASE_READ_URL is for replicas of PostgreSQL; SQLite has none: leave it out."
        )
    return found


def writers(url: URL) -> Engine:
    """An engine whose connections read and write. On SQLite a transaction locks the file when it begins."""
    engine = _engine(url, "")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "connect", _cache_changes)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def readers(
    url: URL, seconds: float | None, *, connections: int = KEPT + MORE, patience: float = 10
) -> Engine:
    """An engine whose connections only read, and see one state of the data from beginning to end.

    PostgreSQL stops a statement after ``seconds``; for SQLite the reader does. A caller waits ``patience``
    seconds while all ``connections`` are in use.
    """
    limit = 0 if seconds is None else int(seconds * 1000)
    engine = _engine(
        _unchanging(url),
        f"-c statement_timeout={limit} -c default_transaction_read_only=on "
        "-c default_transaction_isolation=repeatable\\ read",
        connections,
        patience,
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "connect", _only_read)
        event.listen(engine, "begin", _begin)
    return engine


def _unchanging(url: URL) -> URL:
    """The address that reads a SQLite file without a log if this process can't write to its folder.

    Writes by other processes are not seen.
    """
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith("file:"):
        return url
    file = Path(url.database)
    log = file.with_name(f"{file.name}-wal")
    if not file.exists() or log.exists() or os.access(file.parent, os.W_OK, effective_ids=_EFFECTIVE):
        return url
    return url.set(database=f"file:{quote(str(file.absolute()))}").update_query_dict(
        {"immutable": "1", "uri": "true"}
    )


def _engine(url: URL, options: str, connections: int = KEPT + MORE, patience: float = 10) -> Engine:
    sqlite = url.get_backend_name() == "sqlite"
    try:
        return create_engine(
            url,
            pool_size=min(KEPT, connections),
            max_overflow=connections - min(KEPT, connections),
            pool_timeout=patience,
            # The connection that was used last has the warmest cache.
            pool_use_lifo=True,
            pool_pre_ping=not sqlite,
            connect_args={} if sqlite or not options else {"options": options},
        )
    except (NoSuchModuleError, ImportError) as error:
        raise DatabaseError(
            f"There is no driver for {url.drivername} here ({error}); "
            "install zhibiao[postgres] and use postgresql+psycopg://."
        ) from None


def _prepare(connection: sqlite3.Connection, record: object) -> None:  # noqa: ARG001 # given
    """Turn on what SQLite leaves off, and stop the driver from beginning transactions."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    cursor.execute("PRAGMA foreign_keys = ON")
    # A read-only database stays as it is: reading works, and writing raises its own error.
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA mmap_size = 2147483648")
    cursor.close()


def _cache_changes(connection: sqlite3.Connection, record: object) -> None:  # noqa: ARG001 # given
    """Keep the pages that a large transaction changes in memory until it ends.

    SQLite's own cache of 2 MB writes pages of indexes to the log again and again.
    """
    connection.execute(f"PRAGMA cache_size = -{WRITER_CACHE}").close()


def _only_read(connection: sqlite3.Connection, record: object) -> None:  # noqa: ARG001 # given
    connection.execute("PRAGMA query_only = ON").close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    """Lock at once: a transaction that begins by reading could not wait for another writer later."""
    if not connection.get_execution_options().get(OUTSIDE):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
