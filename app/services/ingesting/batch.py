"""Stores several texts in one transaction: one commit, and one comparison of each place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Final, Self

from app.services.computing.comparing import compare_regions
from app.store.connections.session import Connection, Database
from app.store.rows import state
from app.store.rows.state import Turn

#: Other writers wait for a batch to end, and so does the progress display.
MOST_TEXTS: Final = 32
MOST_SECONDS: Final = 2.0


class Batch:
    """A transaction that begins when the first text is stored. Leaving the block commits it.

    An error rolls back everything that was stored since the last ``flush``.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._transaction = ExitStack()
        self._open: tuple[Connection, Turn] | None = None
        self._touched: set[str] = set()
        self._texts = 0
        self._began = 0.0

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading, which sees the uncommitted rows of this batch."""
        if self._open:
            yield self._open[0]
        else:
            with self.database.reading() as connection:
                yield connection

    def writing(self) -> tuple[Connection, Turn]:
        """The transaction; begins one if none is open."""
        if self._open is None:
            connection = self._transaction.enter_context(self.database.writing())
            self._open = connection, state.begin_change(connection)
            self._began = time.monotonic()
        return self._open

    def stored(self, region_keys: set[str]) -> None:
        """Record that a text was stored, and the places whose comparisons it changes."""
        self._touched |= region_keys
        self._texts += 1

    @property
    def is_due(self) -> bool:
        """Whether no transaction is open, or the open one is large or old enough to commit."""
        return (
            self._open is None or self._texts >= MOST_TEXTS or time.monotonic() - self._began > MOST_SECONDS
        )

    def flush(self) -> None:
        """Compute the comparisons of the changed places again, and commit."""
        if self._open:
            connection, turn = self._open
            compare_regions(connection, turn, self._touched)
            state.end_change(connection, turn)
            self._transaction.close()
        self._forget()

    def _forget(self) -> None:
        self._open, self._texts, self._touched = None, 0, set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            with self._transaction:
                self.flush()
        else:
            self._forget()
            self._transaction.__exit__(kind, error, trace)
