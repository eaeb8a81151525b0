"""One service for all tests of pages: they only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.api.clients import small_service


@pytest.fixture(scope="session")
def shared_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with small_service(tmp_path_factory.mktemp("pages")) as found:
        yield found


@pytest.fixture(scope="session")
def known(shared_client: TestClient) -> dict[str, str]:
    """Ids that exist, for addresses."""
    row = shared_client.get("/v1/observations?limit=1").json()["data"][0]
    return {"observation": row["id"], "report": row["report_id"]}
