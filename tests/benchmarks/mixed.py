"""Mixed requests while reports are ingested: errors, waiting times compared with a quiet server, memory.

    python -m tests.benchmarks.mixed FOLDER [--seconds 60] [--reports 1000] [--database URL]

16 connections ask for lists, counts, single observations, pages and files, first from a quiet server, then
for so many seconds while another process ingests so many reports, which are made from the texts in the
folder, and for as long when the database grows no more: memory must level off. It is printed each minute.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.lexicon.catalogue import load_catalogue
from app.services.database import migrate, open_database
from app.services.ingesting.ingestion import ReadingOptions, ingest
from app.services.ingesting.manifest import read_manifests
from app.services.lists import observations
from app.services.lists.queries import parse_query
from tests.benchmarks.bulk import ZHIBIAO, make
from tests.benchmarks.load import Round, request, run
from tests.benchmarks.processes import Server

CONNECTIONS: Final = 16
#: Reports that are ingested before the measurement.
BEFORE: Final = 100
#: Addresses, and how many of a hundred requests each one gets.
MIXTURE: Final = (
    ("/v1/observations?category={category}&year={year}&limit=50", 35),
    ("/v1/comparisons?category={category}&year={year}&limit=50", 15),
    ("/v1/observations?facet=category&facet=status&year={year}&limit=1", 10),
    ("/v1/observations/{id}", 15),
    ("/v1/reports?report_year={year}", 10),
    ("/v1/comparisons/summary?by=category&year={year}", 5),
    ("/explore?category={category}", 5),
    ("/v1/observations?category={category}&year={year}&format=csv", 5),
)


def questions(ids: list[str], seed: int = 1) -> Iterator[bytes]:
    """The endless mixture. Each request has another host, so that no cache can respond."""
    chosen = random.Random(seed)
    categories = list(load_catalogue().categories)
    addresses, weights = zip(*MIXTURE, strict=True)
    for number, address in enumerate(iter(lambda: chosen.choices(addresses, weights)[0], None)):
        cells = {
            "category": chosen.choice(categories),
            "year": chosen.randint(2015, 2025),
            "id": chosen.choice(ids),
        }
        yield request(address.format(**cells), {"Host": f"host{number}.test"})


def percentile(seconds: list[float], share: int) -> float:
    """The percentile of the waiting times, in milliseconds."""
    return statistics.quantiles(seconds, n=100)[share - 1] * 1000


def line(name: str, done: Round, memory: list[float]) -> str:
    """The results of a round in a line."""
    wrong = {status: number for status, number in done.statuses.items() if status != 200}
    third = max(1, len(memory) // 3)
    return (
        f"{name}: {done.requests} answers, {sum(wrong.values())} errors {wrong or ''}, "
        f"p50 {percentile(done.seconds, 50):.0f} ms, p99 {percentile(done.seconds, 99):.0f} ms; memory "
        f"{max(memory[:third]):.0f} MB in the first third, {max(memory[-third:]):.0f} MB in the last"
    )


@contextmanager
def watched(server: Server, name: str) -> Iterator[list[float]]:
    """The megabytes of the server, twice a second; prints them each minute."""
    seen, ended = [server.memory()], threading.Event()

    def look() -> None:
        while not ended.wait(0.5):
            seen.append(server.memory())
            minute, more = divmod(len(seen), 120)
            if not more:
                used = f"{seen[-1]:.0f} MB, {server.mapped():.0f} MB of mapped files"
                print(f"{name}, minute {minute}: {used}", flush=True)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        ended.set()
        watcher.join()


def read(server: Server, name: str, ids: list[str], seconds: float) -> Round:
    """Send requests for some seconds, and print the results."""
    with watched(server, name) as memory:
        done = run(server.port, questions(ids), CONNECTIONS, seconds, status=None)
    print(line(name, done, memory), flush=True)
    return done


def prepare(texts: Path, reports: Path, url: str, count: int) -> list[str]:
    """Make the reports and ingest the first of them. Returns ids of observations."""
    reports.mkdir()
    make(sorted(texts.glob("*.txt")), reports, BEFORE + count)
    reading = ReadingOptions(manifest=read_manifests([reports / "manifest.csv"]))
    with open_database(url) as database:
        migrate(database)
        ingest(database, sorted(reports.glob("*.txt"))[:BEFORE], reading, workers=2)
        page = observations.page(database, parse_query("observations", [("limit", "1000"), ("fields", "id")]))
    return [str(row[0]) for row in page.rows]


def measure(reports: Path, url: str, ids: list[str], chosen: argparse.Namespace) -> bool:
    """Print the figures; return whether no request failed and p99 was below four times the quiet one.

    That of requests while reports are ingested counts.
    """
    place = reports.parent
    environment = {"ZHIBIAO_DATABASE_URL": url}
    with Server([*ZHIBIAO, "serve", "--port", "{port}"], environment, place / "log", "/readyz") as server:
        read(server, "first requests", ids, 2)
        quiet = read(server, "quiet", ids, max(5.0, chosen.seconds / 4))
        command = [*ZHIBIAO, "ingest", str(reports), "--workers", str(chosen.workers)]
        with (place / "ingest.log").open("wb") as log:
            process = subprocess.Popen(command, env=os.environ | environment, stderr=log)
            busy = read(server, "while reports are ingested", ids, chosen.seconds)
            ended = process.poll() is not None
            process.terminate()
            process.wait()
        after = read(server, "afterwards", ids, chosen.seconds)
    with open_database(url) as database:
        stored = observations.page(database, parse_query("observations", [("limit", "1")])).total
    print(f"the ingestion {'had ended' if ended else 'was still at work'}; {stored} observations")
    answered = busy.statuses.keys() | after.statuses.keys() == {200}
    return answered and percentile(busy.seconds, 99) < 4 * percentile(quiet.seconds, 99)


def main() -> int:
    parser = argparse.ArgumentParser(description="Mixed reading while reports are ingested")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1, help="of the ingestion (default: %(default)s)")
    parser.add_argument("--database", metavar="URL", help="of an empty database; else an SQLite file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        url = chosen.database or f"sqlite:///{place / 'mixed.db'}"
        ids = prepare(chosen.folder, place / "reports", url, chosen.reports)
        good = measure(place / "reports", url, ids, chosen)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
