"""A new migrated database for each test, of both kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.schema import migrate
from app.store.session import Database


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    made = Database(address)
    migrate(made)
    yield made
    made.close()


@pytest.fixture
def file_database(tmp_path: Path) -> Iterator[Database]:
    """A database in a file, for tests of SQLite only."""
    made = Database(f"sqlite:///{tmp_path / 'file.db'}")
    migrate(made)
    yield made
    made.close()
