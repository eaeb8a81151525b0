"""Ingestion that is killed at any moment leaves whole reports, and the next run does the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.database import open_database
from app.services.ingesting.ingestion import ingest
from app.store.upkeep.compacting import compact
from tests.databases import migrated_address
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

REPORTS = 12


@pytest.mark.parametrize("workers", [(1, 1, 2)])
def test_what_is_killed_leaves_whole_reports(migrated: str, tmp_path: Path, workers: tuple[int, ...]) -> None:
    folder = tmp_path / "reports"
    make_reports(folder, REPORTS)
    with open_database(migrated) as database:
        for number in workers:
            kill_after(database, ingesting(folder, migrated, number), 2)
            assert wrong(database) == []
        assert stored(database) > 0
        ingest(database, sorted(folder.iterdir()))
        (tmp_path / "clean").mkdir()
        with (
            migrated_address(database.dialect, tmp_path / "clean") as other,
            open_database(other) as clean,
        ):
            ingest(clean, sorted(folder.iterdir()))
            assert exported(clean) == exported(database)


def test_reports_are_whole_when_the_upkeep_is_disturbed(migrated: str, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    make_reports(folder, 3, lines=1)
    with open_database(migrated) as database:
        process = ingesting(folder, migrated, zhibiao=KEEPING_UP)
        assert upkeep_begins(process)
        end_sessions(database)
        process.kill()
        process.communicate()
        assert (wrong(database), stored(database)) == ([], 3)
        compact(database)
        assert unfinished(database) == 0
