"""Our server against others on one machine in one run: the table of questions and goals.

    python -m tests.benchmarks.serving [--quick] [--only WORD...]

Figures are requests per second of CPU of the server process, medians of interleaved rounds, unless the
row says otherwise. Everything runs on the loopback of this machine; see README.md beside this file.
"""

from __future__ import annotations

import argparse
import platform
import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import questions, report, sides
from tests.benchmarks.data import MILLION, ensure
from tests.benchmarks.measure import Effort
from tests.benchmarks.questions import Bench
from tests.benchmarks.streams import streams

QUICK, FULL = Effort(3, 0.4), Effort(7, 0.8)
FEWER = 100_000
#: In this order: questions that need a fresh server come first.
QUESTIONS: dict[str, Callable[[Bench], None]] = {
    "first": questions.total_counted_first,
    "search": questions.search,
    "list": questions.lists,
    "kept": questions.kept,
    "comparisons": questions.comparisons,
    "firsts": questions.first_times,
    "depth": questions.depth,
    "total": questions.total,
}
STREAMS = "streams"


def main() -> None:
    parser = argparse.ArgumentParser(description="Our server against others")
    parser.add_argument("--quick", action="store_true", help=f"{FEWER:,} observations, shorter rounds")
    parser.add_argument("--observations", type=int, help=f"{MILLION:,} by default")
    parser.add_argument("--database", type=Path, help="a file of data.py, made unless it is there")
    parser.add_argument("--only", nargs="+", choices=[*QUESTIONS, STREAMS], help="these questions alone")
    arguments = parser.parse_args()
    number = arguments.observations or (FEWER if arguments.quick else MILLION)
    chosen = arguments.only or [*QUESTIONS, STREAMS]
    began = time.monotonic()
    run(ensure(number, arguments.database), number, QUICK if arguments.quick else FULL, chosen)
    print(f"{time.monotonic() - began:.0f} s in all")


def run(database: Path, number: int, effort: Effort, chosen: list[str]) -> None:
    """Start all servers and measure the chosen questions."""
    with ExitStack() as stack:
        ours, plain = (stack.enter_context(side(database)) for side in (sides.ours, sides.plain))
        tables, threadless = (sides.datasette(database, threads) for threads in (3, 0))
        for server in filter(None, (tables, threadless)):
            stack.enter_context(server)
        print(f"{number:,} observations on SQLite {sqlite3.sqlite_version}, {platform.platform()}")
        print(
            ", ".join(f"{name} {version(name)}" for name in ("fastapi", "uvicorn", "sqlalchemy", "msgspec"))
        )
        report.header()
        bench = Bench(ours, tables, threadless, plain, effort, number // 2)
        for name, question in QUESTIONS.items():
            if name in chosen:
                question(bench)
        if STREAMS in chosen:
            streams(ours, database, max(1, effort.rounds // 3))


if __name__ == "__main__":
    main()
