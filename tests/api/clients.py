"""Clients of the service for tests: the real application with a real SQLite file, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from app.config import Settings
from app.main import complete_app, create_api
from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest_text
from tests.api import stored


@contextmanager
def asking(settings: Settings, root_path: str = "") -> Iterator[TestClient]:
    """A client of a service with these settings; ``database_of`` returns its database."""
    api = create_api(settings)
    api.add_api_route("/defect", _defect, include_in_schema=False)
    app = complete_app(api, settings)
    with TestClient(
        app, raise_server_exceptions=False, root_path=root_path, follow_redirects=False
    ) as client:
        yield client
    api.state.database.close()


def database_of(client: TestClient) -> Database:
    """The database of a client's service."""
    app: Any = client.app
    while not hasattr(app, "state"):
        app = app.app  # a middleware
    found: Database = app.state.database
    return found


def add_report(client: TestClient) -> None:
    """Store another report, as a concurrent ingestion would."""
    source = stored.report(2022, stored.TEXT_2021, "later")
    stored.put(database_of(client), source, stored.statements_2021(source))


def _defect() -> None:
    raise ZeroDivisionError("a secret")


@contextmanager
def small_service(folder: Path, root_path: str = "") -> Iterator[TestClient]:
    """A client of a service with the two reports of ``stored``."""
    with asking(stored.fill(folder), root_path) as client:
        yield client


@contextmanager
def reviewed(address: str, text: str, token: str) -> Iterator[TestClient]:
    """A client of a service with one report, which takes corrections with the token."""
    with open_database(address) as database:
        ingest_text(database, text.encode(), "云溪市-2020.txt")
    with asking(Settings(address, review_token=token)) as client:
        yield client
