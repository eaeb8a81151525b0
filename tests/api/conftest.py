"""Clients: ``client`` with a database of its own, ``shared_client`` for tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from tests.api.clients import asking, small_service


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with small_service(tmp_path) as found:
        yield found


@pytest.fixture(scope="session")
def shared_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with small_service(tmp_path_factory.mktemp("held")) as found:
        yield found


@pytest.fixture
def homeless(tmp_path: Path) -> Iterator[TestClient]:
    """A service whose database has never been made."""
    with asking(Settings(f"sqlite:///{tmp_path / 'none' / 'such.db'}")) as found:
        yield found


@pytest.fixture(scope="session")
def known(shared_client: TestClient) -> dict[str, str]:
    """Ids that exist, for addresses."""
    row = shared_client.get("/v1/observations?limit=1").json()["data"][0]
    return {"observation": row["id"], "report": row["report_id"]}
