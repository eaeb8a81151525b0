"""Compacting changes no answer, and leaves no unfinished index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from app.store.connections import files
from app.store.connections.session import Database
from app.store.upkeep import compacting
from app.store.upkeep.compacting import COMPACT_LOCK, compact
from tests.made import observed, reported
from tests.store.storing import store
from tests.store.test_search import search

FILE_OF_KEY = (
    "SELECT pg_relation_filenode(indexrelid) FROM pg_index "
    "WHERE indrelid = 'observations'::regclass AND indisunique ORDER BY indexrelid LIMIT 1"
)
FILES_OF_LONG_VALUES = (
    "SELECT pg_relation_filenode(indexrelid) FROM pg_index JOIN pg_class ON reltoastrelid = indrelid "
    "WHERE pg_class.oid = ANY (ARRAY['observations', 'changes']::regclass[]) ORDER BY indexrelid"
)
UNFINISHED = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"


def files_of_index(database: Database) -> int:
    """The number of the file of an index on PostgreSQL, another one after it is written again; else 0."""
    if database.dialect == "sqlite":
        return 0
    with database.reading() as connection:
        return int(connection.execute(text(FILE_OF_KEY)).scalar_one())


def test_of_two_processes_one_compacts(database: Database) -> None:
    if database.dialect == "sqlite":
        return
    before = files_of_index(database)
    with database.maintaining() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": COMPACT_LOCK})
        compact(database)
        assert files_of_index(database) == before
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": COMPACT_LOCK})
    compact(database)
    assert files_of_index(database) != before


def test_compacting_keeps_all_answers(database: Database) -> None:
    rows = [observed(id=f"{place}", sentence=f"养老{place}服务。") for place in range(300)]
    store(database, reported(2020), rows)
    found = search(database, "养老 服务")
    before = files_of_index(database)
    if database.dialect == "postgresql":
        with database.maintaining() as connection:
            connection.exec_driver_sql("CREATE INDEX ix_left_ccnew ON observations (year)")
            connection.exec_driver_sql(
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_left_ccnew'::regclass"
            )
    compact(database)
    assert search(database, "养老 服务") == found
    if database.dialect == "postgresql":
        assert files_of_index(database) != before
        with database.reading() as connection:
            assert connection.execute(text(UNFINISHED)).scalar_one() == 0
            counted = "SELECT reltuples FROM pg_class WHERE relname = 'observations'"
            assert connection.execute(text(counted)).scalar_one() == len(rows)


def test_indexes_of_long_values_stay(database: Database) -> None:
    """Only a superuser can drop what a killed run left of them."""
    if database.dialect == "sqlite":
        return

    def files() -> list[int]:
        with database.reading() as connection:
            return list(connection.execute(text(FILES_OF_LONG_VALUES)).scalars())

    before = files()
    compact(database)
    assert before == files() != []


def free_pages(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.exec_driver_sql("PRAGMA freelist_count").scalar_one())


@pytest.mark.parametrize("largest, left", [(compacting.LARGEST, 0), (1 << 16, 30)])
def test_free_pages_of_sqlite_are_given_back_unless_the_file_is_large(
    database: Database, monkeypatch: pytest.MonkeyPatch, largest: int, left: int
) -> None:
    if database.dialect == "postgresql":
        return
    monkeypatch.setattr(compacting, "LARGEST", largest)
    monkeypatch.setattr(files, "LOG_BYTES", 1 << 17)
    store(database, reported(), [observed(id="a", sentence="养老。")])
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE gone AS SELECT randomblob(200000)")
        connection.exec_driver_sql("DROP TABLE gone")
    with database.reader() as reader:
        version = reader.version()
    compact(database)
    assert database.version() == version
    assert Path(f"{database.file}-wal").stat().st_size <= files.LOG_BYTES
    assert free_pages(database) >= left
    assert bool(free_pages(database)) == bool(left)
    assert search(database, "养老")


def test_the_copy_of_a_file_is_not_in_memory(database: Database) -> None:
    """It is as large as the file. Other temporary tables stay in memory."""
    if database.dialect == "postgresql":
        return
    stores: list[tuple[str, int]] = []

    def before(*given: Any) -> None:  # noqa: ANN401 # those of the event
        (store,) = given[1].connection.execute("PRAGMA temp_store").fetchone()
        stores.append((given[2], store))

    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE gone AS SELECT randomblob(200000)")
        connection.exec_driver_sql("DROP TABLE gone")
    event.listen(Engine, "before_cursor_execute", before)
    try:
        compact(database)
        with database.writing() as connection:
            connection.exec_driver_sql("SELECT 1")
    finally:
        event.remove(Engine, "before_cursor_execute", before)
    file, memory = 1, 2
    assert ("VACUUM", file) in stores
    assert stores[-1] == ("SELECT 1", memory)
