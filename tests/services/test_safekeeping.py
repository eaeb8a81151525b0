"""Backups, restores and the findings of the doctor, on databases of both kinds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from app.services.database import Database, DatabaseError, data_version
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import changes, observations
from app.services.lists.queries import QueryError, parse_query
from app.services.upkeep.diagnosis import diagnose
from app.services.upkeep.safekeeping import back_up, restore
from tests.texts import REPORT_2020, REPORT_2021


@pytest.fixture
def filled(database: Database) -> Database:
    if database.dialect == "postgresql" and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not on the PATH")
    ingest_text(database, REPORT_2020.encode(), "yunxi.txt")
    return database


def rows(database: Database) -> list[tuple[object, ...]]:
    stream = observations.stream(database, parse_query("observations", []))
    return [row for batch in stream.batches for row in batch]


def last_change(database: Database) -> object:
    query = parse_query("changes", [("sort", "-sequence"), ("limit", "1"), ("fields", "sequence")])
    return changes.page(database, query).rows[0][0]


def test_a_backup_brings_back_what_there_was(filled: Database, tmp_path: Path) -> None:
    before, version, file = rows(filled), data_version(filled), tmp_path / "copy"
    back_up(filled, file)
    ingest_text(filled, REPORT_2021.encode(), "later.txt")
    lost = last_change(filled)
    assert rows(filled) != before
    restore(filled, file)
    assert rows(filled) == before
    assert data_version(filled) != version, "an old ETag would be true, but nobody can know"
    with pytest.raises(QueryError, match="was restored from a backup"):
        changes.page(filled, parse_query("changes", [("since", str(lost))]))
    ingest_text(filled, REPORT_2021.encode(), "later.txt")
    assert int(str(last_change(filled))) > int(str(lost))
    assert not [finding for finding in diagnose(filled) if finding.wrong]


def test_a_backup_is_of_one_state_and_the_database_stays_in_use(filled: Database, tmp_path: Path) -> None:
    with filled.reading() as reader:
        reader.execute(text("SELECT count(*) FROM observations")).scalar_one()
        back_up(filled, tmp_path / "copy")
        ingest_text(filled, REPORT_2021.encode(), "later.txt")
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy"]


@pytest.mark.parametrize("content", [None, b"", b"no database at all"])
def test_what_is_no_backup_changes_nothing(filled: Database, tmp_path: Path, content: bytes | None) -> None:
    before, file = rows(filled), tmp_path / "copy"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DatabaseError, match="copy") as refused:
        restore(filled, file)
    assert not re.search(r"failed: \d+$", str(refused.value)), "what a program has printed says more"
    assert rows(filled) == before


def test_the_doctor_finds_counts_that_do_not_agree(filled: Database) -> None:
    assert not [finding for finding in diagnose(filled) if finding.wrong]
    with filled.writing() as connection:
        connection.execute(text("UPDATE observation_tallies SET observations = observations + 1"))
        connection.execute(text("UPDATE reports SET extractor_version = 'older'"))
    wrong = {finding.subject for finding in diagnose(filled) if finding.wrong}
    assert wrong == {"tallies", "stale reports"}


@pytest.mark.parametrize("column", ["unit", "level", "reader"])
def test_the_doctor_compares_the_counts_by_each_column(filled: Database, column: str) -> None:
    with filled.writing() as connection:
        connection.execute(text("DELETE FROM observation_value_tallies WHERE name = :name"), {"name": column})
    wrong = {finding.subject: finding.found for finding in diagnose(filled) if finding.wrong}
    assert wrong == {f"tallies of {column}": "0"}


def test_the_doctor_says_what_to_do_where_there_are_no_tables(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path / 'none.db'}") as database:
        *_, last = diagnose(database)
    assert "zhibiao migrate" in (last.wrong or "")
