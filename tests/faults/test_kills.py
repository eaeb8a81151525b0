"""Ingestion that is killed at any moment leaves whole reports, and the next run does the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.database import open_database
from app.services.ingesting.ingestion import ingest
from tests.databases import migrated_address
from tests.faults.kills import exported, ingesting, kill_after, make_reports, stored, wrong

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
