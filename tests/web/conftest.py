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
