"""Reads one state of the data as raw tuples, with a time limit."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import ClauseElement, PoolProxiedConnection
from sqlalchemy.engine import Dialect

from app.store.connections.errors import TOO_LONG, QueryTimeoutError
from app.store.connections.prepared import PreparedStatement, Values, prepare
from app.store.declared.fields import Cell, Row

Item = TypeVar("Item")
BATCH = 1000
#: The number of steps after which SQLite checks the clock: about every millisecond.
STEPS = 20_000
_VERSION = "SELECT token, version FROM state"


class ReadTransaction:
    """A read transaction on a raw connection of the driver.

    Args:
        dialect: The dialect of the connection's engine.
        connection: A connection that is not in a transaction; ``close`` returns it to the pool.
        seconds: The time limit of a statement, or of the next batch of ``batches``; None for no limit.
    """

    def __init__(self, dialect: Dialect, connection: PoolProxiedConnection, seconds: float | None) -> None:
        self.dialect = dialect
        self._connection: PoolProxiedConnection | None = connection
        self._info = connection.info
        self._driver = cast("Any", connection.dbapi_connection)
        self._sqlite = dialect.name == "sqlite"
        self._seconds = seconds
        self._end: float | None = None
        self._cursor: Any = None
        self._versions: Any = None
        self._begin_time()
        if self._sqlite:
            self._driver.execute("BEGIN").close()

    def rows(self, statement: PreparedStatement | ClauseElement, values: Values) -> list[Row]:
        """All rows of a statement's result."""
        return self._all(self._prepared(statement), values)

    def by_keys(self, statement: PreparedStatement, keys: Sequence[Cell]) -> list[tuple[Any, ...]]:
        """The rows of a statement for these integer keys (see ``ready.among``), in any order."""
        return self._all(statement, {"keys": str(keys) if self._sqlite else keys}) if keys else []

    def batches(self, statement: PreparedStatement | ClauseElement, values: Values) -> Iterator[list[Row]]:
        """The rows of a statement, a batch at a time, without all of them in memory.

        PostgreSQL's driver needs a cursor on the server for this; otherwise it fetches everything at once.
        """
        prepared = self._prepared(statement)
        self._cursor = cursor = self._driver.cursor(**({} if self._sqlite else {"name": "batches"}))
        self._begin_time()
        cursor.execute(prepared.sql, prepared.arguments(values))
        while rows := cursor.fetchmany(BATCH):
            yield rows
            self._begin_time()
        cursor.close()

    def version(self) -> str:
        """The token of the state of the data that this reader sees, see ``state.data_version``."""
        if not self._sqlite:
            return _token(self._driver.execute(_VERSION).fetchone())
        # A cursor for each reading would take a fifth of its time.
        if self._versions is None:
            self._versions = self._driver.cursor()
        (moved,) = self._versions.execute("PRAGMA data_version").fetchone()
        known = self._info.get("version")
        if known is None or known[0] != moved:
            # In a transaction both come from the same state.
            known = self._info["version"] = (moved, _token(self._driver.execute(_VERSION).fetchone()))
        token: str = known[1]
        return token

    def rest(self) -> None:
        """End the transaction; each later query reads the newest state."""
        self._driver.rollback()

    def close(self) -> None:
        """End the transaction and return the connection; a second call does nothing."""
        connection, self._connection = self._connection, None
        if connection is not None:
            if self._sqlite:
                limit(self._driver, None)
            try:
                if self._cursor is not None:
                    self._cursor.close()
            finally:
                if not self._sqlite:
                    self._roll_back(connection)
                # Returning the connection rolls back an open transaction.
                connection.close()

    def _roll_back(self, connection: PoolProxiedConnection) -> None:
        """Roll back, or give up a connection whose server is gone; the pool would log a traceback for it."""
        try:
            self._driver.rollback()
        except self.dialect.loaded_dbapi.OperationalError:
            connection.invalidate()

    def _begin_time(self) -> None:
        """Start the time limit again."""
        self._end = None if self._seconds is None else time.monotonic() + self._seconds
        if self._sqlite:
            limit(self._driver, self._seconds)

    def _all(self, statement: PreparedStatement, values: Mapping[str, Any]) -> list[Any]:
        # PostgreSQL limits each statement, and a query has several, such as totals and facets.
        check_time(self._end)
        found: list[Any] = self._driver.execute(statement.sql, statement.arguments(values)).fetchall()
        return found

    def _prepared(self, statement: PreparedStatement | ClauseElement) -> PreparedStatement:
        return statement if isinstance(statement, PreparedStatement) else prepare(statement, self.dialect)


def check_time(end: float | None) -> None:
    """Return if ``end``, a time of ``time.monotonic``, has not passed.

    Raises:
        QueryTimeoutError: the time has passed.
    """
    if end is not None and time.monotonic() > end:
        raise QueryTimeoutError(TOO_LONG)


def timed(items: Iterable[Item], seconds: float | None) -> Iterator[Item]:
    """Yield the items until a time limit, which is for work in Python.

    Raises:
        QueryTimeoutError: taking all items takes longer.
    """
    end = None if seconds is None else time.monotonic() + seconds
    for number, item in enumerate(items):
        if number % BATCH == 0:
            check_time(end)
        yield item


def _token(row: tuple[str, int]) -> str:
    return f"{row[0]}-{row[1]}"


def limit(connection: Any, seconds: float | None) -> None:  # noqa: ANN401 # of SQLite's driver
    """Let SQLite stop the work of this connection after ``seconds`` from now; None for no limit."""
    if seconds is None:
        connection.set_progress_handler(None, 0)
        return
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
