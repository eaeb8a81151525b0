"""Texts that share a transaction: one version, one comparison, and all or none are stored."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from app.services.computing.comparing import compare_regions
from app.services.database import Database, data_version
from app.services.ingesting import batch
from app.services.ingesting.files import FileResult
from app.services.ingesting.ingestion import ingest
from app.services.lists import reports
from app.services.lists.queries import parse_query
from app.store.connections.session import Connection
from app.store.rows.state import Turn
from tests.faults.kills import exported
from tests.texts import REPORT_2020

YEARS = (2018, 2019, 2020)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Reports of one place for three years."""
    made = [tmp_path / f"{year}.txt" for year in YEARS]
    for path, year in zip(made, YEARS, strict=True):
        text = REPORT_2020.replace("2019年", f"{year - 1}年").replace("2020年", f"{year}年")
        path.write_text(text, encoding="utf-8")
    return made


def stored(database: Database) -> int | None:
    return reports.page(database, parse_query("reports", [("limit", "1")])).total


@pytest.mark.parametrize("most, expected", [(1, 3), (2, 2), (32, 1)])
def test_a_place_is_compared_once_for_each_batch(
    database: Database, files: list[Path], monkeypatch: pytest.MonkeyPatch, most: int, expected: int
) -> None:
    compared: list[set[str]] = []

    def compare(connection: Connection, turn: Turn, region_keys: Collection[str]) -> None:
        compared.append(set(region_keys))
        compare_regions(connection, turn, region_keys)

    monkeypatch.setattr(batch, "compare_regions", compare)
    monkeypatch.setattr(batch, "MOST_TEXTS", most)
    monkeypatch.setattr(batch, "MOST_SECONDS", 600)
    ingest(database, files)
    assert len(compared) == expected
    assert len(set(map(frozenset, compared))) == 1


@pytest.mark.parametrize("most, expected", [(1, 3), (32, 1)])
def test_counts_and_lists_of_rules_are_written_once_for_each_batch(
    database: Database, files: list[Path], monkeypatch: pytest.MonkeyPatch, most: int, expected: int
) -> None:
    written: list[str] = []

    def before(*given: object) -> None:
        written.append(str(given[2]))

    monkeypatch.setattr(batch, "MOST_TEXTS", most)
    monkeypatch.setattr(batch, "MOST_SECONDS", 600)
    event.listen(Engine, "before_cursor_execute", before)
    try:
        ingest(database, files)
    finally:
        event.remove(Engine, "before_cursor_execute", before)
    for table in ("observation_tallies", "rule_lists"):
        assert sum(f"INSERT INTO {table}" in statement for statement in written) == expected


def test_batches_make_no_difference(
    database: Database, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(database, files)
    together = exported(database)
    monkeypatch.setattr(batch, "MOST_TEXTS", 1)
    for path in files:
        path.write_text(path.read_text(encoding="utf-8") + "新建书屋3家。\n", encoding="utf-8")
    ingest(database, files)
    assert exported(database) != together
    for path in files:
        path.write_text(path.read_text(encoding="utf-8").removesuffix("新建书屋3家。\n"), encoding="utf-8")
    ingest(database, files)
    assert exported(database) == together


def test_files_are_told_of_when_they_are_stored(database: Database, files: list[Path]) -> None:
    seen: list[int | None] = []

    def on_result(_: FileResult) -> None:
        seen.append(stored(database))

    ingest(database, files, on_result=on_result)
    assert seen == [3, 3, 3]


def test_an_error_leaves_what_was_committed(
    database: Database, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(database, files[:1])
    version = data_version(database)

    def fail(*_: object) -> None:
        raise RuntimeError("halfway")

    monkeypatch.setattr(batch, "compare_regions", fail)
    with pytest.raises(RuntimeError, match="halfway"):
        ingest(database, files)
    assert (stored(database), data_version(database)) == (1, version)
