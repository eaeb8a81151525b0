"""What may go wrong while reports are ingested: the disk, the files, the clock, other ingestions."""

from __future__ import annotations

import resource
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import pytest

from app.services.database import Database, data_version, open_database
from app.services.ingesting.files import IngestEffect
from app.services.ingesting.ingestion import ingest, ingest_text
from app.services.lists import changes
from app.services.lists.queries import parse_query
from app.store.rows import state
from tests.databases import migrated_address
from tests.faults.kills import exported, ingesting, make_reports, stored, wrong
from tests.texts import REPORT_2020, REPORT_2021

REPORTS = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    make_reports(made, REPORTS, lines=1)
    return made


@pytest.fixture
def clean(folder: Path, tmp_path: Path) -> bytes:
    """What one undisturbed ingestion gives."""
    (tmp_path / "clean").mkdir()
    with migrated_address("sqlite", tmp_path / "clean") as address, open_database(address) as database:
        ingest(database, sorted(folder.iterdir()))
        return exported(database)


def in_any_order(lines: bytes) -> list[bytes]:
    """Rows stand in the order in which their reports were stored."""
    return sorted(lines.splitlines())


def test_a_full_disk_ends_the_run_and_loses_nothing(folder: Path, tmp_path: Path, clean: bytes) -> None:
    (tmp_path / "full").mkdir()
    with migrated_address("sqlite", tmp_path / "full") as address, open_database(address) as database:
        ingest(database, sorted(folder.iterdir())[:1])
        assert database.file
        process = _ingesting_within(folder, address, database.file.stat().st_size)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 1
        assert b"Traceback" not in said
        assert wrong(database) == []
        assert 1 <= stored(database) < REPORTS
        ingest(database, sorted(folder.iterdir()))
        assert exported(database) == clean


def _ingesting_within(folder: Path, url: str, limit: int) -> subprocess.Popen[bytes]:
    """An ingestion whose files can't grow beyond a limit, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        return ingesting(folder, url)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_two_ingestions_at_once_store_what_one_stores(migrated: str, folder: Path, clean: bytes) -> None:
    begun = threading.Barrier(2)

    def run(number: int) -> list[IngestEffect]:
        with open_database(migrated) as database:
            begun.wait()
            files = sorted(folder.iterdir(), reverse=number == 1)
            return [result.change for result in ingest(database, files)]

    with open_database(migrated) as database:
        with ThreadPoolExecutor() as threads:
            found = [change for one in threads.map(run, range(2)) for change in one]
        assert len(found) == 2 * REPORTS
        assert set(found) <= {IngestEffect.ADDED, IngestEffect.UNCHANGED}
        assert in_any_order(exported(database)) == in_any_order(clean)


def test_a_file_that_vanishes_is_named(migrated: str, folder: Path) -> None:
    files = sorted(folder.iterdir())
    files[2].unlink()
    with open_database(migrated) as database:
        results = ingest(database, files)
        assert [number for number, one in enumerate(results) if one.change is not IngestEffect.ADDED] == [2]
        assert results[2].reason == "can't be read: No such file or directory"
        assert stored(database) == REPORTS - 1


def test_a_file_that_is_being_written_is_left_for_later(
    migrated: str, folder: Path, clean: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(folder.iterdir())
    whole = files[1].read_bytes()
    files[1].write_bytes(whole[:300])
    opened = Path.open

    class Written:
        """Goes on being written while it is read."""

        def __init__(self, file: IO[Any]) -> None:
            self.file = file

        def __enter__(self) -> Written:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def fileno(self) -> int:
            return self.file.fileno()

        def read(self) -> bytes:
            found = self.file.read()
            with opened(files[1], "ab") as more:
                more.write(whole[300:])
            return bytes(found)

    def open_(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:  # noqa: ANN401 # as Path.open
        file = opened(path, mode, *given, **named)
        return Written(file) if path == files[1] and mode == "rb" else file

    with open_database(migrated) as database:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", open_)
            results = ingest(database, files)
        assert [one.reason for one in results if one.reason] == [
            "is being written: ingest it again when it is complete"
        ]
        ingest(database, files)
        assert in_any_order(exported(database)) == in_any_order(clean)


class Clock(datetime):
    """A clock that is set by the test."""

    hour_now = 12

    @classmethod
    def now(cls, tz: Any = None) -> Clock:  # noqa: ANN401 # as datetime.now
        return cls(2026, 11, 29, cls.hour_now, tzinfo=tz or UTC)


def times(database: Database) -> list[str]:
    query = parse_query("changes", [("sort", "sequence"), ("limit", "1000"), ("fields", "changed_at")])
    return [str(row[0]) for row in changes.page(database, query).rows]


def test_a_clock_that_goes_backwards_hides_no_change(migrated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "datetime", Clock)
    with open_database(migrated) as database:
        versions = []
        for hour, text in ((12, REPORT_2020), (9, REPORT_2021), (15, REPORT_2020.replace("12家", "13家"))):
            monkeypatch.setattr(Clock, "hour_now", hour)
            ingest_text(database, text.encode(), "yunxi.txt")
            versions.append(data_version(database))
        found = times(database)
    assert len(set(versions)) == 3
    assert found == sorted(found)
    assert {time[11:13] for time in found} == {"12", "15"}
