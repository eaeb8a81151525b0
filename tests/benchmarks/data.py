"""A large database of generated reports, with tables, indexes, full text, comparisons and changes.

    python -m tests.benchmarks.data [--observations 1000000] [--to FILE]

The rows are the same in every run; a million observations take some minutes. The file stays in the folder of
temporary files. Its name has a hash of the sources, so that changed tables make another file.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from app.comparison import series
from app.services.computing.comparing import compare_regions
from app.services.database import Database, migrate, open_database
from app.store.repositories import observations, reports
from app.store.rows import state
from app.store.upkeep.schema import migrations
from tests.benchmarks import flat, texts

MILLION = 1_000_000
#: Kilobytes of the page cache: random ids change all pages of their indexes.
_CACHE = 600_000


def folder() -> Path:
    """The folder for the files of benchmarks, outside the repository."""
    path = Path(tempfile.gettempdir()) / "zhibiao-benchmarks"
    path.mkdir(exist_ok=True)
    return path


def default_path(wanted: int) -> Path:
    """The path of a database with so many observations, made by the current sources."""
    modules = [Path(module) for module in (texts.__file__, flat.__file__, __file__)]
    sources = [*modules, *sorted((migrations() / "versions").glob("*.py"))]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    return folder() / f"{wanted}-{digest[:8]}.db"


def ensure(wanted: int, path: Path | None = None) -> Path:
    """The database with so many observations; it is made if it does not exist."""
    path = path or default_path(wanted)
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        for suffix in ("", "-wal", "-shm"):
            Path(f"{unfinished}{suffix}").unlink(missing_ok=True)
        make(unfinished, wanted)
        unfinished.rename(path)
    return path


def make(path: Path, wanted: int) -> None:
    """Write a new database; progress goes to standard error."""
    began = time.perf_counter()
    with open_database(f"sqlite:///{path}") as database:
        migrate(database)
        made = 0
        for _, group in groupby(texts.reports(wanted), key=lambda item: item.report.region_code):
            made += _store(database, list(group))
            print(f"\r{made:>9} observations, {time.perf_counter() - began:4.0f} s", end="", file=sys.stderr)
        with database.writing() as connection:
            flat.write(connection)
    print(file=sys.stderr)


def _store(database: Database, made: Sequence[texts.Made]) -> int:
    """All reports of one place, and the comparisons that they allow, in one transaction."""
    with database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE}")
        turn = state.begin_change(connection)
        for item in made:
            rows = item.observations
            number = reports.put(connection, item.report, len(rows), "benchmark", turn.at)
            observations.replace(
                connection, turn, number, item.report.id, [(row, series(row)) for row in rows]
            )
        compare_regions(connection, turn, _places(made))
        state.end_change(connection, turn)
    return sum(len(item.observations) for item in made)


def _places(made: Iterable[texts.Made]) -> set[str]:
    return {reports.region_key(item.report) for item in made}


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a large database of made reports")
    parser.add_argument("--observations", type=int, default=MILLION)
    parser.add_argument("--to", type=Path, help="the file; kept if it is there (default: a temporary one)")
    arguments = parser.parse_args()
    print(ensure(arguments.observations, arguments.to))


if __name__ == "__main__":
    main()
