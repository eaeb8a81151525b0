"""A new migrated database for each test, of both kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.connections.session import Database
from tests.databases import migrated_file


@pytest.fixture
def database(migrated: str) -> Iterator[Database]:
    made = Database(migrated)
    yield made
    made.close()


@pytest.fixture
def file_database(tmp_path: Path) -> Iterator[Database]:
    """A database in a file, for tests of SQLite only."""
    made = Database(migrated_file(tmp_path / "file.db"))
    yield made
    made.close()
