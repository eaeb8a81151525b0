"""Connections and transactions; the only module that commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Self
from urllib.parse import unquote

from sqlalchemy import Connection, Engine

from app.store.connections import engines, files
from app.store.connections.errors import (
    DamagedError,
    DatabaseError,
    OutdatedError,
    QueryTimeoutError,
    ReadOnlyError,
    explained,
    shown,
)
from app.store.connections.reader import ReadTransaction, limit
from app.store.connections.versioned import VersionedCache

__all__ = [
    "Connection",
    "DamagedError",
    "Database",
    "DatabaseError",
    "OutdatedError",
    "QueryTimeoutError",
    "ReadOnlyError",
    "ReadTransaction",
]

#: The most streams that can be read at the same time.
STREAMS = 32


class Database:
    """A thread-safe handle on one database, with pools of connections that are opened on demand.

    Args:
        url: Address of the database.
        seconds: The time limit of a query (``QueryTimeoutError``); None for no limit.
        read_url: Address of a replica that is used for all reading; None if there is none.

    Raises:
        DatabaseError: a database is not supported, or the replica is one of SQLite.
    """

    def __init__(self, url: str, seconds: float | None = None, read_url: str | None = None) -> None:
        self.url = engines.address(url)
        replica = self.url if read_url is None else engines.replica(self.url, read_url)
        self.cache = VersionedCache()
        #: Seconds that a query may take; None for no limit.
        self.seconds = seconds
        self._writers = engines.writers(self.url)
        self._readers = engines.readers(replica, seconds)
        # Slow clients can occupy these connections; pages must not wait for them.
        self._streams = engines.readers(replica, seconds, connections=STREAMS, patience=0.1)
        #: Whether ``version`` takes microseconds and never waits for another machine.
        self.cheap_version = self.dialect == "sqlite"
        self._version_reader: ReadTransaction | None = None
        #: Read before each request; only SQLite has a file.
        self._file_name = str(self.file)
        self._opened_file: files.Identity = None
        #: Whether a query has found damage in the file.
        self.damaged = False
        self._lock = Lock()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._writers.dialect.name

    @property
    def name(self) -> str:
        """The address without its password, for messages."""
        return shown(self.url)

    @cached_property
    def file(self) -> Path | None:
        """The file of a SQLite database, else None."""
        if self.dialect != "sqlite":
            return None
        name = str(self.url.database)
        return Path(unquote(name.removeprefix("file:")))

    def version(self) -> str:
        """The token of the newest state of the data, see ``state.data_version``."""
        if not self.cheap_version:
            with self.reader() as reader:
                return reader.version()
        with self._lock:
            self._follow_file()
            if self._version_reader is None:
                with self._explained(self._readers):
                    connection = self._readers.raw_connection()
                connection.detach()
                self._version_reader = ReadTransaction(self._readers.dialect, connection, None)
                self._version_reader.rest()
            try:
                return self._version_reader.version()
            except self._readers.dialect.loaded_dbapi.Error:
                with self._explained(self._readers):
                    raise

    @contextmanager
    def reader(self, *, streaming: bool = False) -> Iterator[ReadTransaction]:
        """One state of the data as raw tuples, for pages; ``streaming`` if a client reads the result.

        Raises:
            QueryTimeoutError: all allowed streams are in use.
        """
        engine = self._streams if streaming else self._readers
        with self._explained(engine):
            connection = engine.raw_connection()
            try:
                reader = ReadTransaction(engine.dialect, connection, self.seconds)
            except BaseException:
                connection.close()
                raise
            try:
                yield reader
            finally:
                reader.close()

    @contextmanager
    def reading(self, *, streaming: bool = False) -> Iterator[Connection]:
        """One state of the data through SQLAlchemy; ``streaming`` if a client reads the result."""
        engine = self._streams if streaming else self._readers
        with self._explained(engine), engine.connect() as connection:
            if self.dialect != "sqlite":
                yield connection
                return
            driver = connection.connection.dbapi_connection
            limit(driver, self.seconds)
            try:
                yield connection
            finally:
                limit(driver, None)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed when the block ends, and rolled back if it raises."""
        with self._explained(self._writers), self._writers.connect() as connection:
            yield connection
            connection.commit()
            self._shorten_log(connection)

    @contextmanager
    def maintaining(self) -> Iterator[Connection]:
        """A connection outside transactions, as for ``VACUUM``; each statement is committed at once."""
        with self._explained(self._writers), self._writers.connect() as connection:
            if self.file is None:
                yield connection.execution_options(isolation_level="AUTOCOMMIT")
            else:
                yield connection.execution_options(**{engines.OUTSIDE: True})
                self._shorten_log(connection)

    def _shorten_log(self, connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        if self.file is not None:
            files.shorten_log(driver, self.file, engines.BUSY_TIMEOUT)

    def _follow_file(self) -> None:
        """Connect again if another file has the database's name; running reads keep the old file."""
        now = files.identity(self._file_name)
        if now == self._opened_file:
            return
        if self._opened_file is not None:
            self._disconnect()
        self._opened_file, self.damaged = now, False

    @contextmanager
    def _explained(self, engine: Engine) -> Iterator[None]:
        try:
            with explained(engine):
                yield
        except DamagedError:
            self.damaged = True
            raise

    def in_use(self) -> int:
        """The number of connections in use."""
        engines_ = (self._readers, self._streams, self._writers)
        return sum(engine.pool.checkedout() for engine in engines_)  # type: ignore[attr-defined]  # a queue of connections has it

    def close(self) -> None:
        """Close all connections that are not in use. The last one writes the log into a SQLite file."""
        self._disconnect()

    def _disconnect(self) -> None:
        if self._version_reader is not None:
            self._version_reader.close()
            self._version_reader = None
        self._readers.dispose()
        self._streams.dispose()
        self._writers.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
