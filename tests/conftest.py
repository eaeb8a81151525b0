"""Shared by all tests: the settings of Hypothesis, databases of both kinds, a server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.main import check_lists
from tests.databases import KINDS, migrated_address, new_address, remove_templates
from tests.served import served

# If a list lacks a row, a service or a route, this is the only error; the tests do not fail one by one.
check_lists()

# No deadline: machines that run this suite share their cores, and a slow example is not a failure.
settings.register_profile("default", deadline=None)
# CI uses the same examples every time, so that a failure there can be repeated.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, for each kind of database in turn."""
    with new_address(request.param, tmp_path) as made:
        yield made


@pytest.fixture(params=KINDS)
def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with all tables and no data, for each kind of database in turn."""
    with migrated_address(request.param, tmp_path) as made:
        yield made


@pytest.fixture(scope="module", params=KINDS)
def module_address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Like ``migrated``, but shared by all tests of a module."""
    with migrated_address(request.param, tmp_path_factory.mktemp("module")) as made:
        yield made


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server process with the seed; tests only read from it."""
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


def pytest_sessionfinish() -> None:
    """Remove what the databases of this process were copied from."""
    remove_templates()
