"""``zhibiao`` whose ingestions all do the upkeep of the database, and say when it begins: for kills in it.

    python -m tests.faults.upkeep ingest FOLDER

Otherwise only an ingestion that doubles a database of fifty reports or more does it.
"""

from __future__ import annotations

import sys
from typing import Final

from app.cli import main
from app.services.ingesting import ingestion
from app.store.connections.session import Connection, Database
from app.store.upkeep import compacting, statistics

#: The line on standard error when the upkeep begins.
BEGINS: Final = b"the upkeep begins\n"


def compact_and_say(database: Database) -> None:
    """Say that the upkeep begins, and do its first step."""
    print(BEGINS.decode(), end="", file=sys.stderr, flush=True)
    compacting.compact(database)


def on_sqlite(connection: Connection) -> bool:
    """PostgreSQL collects statistics when it is compacted."""
    return connection.dialect.name == "sqlite"


def run() -> None:
    """Run a command."""
    vars(ingestion)["compact"] = compact_and_say
    statistics.FEWEST, statistics.GROWTH = 1, sys.maxsize  # type: ignore[misc]  # a test's own limits
    statistics.are_outdated = on_sqlite
    sys.exit(main())


if __name__ == "__main__":
    run()
