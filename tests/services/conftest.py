"""Fixtures: a migrated database of each kind, and folders of small reports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.services.database import Database, migrate, open_database


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    made = open_database(address)
    migrate(made)
    yield made
    made.close()
