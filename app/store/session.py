"""Connections and transactions; the only module that commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from typing import Self
from urllib.parse import unquote

from sqlalchemy import Connection

from app.store import engines
from app.store.errors import DatabaseError, QueryTimeoutError, explained, shown
from app.store.reader import Reader, limit
from app.store.versioned import VersionedCache

__all__ = ["Connection", "Database", "DatabaseError", "QueryTimeoutError", "Reader"]


class Database:
    """A thread-safe handle on one database: pools of connections, opened as they are needed.

    Args:
        url: address of the database.
        seconds: after which a question is stopped (``QueryTimeoutError``); None: never.

    Raises:
        DatabaseError: the address names no database that is supported.
    """

    def __init__(self, url: str, seconds: int | None = None) -> None:
        self.url = engines.address(url)
        self.cache = VersionedCache()
        self._seconds = seconds
        self._writers = engines.writers(self.url)
        self._readers = engines.readers(self.url, seconds)
        self._version_reader: Reader | None = None
        self._lock = Lock()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._writers.dialect.name

    @property
    def name(self) -> str:
        """The address without its password, for messages."""
        return shown(self.url)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database, else None."""
        if self.dialect != "sqlite":
            return None
        name = str(self.url.database)
        return Path(unquote(name.removeprefix("file:")))

    @property
    def cheap_version(self) -> bool:
        """Whether ``version`` takes microseconds and never waits for another machine."""
        return self.dialect == "sqlite"

    def version(self) -> str:
        """The token of the newest state of the data, see ``state.data_version``."""
        if not self.cheap_version:
            with self.reader() as reader:
                return reader.version()
        with self._lock:
            if self._version_reader is None:
                with explained(self._readers):
                    connection = self._readers.raw_connection()
                connection.detach()
                self._version_reader = Reader(self._readers.dialect, connection, None)
                self._version_reader.rest()
            return self._version_reader.version()

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """One state of the data as raw tuples: the way of lists."""
        with explained(self._readers):
            reader = self.open_reader()
            try:
                yield reader
            finally:
                reader.close()

    def open_reader(self) -> Reader:
        """As ``reader``, for whoever reads over a long time and closes it in the end."""
        with explained(self._readers):
            connection = self._readers.raw_connection()
            try:
                return Reader(self._readers.dialect, connection, self._seconds)
            except BaseException:
                connection.close()
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the data as SQLAlchemy gives it: the way of everything else that reads."""
        with explained(self._readers), self._readers.connect() as connection:
            if self.dialect != "sqlite":
                yield connection
                return
            driver = connection.connection.dbapi_connection
            limit(driver, self._seconds)
            try:
                yield connection
            finally:
                limit(driver, None)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends, rolled back whole when it raises."""
        with explained(self._writers), self._writers.connect() as connection:
            yield connection
            connection.commit()

    def explained(self) -> AbstractContextManager[None]:
        """Failures while something is read, told as ``reader`` tells them."""
        return explained(self._readers)

    def in_use(self) -> int:
        """How many connections are taken out of the pools just now."""
        return sum(engine.pool.checkedout() for engine in (self._readers, self._writers))  # type: ignore[attr-defined]  # a queue of connections has it

    def close(self) -> None:
        """Close all connections that are not in use; the last connection leaves a SQLite file whole."""
        if self._version_reader is not None:
            self._version_reader.close()
            self._version_reader = None
        self._readers.dispose()
        self._writers.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
