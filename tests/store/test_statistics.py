"""The statistics of SQLite: collected when there are many more reports, and of use to plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest
from app.store.upkeep import statistics
from tests.databases import migrated_file
from tests.faults.kills import make_reports


def counted(database: Database) -> int:
    with database.reading() as connection:
        return statistics._counted(connection)  # noqa: SLF001 # what was counted is not shown otherwise


def test_they_are_collected_when_the_reports_have_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "FEWEST", 3)
    folder = tmp_path / "reports"
    found = []
    with open_database(migrated_file(tmp_path / "test.db")) as database:
        for more in (2, 1, 2, 1):
            make_reports(folder, more, lines=1)
            ingest(database, sorted(folder.iterdir()))
            found.append(counted(database))
    assert found == [0, 3, 3, 6]


def test_postgresql_collects_its_own(migrated: str) -> None:
    with open_database(migrated) as database, database.reading() as connection:
        assert not statistics.are_outdated(connection)
