"""What all tests share: how Hypothesis runs, databases of both kinds, a server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.main import check_lists
from tests.databases import KINDS, new_address
from tests.served import served

# Where a list lacks a row, a service or a route, this is the one error, not a failure of each test.
check_lists()

# No deadline: machines that run this suite share their cores, and a slow example is no failure.
settings.register_profile("default", deadline=None)
# In CI the same examples every time: what fails there must fail again on the next run.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, of either kind in turn."""
    with new_address(request.param, tmp_path) as made:
        yield made


@pytest.fixture(scope="module", params=KINDS)
def module_address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """As ``address``, one for all tests of a module."""
    with new_address(request.param, tmp_path_factory.mktemp("module")) as made:
        yield made


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server process with the seed; tests only read it."""
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found
