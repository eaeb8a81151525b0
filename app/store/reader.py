"""Reading one state of the data as raw tuples, with a limit of time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ClauseElement, PoolProxiedConnection
from sqlalchemy.engine import Dialect

from app.store.fields import Cell, Row
from app.store.prepared import Prepared, Values, prepare

BATCH = 1000
#: SQLite looks at the clock each time it has done so many steps: about every millisecond.
STEPS = 20_000
_VERSION = "SELECT token, version FROM state"


class Reader:
    """A transaction that reads, on a raw connection of the driver.

    Args:
        dialect: of the engine that the connection is of.
        connection: in no transaction; ``close`` gives it back.
        seconds: after which a statement, or the next batch of ``batches``, is stopped; None: never.
    """

    def __init__(self, dialect: Dialect, connection: PoolProxiedConnection, seconds: float | None) -> None:
        self.dialect = dialect
        self._connection: PoolProxiedConnection | None = connection
        self._info = connection.info
        self._driver = cast("Any", connection.dbapi_connection)
        self._sqlite = dialect.name == "sqlite"
        self._seconds = seconds
        self._cursor: Any = None
        if self._sqlite:
            limit(self._driver, seconds)
            self._driver.execute("BEGIN").close()

    def rows(self, statement: Prepared | ClauseElement, values: Values) -> list[Row]:
        """All rows that a statement gives."""
        return self._all(self._prepared(statement), values)

    def by_keys(self, statement: Prepared, keys: Sequence[Cell]) -> list[tuple[Any, ...]]:
        """The rows that a statement gives for these whole numbers, see ``ready.among``; in any order."""
        return self._all(statement, {"keys": str(keys) if self._sqlite else keys}) if keys else []

    def batches(self, statement: Prepared | ClauseElement, values: Values) -> Iterator[list[Row]]:
        """The rows that a statement gives, a batch at a time, without ever holding all of them.

        PostgreSQL's driver would fetch everything at once but for a cursor on the server.
        """
        prepared = self._prepared(statement)
        self._cursor = cursor = self._driver.cursor(**({} if self._sqlite else {"name": "batches"}))
        if self._sqlite:
            limit(self._driver, self._seconds)
        cursor.execute(prepared.sql, prepared.arguments(values))
        while rows := cursor.fetchmany(BATCH):
            yield rows
            if self._sqlite:
                limit(self._driver, self._seconds)
        cursor.close()

    def version(self) -> str:
        """The token of the state of the data that is read, see ``state.data_version``."""
        if not self._sqlite:
            return _token(self._driver.execute(_VERSION).fetchone())
        (moved,) = self._driver.execute("PRAGMA data_version").fetchone()
        known = self._info.get("version")
        if known is None or known[0] != moved:
            # Inside of a transaction both are of one state.
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
                # Giving it back rolls back what is open.
                connection.close()

    def _all(self, statement: Prepared, values: Mapping[str, Any]) -> list[Any]:
        found: list[Any] = self._driver.execute(statement.sql, statement.arguments(values)).fetchall()
        return found

    def _prepared(self, statement: Prepared | ClauseElement) -> Prepared:
        return statement if isinstance(statement, Prepared) else prepare(statement, self.dialect)


def _token(row: tuple[str, int]) -> str:
    return f"{row[0]}-{row[1]}"


def limit(connection: Any, seconds: float | None) -> None:  # noqa: ANN401 # of SQLite's driver
    """Let SQLite stop what runs on this connection after so many seconds from now; None: never."""
    if seconds is None:
        connection.set_progress_handler(None, 0)
        return
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
