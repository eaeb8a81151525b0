"""Batches of a stream, which return their connection when they are exhausted, closed or collected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self, TypeVar

from app.store.connections.reader import ReadTransaction
from app.store.connections.session import Database

Item = TypeVar("Item")


class Batches(Iterator[list[Item]]):
    """The batches of one reader, which is closed after the last batch."""

    def __init__(self, database: Database, reader: ReadTransaction, batches: Iterator[list[Item]]) -> None:
        self._database = database
        self._reader = reader
        self._batches = batches

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> list[Item]:
        try:
            with self._database.explained():
                return next(self._batches)
        except BaseException:
            # StopIteration at the end is an exception too.
            self.close()
            raise

    def close(self) -> None:
        """Return the connection; a second call does nothing."""
        self._reader.close()

    def __del__(self) -> None:
        self.close()
