"""Reads hostile files as an ingestion does, and says which cost too much, broke it, or were taken.

    python -m tests.hostile [--files 5000] [--seed 1] [FILE_OR_FOLDER...]

First the files that are made to be expensive, then the given ones (else the seed in all formats), broken at
random. Each is ingested into a database in memory of its own run; no connection can be opened. Each must end
as a result within 5 seconds of CPU and 500 MB; one that is refused must leave nothing. Prints every file that
does not, and writes it to ``--keep FOLDER``. Linux only: memory is what /proc says.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
from collections import Counter
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, NoReturn

from app.services.database import Database, migrate, open_database
from app.services.ingesting.files import FileResult, IngestEffect, find_files
from app.services.ingesting.folders import read_file
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import reports
from app.services.lists.queries import parse_query
from tests.hostile.files import File, fuzzed, heavy, special
from tests.hostile.meter import Meter
from tests.reading.formats import pages
from tests.reading.formats.rows import SEED
from tests.reading.formats.word import seed_document

SECONDS, MEGABYTES = 5.0, 500.0


class Cost(NamedTuple):
    """What became of one file, what it cost, and what was wrong with that ("" where nothing was)."""

    result: FileResult | None
    seconds: float
    megabytes: float
    wrong: str


def seeds() -> list[File]:
    """The seed in the formats that can be made without a browser."""
    return [
        File("seed.txt", SEED.encode()),
        File("seed-gbk.txt", SEED.encode("gb18030")),
        File("seed.docx", seed_document()),
        File("seed.md", SEED.replace("\n", "\n\n").encode()),
        *(File("seed.html", pages.page(layout)) for layout in pages.LAYOUTS),
    ]


def read(database: Database, file: File) -> Cost:
    """Ingest one file."""
    stored = _stored(database)
    meter = Meter()
    wrong, result = "", None
    try:
        result = ingest_text(database, file.data, file.name)
    except Exception as error:  # noqa: BLE001 # whatever it is, it is the finding
        wrong = f"raises {type(error).__name__}: {str(error)[:200]}"
    seconds, megabytes = meter.seconds(), meter.megabytes()
    if seconds > SECONDS:
        wrong = wrong or f"takes {seconds:.1f} s"
    if megabytes > MEGABYTES:
        wrong = wrong or f"takes {megabytes:.0f} MB"
    if result and result.change is IngestEffect.FAILED and _stored(database) != stored:
        wrong = wrong or "is refused and leaves something"
    if file.broken and result and result.change is not IngestEffect.FAILED:
        wrong = wrong or "is taken"
    return Cost(result, seconds, megabytes, wrong)


def _stored(database: Database) -> int | None:
    return reports.page(database, parse_query("reports", [("fields", "id"), ("limit", "1")])).total


def no_network(*_: object) -> NoReturn:
    """In the place of ``socket.socket.connect``."""
    raise AssertionError("a file was fetched")


def main() -> None:
    parser = argparse.ArgumentParser(description="Reads hostile files")
    parser.add_argument("paths", nargs="*", type=Path, help="files to break, instead of the seed")
    parser.add_argument("--files", type=int, default=500, help="how many broken files (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="other files with another number")
    parser.add_argument("--keep", type=Path, help="where to write the files that are wrong")
    asked = parser.parse_args()
    socket.socket.connect = no_network  # type: ignore[method-assign]  # that is the point
    originals = [File(path.name, read_file(path)) for path in find_files(asked.paths)] or seeds()
    files = chain(special(), heavy(), islice(fuzzed(originals, asked.seed), asked.files))
    with tempfile.TemporaryDirectory() as folder, open_database(f"sqlite:///{folder}/hostile.db") as database:
        migrate(database)
        sys.exit(run(database, files, asked.keep))


def run(database: Database, files: chain[File], keep: Path | None = None) -> int:
    """Read all files and print what they cost; how many are wrong."""
    changes: Counter[str] = Counter()
    slowest, largest, wrong = (0.0, ""), (0.0, ""), 0
    for number, file in enumerate(files):
        cost = read(database, file)
        changes[cost.result.change if cost.result else "raised"] += 1
        slowest = max(slowest, (cost.seconds, f"{number}-{file.name}"))
        largest = max(largest, (cost.megabytes, f"{number}-{file.name}"))
        if cost.wrong:
            wrong += 1
            print(f"{number}-{file.name} {cost.wrong}", flush=True)
            if keep:
                keep.mkdir(exist_ok=True)
                (keep / f"{number}-{file.name}").write_bytes(file.data)
    print(
        f"{changes.total()} files: {', '.join(f'{n} {name}' for name, n in changes.items())}; {wrong} wrong"
    )
    print(f"slowest {slowest[0]:.2f} s ({slowest[1]}), largest {largest[0]:.0f} MB ({largest[1]})")
    return wrong


if __name__ == "__main__":
    main()
