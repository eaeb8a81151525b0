"""Ingestions that are killed at random moments, and what the database then has, as bytes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Final

from sqlalchemy import text

from app.api.formats.registry import FORMATS
from app.services.database import Database
from app.services.lists import any_list, reports
from app.services.lists.queries import parse_query
from app.services.upkeep.diagnosis import diagnose
from app.store.declared.resources import LISTS
from tests.faults.upkeep import BEGINS
from tests.texts import REPORT_2020

ZHIBIAO: Final = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
#: Whose ingestions do the upkeep each time.
KEEPING_UP: Final = [sys.executable, "-m", "tests.faults.upkeep"]
#: Lists of what was ingested; changes are another history after each interruption.
EXPORTED: Final = ("observations", "comparisons", "reports", "checks", "restatements")
#: Columns that say when a row was stored.
TIMES: Final = frozenset({"updated_at", "ingested_at"})
_PLACES: Final = "云青白石松柏梅兰竹菊春夏秋冬东南西北上下"
_NAMES: Final = (*_PLACES, *map("".join, permutations(_PLACES, 2)))
_PATIENCE: Final = 120
_END: Final = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
_UNFINISHED: Final = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"


def make_reports(folder: Path, count: int, lines: int = 40) -> None:
    """Add so many reports to a folder: of twenty years of one place, then of the next."""
    folder.mkdir(exist_ok=True)
    before = len(list(folder.iterdir()))
    for number in range(before, before + count):
        place, year = f"{_NAMES[number // 20]}溪", 2003 + number % 20
        written = REPORT_2020.replace("2020年", f"{year}年").replace("2019年", f"{year - 1}年")
        written = written.replace("云溪", place) + "新建书屋3家。\n" * lines
        (folder / f"{number:04}.txt").write_text(written, encoding="utf-8")


def exported(database: Database) -> bytes:
    """All lists as CSV, without the times at which rows were stored."""
    return b"".join(_exported(database))


def _exported(database: Database) -> Iterator[bytes]:
    for name in EXPORTED:
        fields = ",".join(column for column in LISTS[name].columns if column not in TIMES)
        query = parse_query(name, [("fields", fields)])
        yield from FORMATS["csv"].chunks(query.resource, any_list.stream(database, query))


def stored(database: Database) -> int:
    """The number of reports."""
    return reports.page(database, parse_query("reports", [("limit", "1")])).total or 0


def wrong(database: Database) -> list[str]:
    """What the doctor finds wrong."""
    return [f"{found.subject}: {found.wrong}" for found in diagnose(database) if found.wrong]


def ingesting(
    folder: Path, url: str, workers: int = 1, zhibiao: Sequence[str] = ZHIBIAO
) -> subprocess.Popen[bytes]:
    """An ingestion of a folder, as a process."""
    command = [*zhibiao, "ingest", str(folder), "--workers", str(workers)]
    environment = os.environ | {"ZHIBIAO_DATABASE_URL": url}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


def kill_after(database: Database, process: subprocess.Popen[bytes], count: int) -> bool:
    """Kill an ingestion a moment after so many more reports are stored; whether it was still at work."""
    before, end = stored(database), time.monotonic() + _PATIENCE
    while stored(database) < before + count and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(random.random() / 20)
    process.kill()
    # Its end of the pipe is also that of its workers.
    process.communicate(timeout=_PATIENCE)
    return process.returncode < 0


def upkeep_begins(process: subprocess.Popen[bytes]) -> bool:
    """Wait for the upkeep of an ingestion by ``KEEPING_UP``; return whether it has begun."""
    assert process.stderr
    return any(line == BEGINS for line in process.stderr)


def end_sessions(database: Database) -> None:
    """End the sessions of other processes on PostgreSQL, as an administrator or a lack of memory would."""
    if database.dialect == "postgresql":
        with database.writing() as connection:
            connection.execute(text(_END))


def unfinished(database: Database) -> int:
    """The number of indexes that PostgreSQL can't use, since their making was interrupted."""
    if database.dialect == "sqlite":
        return 0
    with database.reading() as connection:
        return int(connection.execute(text(_UNFINISHED)).scalar_one())
