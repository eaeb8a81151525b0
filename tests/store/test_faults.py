"""Faults of a database while it is served: long logs, damage, a replaced file, two migrations."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.store.connections.session import Database, DatabaseError
from app.store.rows import state
from app.store.upkeep import schema
from app.store.upkeep.backups import damage
from tests.made import observed, reported
from tests.store.storing import store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with Database(f"sqlite:///{tmp_path / 'served.db'}") as database:
        schema.migrate(database)
    return tmp_path / "served.db"


def version_in(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(text("SELECT version FROM state")).scalar_one())


def write(database: Database, version: int) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE state SET version = :version"), {"version": version})
        connection.execute(text("CREATE TABLE IF NOT EXISTS filler (bytes BLOB)"))
        connection.execute(text("DELETE FROM filler"))
        connection.execute(text("INSERT INTO filler VALUES (randomblob(1000000))"))


def test_the_log_stays_short_while_there_is_always_a_reader(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.connections.files.LOG_BYTES", 2_000_000)
    ended, begun = threading.Event(), threading.Barrier(3)
    log = file.with_name("served.db-wal")

    def read(database: Database) -> None:
        begun.wait()
        while not ended.is_set():
            with database.reading() as connection:
                connection.execute(text("SELECT * FROM filler")).all()
                # Longer than a write takes, so that one of the two has always begun before.
                ended.wait(0.02)

    with Database(f"sqlite:///{file}") as database, ThreadPoolExecutor() as threads:
        write(database, 0)
        readers = [threads.submit(read, database) for _ in range(2)]
        begun.wait()
        sizes = []
        for number in range(40):
            write(database, number)
            sizes.append(log.stat().st_size)
        ended.set()
        for reader in readers:
            reader.result()
    assert max(sizes) < 4_000_000


def test_a_closed_database_is_one_whole_file(file: Path) -> None:
    with Database(f"sqlite:///{file}") as database:
        database.version()
        write(database, 7)
        assert version_in(database) == 7
    assert [path.name for path in file.parent.iterdir()] == ["served.db"]


def test_a_damaged_file_is_said_to_be_damaged(file: Path) -> None:
    with Database(f"sqlite:///{file}") as database:
        write(database, 1)
        with database.writing() as connection:
            page = connection.execute(text("SELECT rootpage FROM sqlite_master WHERE name = 'filler'"))
            start = (int(page.scalar_one()) - 1) * 4096
    content = bytearray(file.read_bytes())
    content[start : start + 4096] = b"\xff" * 4096
    file.write_bytes(content)
    with Database(f"sqlite:///{file}") as database:
        schema.check(database)
        with (
            pytest.raises(DatabaseError, match=r"is damaged.*restore a backup"),
            database.reading() as connection,
        ):
            connection.execute(text("SELECT * FROM filler")).all()
        with pytest.raises(DatabaseError, match=r"is damaged.*restore a backup"):
            schema.check(database)


def test_rows_without_the_row_that_they_refer_to_are_damage(file_database: Database) -> None:
    store(file_database, reported(), [observed()])
    with file_database.reading() as connection:
        assert damage(connection) is None
    with closing(sqlite3.connect(str(file_database.file))) as plain, plain:
        plain.execute("DELETE FROM reports")
    with file_database.reading() as connection:
        assert re.fullmatch("a row of [a-z_]+ refers to a missing row of reports", damage(connection) or "")


def test_another_file_of_the_name_is_read_at_once(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(file, other)
    with Database(f"sqlite:///{other}") as database:
        write(database, 5)
    with Database(f"sqlite:///{file}") as database:
        before = database.version()
        assert version_in(database) == 0
        other.rename(file)
        assert database.version() != before
        assert version_in(database) == 5


def test_each_state_has_a_token_of_its_own(file: Path, tmp_path: Path) -> None:
    """A copy with different changes has the same number of changes."""
    copy = tmp_path / "copy.db"
    shutil.copy(file, copy)
    versions = []
    for path in (file, copy):
        with Database(f"sqlite:///{path}") as database:
            with database.writing() as connection:
                state.end_change(connection, state.begin_change(connection))
            versions.append(database.version())
    one, other = versions
    assert one.rpartition("-")[2] == other.rpartition("-")[2]
    assert one != other


def test_two_migrations_at_once(address: str) -> None:
    begun = threading.Barrier(4)

    def migrate() -> str:
        with Database(address) as database:
            begun.wait()
            return schema.migrate(database)[1]

    with ThreadPoolExecutor() as threads:
        done = [threads.submit(migrate) for _ in range(4)]
        assert {one.result() for one in done} == {schema.REVISIONS[-1]}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="another user can't be taken on")
def test_a_file_in_a_folder_that_cannot_be_written_is_read() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        with Database(f"sqlite:///{folder / 'served 1.db'}") as database:
            schema.migrate(database)
        folder.chmod(0o555)
        (folder / "served 1.db").chmod(0o444)
        os.seteuid(65534)
        with Database(f"sqlite:///{folder / 'served 1.db'}") as database:
            schema.check(database)
            assert version_in(database) == 0
            assert database.version()
    finally:
        os.seteuid(0)
        shutil.rmtree(folder)
