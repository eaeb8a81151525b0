"""A migrated database, and folders of small reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.database import Database, migrate, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = open_database(f"sqlite:///{tmp_path / 'test.db'}")
    migrate(made)
    yield made
    made.close()
