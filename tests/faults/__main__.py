"""Kill ingestions at random moments, and compare what they leave with a run that nobody disturbed.

    python -m tests.faults [--kills 50] [--upkeep] [--database URL] [--seed 1]

The database must be empty; without one an SQLite file is made. After each kill the doctor must find nothing
wrong and each report must be there whole; when all are ingested, the exports must equal those of the
undisturbed run byte by byte. Exit code 1 where something is not so.

With ``--upkeep`` each ingestion stores three reports and compacts the database, and is killed in that; on
PostgreSQL every second time its sessions end instead. No unfinished index may be left at the end.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.services.database import Database, migrate, open_database
from app.services.ingesting.batch import MOST_TEXTS
from app.services.ingesting.ingestion import ingest
from tests.faults.kills import (
    KEEPING_UP,
    end_sessions,
    exported,
    ingesting,
    kill_after,
    make_reports,
    stored,
    unfinished,
    upkeep_begins,
    wrong,
)


def disturb(database: Database, folder: Path, url: str, kills: int) -> list[str]:
    """Kill so many ingestions that were at work; what was wrong after them."""
    found: list[str] = []
    for number in range(kills):
        # On a busy machine several transactions may be committed before the kill.
        make_reports(folder, max(0, stored(database) + 3 * MOST_TEXTS - len(list(folder.iterdir()))))
        process = ingesting(folder, url, random.choice((1, 2)))
        if not kill_after(database, process, random.randint(0, 3)):
            found.append(f"ingestion {number} ended before it was killed")
        found += wrong(database)
        print(f"\r{number + 1} killed, {stored(database)} reports, {len(found)} wrong ", end="", flush=True)
    print()
    return found


def disturb_upkeep(database: Database, folder: Path, url: str, kills: int) -> list[str]:
    """Disturb so many ingestions in their upkeep; what was wrong after them."""
    found: list[str] = []
    lasts, inside = _undisturbed_upkeep(folder, url), 0
    for number in range(kills):
        process = _in_upkeep(folder, url)
        time.sleep(random.random() * lasts)
        inside += process.poll() is None
        if number % 2:
            end_sessions(database)
        else:
            process.kill()
        process.communicate()
        found += wrong(database)
        print(f"\r{number + 1} disturbed, {inside} at work, {len(found)} wrong ", end="", flush=True)
    print()
    _undisturbed_upkeep(folder, url)
    left = unfinished(database)
    return [*found, f"{left} unfinished indexes"] if left else found


def _in_upkeep(folder: Path, url: str) -> subprocess.Popen[bytes]:
    """An ingestion of three more reports whose upkeep has begun."""
    make_reports(folder, 3)
    process = ingesting(folder, url, zhibiao=KEEPING_UP)
    assert upkeep_begins(process)
    return process


def _undisturbed_upkeep(folder: Path, url: str) -> float:
    """The seconds that the upkeep takes."""
    process, began = _in_upkeep(folder, url), time.monotonic()
    process.communicate()
    return time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill ingestions at random moments")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", metavar="URL", help="of an empty database")
    parser.add_argument("--upkeep", action="store_true", help="kill them in the upkeep of the database")
    parser.add_argument("--seed", type=int, default=1, help="other moments with another number")
    chosen = parser.parse_args()
    random.seed(chosen.seed)
    with tempfile.TemporaryDirectory() as place:
        folder, url = Path(place) / "reports", chosen.database or f"sqlite:///{place}/killed.db"
        with open_database(url) as database, open_database(f"sqlite:///{place}/clean.db") as clean:
            started = time.monotonic()
            migrate(database)
            migrate(clean)
            folder.mkdir()
            found = (disturb_upkeep if chosen.upkeep else disturb)(database, folder, url, chosen.kills)
            files = sorted(folder.iterdir())
            ingest(database, files)
            ingest(clean, files)
            same = exported(database) == exported(clean)
    print(*found, sep="\n", end="\n" if found else "")
    print(
        f"{chosen.kills} kills in {time.monotonic() - started:.0f} s on {url.partition(':')[0]}: "
        f"{len(found)} wrong, exports {'equal' if same else 'DIFFER'}"
    )
    return 0 if same and not found else 1


if __name__ == "__main__":
    sys.exit(main())
