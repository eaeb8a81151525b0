"""What ingesting many reports costs: CPU of all processes, memory, size of the database, growth with size.

``python -m tests.benchmarks.bulk FOLDER --reports 600 --workers 2`` makes so many reports from the
texts in a folder, each of another county, ingests them, and for comparison only extracts the same texts.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from app.lexicon.regions import load_regions

ZHIBIAO = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
EXTRACT = """
import sys
from pathlib import Path
from app.services.ingesting.sources import ReadingOptions, read_source
from app.services.ingesting.storing import observations_of
from app.services.ingesting.manifest import read_manifests
reading = ReadingOptions(manifest=read_manifests([Path(sys.argv[1]) / "manifest.csv"]))
for file in sorted(Path(sys.argv[1]).glob("*.txt")):
    source = read_source(file, reading)
    if source.report is not None:
        observations_of(source.report)
"""


def make(texts: Sequence[Path], folder: Path, count: int) -> None:
    """Reports of invented counties: the texts repeatedly, each with a different number in it."""
    codes = sorted({region.code for region in load_regions() if not region.code.endswith("00")})
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("path", "region_code"))
        for number, (text, code) in enumerate(islice(zip(cycle(texts), cycle(codes), strict=False), count)):
            path = folder / f"{number:05}-{text.stem}.txt"
            body = text.read_text(encoding="utf-8", errors="replace")
            path.write_text(f"{body}\n新建改建公厕{number + 10}座。\n", encoding="utf-8")
            table.writerow((path.name, code))


def run(command: Sequence[str], database: Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak megabytes of the process with its children."""
    environment = {**os.environ, "ZHIBIAO_DATABASE_URL": f"sqlite:///{database}"}
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    used: dict[int, float] = {}
    peaks: list[float] = [0]
    watcher = threading.Thread(target=lambda: peaks.extend(_megabytes(process, used)))
    watcher.start()
    assert process.stderr
    said = process.stderr.read()
    process.wait()
    watcher.join()
    print(said.strip().splitlines()[-1] if said.strip() else "")
    return time.monotonic() - started, sum(used.values()), max(peaks)


def _megabytes(process: subprocess.Popen[str], used: dict[int, float]) -> Iterator[float]:
    """The memory of a process and its children, ten times a second until it ends; Linux only.

    Writes the CPU seconds of each process into ``used``: the system adds those of a child to those of its
    parent only if the parent waits for its end, as nobody does for the process that workers are copied from.
    """
    while process.poll() is None:
        family = _family(process.pid)
        used.update((pid, seconds) for pid in family if (seconds := _seconds(pid)) is not None)
        yield sum(map(_private, family))
        time.sleep(0.1)


def _seconds(pid: int) -> float | None:
    """The CPU seconds of a process; None if it has ended."""
    try:
        cells = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _private(pid: int) -> float:
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) / 1024 if found else 0


def size(database: Path) -> str:
    """Bytes of the database: total, and for each observation."""
    with sqlite3.connect(database) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM observations").fetchone()
    connection.close()
    size = database.stat().st_size
    return f"{rows} observations, {size / 1e6:.0f} MB, {size / max(rows, 1):.0f} bytes each"


def main() -> None:
    """Make the reports, ingest them with each number of workers, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=600)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--alone", action="store_true", help="extract them without a database too")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        reports = Path(name) / "reports"
        reports.mkdir()
        make(sorted(chosen.folder.glob("*.txt")), reports, chosen.reports)
        if chosen.alone:
            _, cpu, peak = run([sys.executable, "-c", EXTRACT, str(reports)], Path(name) / "none.db")
            print(f"extraction alone: {cpu:.1f} CPU s, {peak:.0f} MB")
        for workers in chosen.workers:
            database = Path(name) / f"{workers}.db"
            command = [*ZHIBIAO, "ingest", str(reports), "--workers", str(workers)]
            for what in ("new", "again"):
                seconds, cpu, peak = run(command, database)
                print(f"{workers} workers, {what}: {seconds:.1f} s, {cpu:.1f} CPU s, {peak:.0f} MB")
            print(size(database))


if __name__ == "__main__":
    main()
