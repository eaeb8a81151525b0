"""Fixtures: a migrated database of each kind, and folders of small reports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.services.database import Database, open_database


@pytest.fixture
def database(migrated: str) -> Iterator[Database]:
    made = open_database(migrated)
    yield made
    made.close()
