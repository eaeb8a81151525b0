"""Changes are noticed at once, whoever makes them, and watching takes no lock from anybody."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from app.store.schema import migrate
from app.store.session import Database
from app.store.watch import Watch

WRITE = "UPDATE state SET version = version + 1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is migrated, without a connection to it."""
    with Database(f"sqlite:///{tmp_path / 'watched.db'}") as database:
        migrate(database)
    return tmp_path / "watched.db"


def opened(file: Path) -> Database:
    return Database(f"sqlite:///{file}")


def elsewhere(file: Path, statement: str) -> str:
    """What another process comes to that runs a statement, waiting for nobody."""
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


def test_sqlite_is_not_asked_while_nothing_changes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(file) as database:
        # The log is shared once SQLite has been asked.
        before = database.version(), database.version()
        monkeypatch.setattr(Database, "_newest", lambda _: pytest.fail("asked"))
        assert (database.version(), database.version()) == before


def test_a_file_without_a_shared_log_is_asked_about(tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    with sqlite3.connect(plain) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    watch = Watch(plain)
    assert watch.header() is None
    watch.end(safely=True)


def test_the_last_watch_closes_the_handle_and_the_others_do_not(file: Path) -> None:
    """Closing it earlier would take the locks of the one that still writes."""
    with opened(file) as writer:
        writer.version()
        first = opened(file)
        first.version()
        with writer.writing() as connection:
            connection.execute(text(WRITE))
            first.close()
            assert "locked" in elsewhere(file, WRITE)
        assert elsewhere(file, WRITE) == ""


def test_a_closed_database_can_be_asked_again(file: Path) -> None:
    database = opened(file)
    before = database.version()
    database.close()
    elsewhere(file, WRITE)
    assert database.version() != before
    database.close()
