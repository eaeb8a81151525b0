"""The files of a SQLite database: how long its log may be, and whether another took its place."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

#: Bytes of the write-ahead log, above which a writer waits for readers so that it can begin again. Without
#: that it grows as long as there is always a reader: SQLite itself never waits.
LOG_BYTES: Final = 64 << 20
#: Milliseconds of that wait, for each transaction: what slows down writers while somebody reads for long.
PATIENCE: Final = 2_000
Identity = tuple[int, int] | None


def identity(file: Path) -> Identity:
    """Which file has the name now; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def shorten_log(connection: sqlite3.Connection, file: Path, busy_timeout: int) -> None:
    """Empty the log into the database, if it is long; the connection is in no transaction."""
    log = file.with_name(f"{file.name}-wal")
    with suppress(OSError):
        if log.stat().st_size <= LOG_BYTES:
            return
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE}").close()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        connection.execute(f"PRAGMA busy_timeout = {busy_timeout}").close()
