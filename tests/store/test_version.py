"""Every change of the data is noticed immediately, whichever process makes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from app.store.connections.session import Database
from tests.databases import migrated_file

WRITE = "UPDATE state SET version = version + 1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A migrated database file without open connections."""
    made = tmp_path / "watched.db"
    migrated_file(made)
    return made


def opened(file: Path) -> Database:
    return Database(f"sqlite:///{file}")


def elsewhere(file: Path, statement: str) -> str:
    """The error of another process that runs a statement without waiting for locks; empty if it succeeds."""
    program = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], timeout=0)\n"
        "try:\n"
        "    with connection: connection.execute(sys.argv[2])\n"
        "except sqlite3.OperationalError as error: print(error)\n"
    )
    command = [sys.executable, "-c", program, str(file), statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_every_write_of_another_process_is_seen_at_once(file: Path) -> None:
    with opened(file) as database:
        seen = [database.version()]
        for _ in range(3):
            assert elsewhere(file, WRITE) == ""
            seen.append(database.version())
            assert database.version() == seen[-1]
    numbers = [int(token.rpartition("-")[2]) for token in seen]
    assert numbers == [numbers[0] + step for step in range(4)]


def test_every_write_of_this_process_is_seen_at_once(file: Path) -> None:
    with opened(file) as database, opened(file) as other:
        before = database.version()
        with other.writing() as connection:
            connection.execute(text(WRITE))
            assert database.version() == before
        assert database.version() != before


def test_a_checkpoint_hides_nothing(file: Path) -> None:
    with opened(file) as database:
        seen = {database.version()}
        for _ in range(3):
            elsewhere(file, "PRAGMA wal_checkpoint(TRUNCATE)")
            elsewhere(file, WRITE)
            seen.add(database.version())
    assert len(seen) == 4


def test_a_closed_database_can_be_asked_again(file: Path) -> None:
    database = opened(file)
    before = database.version()
    database.close()
    elsewhere(file, WRITE)
    assert database.version() != before
    database.close()
