"""Several processes store the same rows as one; a second run extracts nothing; a worker may be killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest

from app.services.database import Database, open_database
from app.services.ingesting import preparing
from app.services.ingesting.files import IngestEffect
from app.services.ingesting.ingestion import WorkerError, ingest, try_file
from app.services.ingesting.preparing import PreparedFile
from app.services.ingesting.sources import PLAIN, ReadingOptions
from app.services.lists import changes, comparisons, observations, reports
from app.services.lists.queries import parse_query
from tests.databases import migrated_address
from tests.texts import REPORT_2020, REPORT_2021

LISTS = {"observations": observations, "comparisons": comparisons, "reports": reports, "changes": changes}
TIMES = {"updated_at", "ingested_at", "changed_at"}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Reports of two years and two places, one of them twice, and a file that is not a report."""
    folder = tmp_path / "reports"
    folder.mkdir()
    texts = {
        "a.txt": REPORT_2020,
        "b.txt": REPORT_2021,
        "c.txt": REPORT_2020.replace("云溪", "三贤"),
        "d.txt": REPORT_2020.replace("新建养老机构12家。", ""),
        "e.txt": "",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    for name, service in LISTS.items():
        query = parse_query(name, [])
        stream = service.stream(database, query)
        shown = [place for place, column in enumerate(stream.columns) if column not in TIMES]
        found[name] = [tuple(row[place] for place in shown) for batch in stream.batches for row in batch]
    return found


def test_several_processes_store_what_one_stores(
    database: Database, files: list[Path], tmp_path: Path
) -> None:
    several = ingest(database, files, workers=2)
    (tmp_path / "one").mkdir()
    with (
        migrated_address(database.dialect, tmp_path / "one") as address,
        open_database(address) as other,
    ):
        assert ingest(other, files, workers=1) == several
        assert content(other) == content(database)
    changes_ = [result.change for result in several]
    assert changes_.count(IngestEffect.FAILED) == 1
    assert len(content(database)["observations"]) > 20


def test_a_second_run_extracts_nothing(
    database: Database, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(database, files[:1])
    dry = [try_file(database, file).change for file in files]
    assert dry[0] is IngestEffect.UNCHANGED
    assert dry[-1] is IngestEffect.FAILED
    prepared: list[PreparedFile] = []

    def prepare(*asked: Any) -> Iterator[PreparedFile]:  # noqa: ANN401 # those of the function
        for one in preparing.prepare(*asked):
            prepared.append(one)
            yield one

    # The stored rows are those of the processes.
    monkeypatch.setattr(preparing, "observations_of", None)
    monkeypatch.setattr("app.services.ingesting.ingestion.prepare", prepare)
    ingest(database, files, workers=2)
    assert [bool(one.rows) for one in prepared] == [False, True, True, True, False]


def test_a_dry_run_needs_no_database(tmp_path: Path, files: list[Path]) -> None:
    with open_database(f"sqlite:///{tmp_path / 'none.db'}") as database:
        assert try_file(database, files[0], ReadingOptions(report_year=2019)).report_id.endswith("-2019")  # type: ignore[union-attr]  # a report has an id
    assert not (tmp_path / "none.db").exists()


def children(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def test_a_killed_worker_is_named_and_what_was_stored_stays(database: Database, files: list[Path]) -> None:
    prepared = preparing.prepare(database, files * 10, PLAIN, 2)
    next(prepared)
    for server in children(os.getpid()):
        if b"forkserver" in Path(f"/proc/{server}/cmdline").read_bytes():
            for worker in children(server):
                os.kill(worker, signal.SIGKILL)
    with pytest.raises(WorkerError, match=r"was killed.*Run the command again"):
        list(prepared)


def test_workers_start_where_no_socket_can_be(
    database: Database, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name of the folder for temporary files can be too long for one."""

    def fail() -> None:
        raise OSError("AF_UNIX path too long")

    monkeypatch.setattr(forkserver, "ensure_running", fail)
    alone = preparing.prepare(database, files[:2], PLAIN, 1)
    together = preparing.prepare(database, files[:2], PLAIN, 2)
    assert [one.source for one in together] == [one.source for one in alone]


def test_what_is_too_much_for_a_report_is_refused(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "many.txt").write_text(REPORT_2020 + "工业增长5%、" * 10_001, encoding="utf-8")
    (tmp_path / "enough.txt").write_text(REPORT_2020 + "\n" + "新建书屋3家。\n" * 100, encoding="utf-8")
    many, enough = ingest(database, [tmp_path / "many.txt", tmp_path / "enough.txt"])
    assert many.change is IngestEffect.FAILED
    assert "numbers, more than 10,000" in str(many.reason)
    assert enough.change is IngestEffect.ADDED
    monkeypatch.setattr("app.services.ingesting.sources.MOST_BYTES", 100)
    (large,) = ingest(database, [tmp_path / "enough.txt"])
    assert "more than 100 bytes" in str(large.reason)
