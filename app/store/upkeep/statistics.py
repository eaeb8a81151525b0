"""The statistics by which SQLite chooses among indexes; PostgreSQL collects its own."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, text

from app.store.upkeep import sizes

#: The upkeep of fewer reports does not pay: every plan is quick.
FEWEST: Final = 50
#: What was done for half as many reports is still good.
GROWTH: Final = 2


def are_outdated(connection: Connection) -> bool:
    """Whether SQLite has many more reports than when it collected statistics."""
    if connection.dialect.name != "sqlite":
        return False
    now = sizes.reports(connection)
    return now >= FEWEST and now >= GROWTH * _counted(connection)


def _counted(connection: Connection) -> int:
    """The number of reports when statistics were collected; 0 if they never were."""
    if not connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")).first():
        return 0
    counted = text("SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = 'reports'")
    return int(connection.execute(counted).scalar_one() or 0)


def collect(connection: Connection) -> None:
    """Read all indexes, a second for a million observations.

    ``PRAGMA optimize`` and ``analysis_limit`` read a sample of each index. From samples of 400 entries SQLite
    takes the index of ``status`` for selective, and reads half of all rows for ``status=target&sort=-value``.
    """
    connection.execute(text("ANALYZE"))
