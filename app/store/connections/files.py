"""The files of a SQLite database: limits the log, and notices that another file has its name."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

#: The size in bytes of the write-ahead log above which a writer waits for readers, so that it can empty the
#: log. Otherwise the log grows as long as there is always a reader: SQLite itself never waits.
LOG_BYTES: Final = 64 << 20
#: Milliseconds of that wait for each transaction. A long read slows down writers by this time.
PATIENCE: Final = 2_000
Identity = tuple[int, int] | None


def identity(name: str) -> Identity:
    """The identity of the file that has this name now; None if there is no such file."""
    try:
        found = os.stat(name)  # noqa: PTH116 # before each request; a path object takes longer
    except OSError:
        return None
    return found.st_dev, found.st_ino


def shorten_log(connection: sqlite3.Connection, file: Path, busy_timeout: int) -> None:
    """Write a long log into the database and empty it; the connection must not be in a transaction."""
    log = file.with_name(f"{file.name}-wal")
    with suppress(OSError):
        if log.stat().st_size <= LOG_BYTES:
            return
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE}").close()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        connection.execute(f"PRAGMA busy_timeout = {busy_timeout}").close()
