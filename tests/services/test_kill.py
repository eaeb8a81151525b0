"""Ingestion that is killed at any moment leaves whole reports, and the next run does the rest."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from app.services import comparisons, observations, reports
from app.services.database import Database, migrate, open_database
from app.services.diagnosis import diagnose
from app.services.ingestion import ingest
from app.services.queries import parse_query
from tests.databases import new_address
from tests.texts import REPORT_2020

ZHIBIAO = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
REPORTS, KILLS = 12, 3
LISTS = {"observations": observations, "comparisons": comparisons, "reports": reports}
TIMES = {"updated_at", "ingested_at"}
PATIENCE = 120


def content(database: Database) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for name, service in LISTS.items():
        stream = service.stream(database, parse_query(name, []))
        shown = [place for place, column in enumerate(stream.columns) if column not in TIMES]
        found += [tuple(row[place] for place in shown) for batch in stream.batches for row in batch]
    return found


def stored(database: Database) -> int:
    return reports.page(database, parse_query("reports", [])).total or 0


def kill_after(database: Database, command: list[str], environment: dict[str, str], count: int) -> None:
    """Kill the command a moment after so many more reports are stored."""
    before, end = stored(database), time.monotonic() + PATIENCE
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    while stored(database) < before + count and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(random.random() / 20)  # noqa: S311 # any moment will do
    process.kill()
    process.wait()


def test_what_is_killed_leaves_whole_reports(address: str, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        text = REPORT_2020.replace("2020年", f"{2005 + number}年").replace("2019年", f"{2004 + number}年")
        (folder / f"{number:02}.txt").write_text(text + "新建书屋3家。\n" * 40, encoding="utf-8")
    command = [*ZHIBIAO, "ingest", str(folder), "--workers", "1"]
    environment = os.environ | {"ZHIBIAO_DATABASE_URL": address}
    with open_database(address) as database:
        migrate(database)
        for _ in range(KILLS):
            kill_after(database, command, environment, 2)
            assert not [finding for finding in diagnose(database) if finding.wrong]
        assert stored(database) > 0
        subprocess.run(command, env=environment, check=True, capture_output=True)
        (tmp_path / "clean").mkdir()
        with (
            new_address(database.dialect, tmp_path / "clean") as other,
            open_database(other) as clean,
        ):
            migrate(clean)
            ingest(clean, sorted(folder.iterdir()))
            assert content(clean) == content(database)
