"""Whole selections as streams: rows per CPU second compared with a loop of csv, and peak memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import report
from tests.benchmarks.addresses import COLUMNS
from tests.benchmarks.load import AnswerError, drain, fetch
from tests.benchmarks.processes import Server
from tests.benchmarks.report import Goal


class Wanted(NamedTuple):
    """A format, its goal as a share of the loop's speed, and the megabytes that it may use."""

    name: str
    goal: Goal
    memory: float


FORMATS = (
    Wanted("ndjson", Goal(1.4, 1.6), 64),
    Wanted("csv", Goal(0.9, 1.2), 64),
    Wanted("parquet", Goal(1.4, 1.6), 200),
)


class Streamed(NamedTuple):
    """One stream: rows per second of CPU, peak megabytes, bytes received, and whether it was whole."""

    rate: float
    peak: float
    size: int
    whole: bool


def streams(server: Server, database: Path, rounds: int) -> None:
    """Print a row for each format that the server has."""
    offered = [wanted for wanted in FORMATS if _offered(server, wanted.name)]
    loops: list[float] = []
    taken: dict[str, list[Streamed]] = {wanted.name: [] for wanted in offered}
    for _ in range(rounds):
        loops.append(_loop(database))
        for wanted in offered:
            taken[wanted.name].append(_stream(server, wanted.name))
    for wanted in FORMATS:
        if wanted in offered:
            _print(wanted, taken[wanted.name], statistics.median(loops))
        else:
            report.note(f"{wanted.name} of all rows", "not offered")


def _print(wanted: Wanted, taken: list[Streamed], loop: float) -> None:
    if not all(streamed.whole for streamed in taken):
        report.note(f"{wanted.name} of all rows", f"CUT after {taken[0].size / 1e6:,.0f} MB: no figure")
        return
    ours, peak = statistics.median(s.rate for s in taken), max(s.peak for s in taken)
    question = f"{wanted.name} of all rows ({taken[0].size / 1e6:,.0f} MB), csv loop"
    report.row(question, _rows(ours), _rows(loop), ours / loop, wanted.goal)
    limit = Goal(wanted.memory, wanted.memory, most=True)
    report.row(f"{wanted.name} of all rows, memory above idle", f"{peak:.0f} MB", "", peak, limit, " MB")


def _rows(rate: float) -> str:
    return f"{rate / 1000:,.0f} k rows/s"


def _address(name: str, more: str = "") -> str:
    return f"/v1/observations?format={name}{more}"


def _offered(server: Server, name: str) -> bool:
    return fetch(server.port, _address(name, "&report_id=none")).status == 200


def _stream(server: Server, name: str) -> Streamed:
    head = fetch(server.port, _address("json", "&limit=1"))
    before = server.cpu()
    with server.peak() as peak:
        came = drain(server.port, _address(name))
    if not came.first.startswith(b"HTTP/1.1 200"):
        raise AnswerError(f"{name} was not answered: {came.first[:500]!r}")
    rows = int(head.headers["x-total-count"])
    return Streamed(rows / (server.cpu() - before), peak[0], came.size, came.whole)


def _loop(database: Path) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.servers.loop", str(database), *COLUMNS]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    rows, seconds = done.stdout.split()
    return int(rows) / float(seconds)
