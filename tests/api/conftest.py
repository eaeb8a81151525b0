"""Clients: ``client`` with a new database, ``shared_client`` for tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.services.database import open_database
from app.services.ingesting.ingestion import ingest
from tests.api.clients import asking, small_service
from tests.databases import migrated_file

SEED = Path(__file__).parents[2] / "seeds" / "yinzhou-2020.txt"


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
    """A service whose database does not exist."""
    with asking(Settings(f"sqlite:///{tmp_path / 'none' / 'such.db'}")) as found:
        yield found


@pytest.fixture(scope="session")
def known(shared_client: TestClient) -> dict[str, str]:
    """Existing ids, for paths."""
    row = shared_client.get("/v1/observations?limit=1").json()["data"][0]
    return {"observation": row["id"], "report": row["report_id"]}


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service with the report of 鄞州区."""
    settings = Settings(migrated_file(tmp_path_factory.mktemp("seeded") / "seeded.db"))
    with open_database(settings.database_url) as database:
        list(ingest(database, [SEED]))
    with asking(settings) as client:
        yield client
