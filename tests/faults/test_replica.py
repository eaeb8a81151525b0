"""A server that reads from a replica: it follows the database, and outlives it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.config import Settings, load_settings
from app.main import create_app
from app.services.database import DatabaseError, migrate, open_database
from app.services.ingesting.ingestion import ingest_text
from tests.faults.postgres import PROGRAMS, own_postgres, replica_of
from tests.texts import REPORT_2020, REPORT_2021

PATIENCE = 30


def reports(client: TestClient, wanted: int) -> str:
    """The tag of the list, when it has so many reports."""
    until = time.monotonic() + PATIENCE
    while (answer := client.get("/v1/reports")).json()["total"] != wanted:
        assert time.monotonic() < until
        time.sleep(0.05)
    return answer.headers["etag"]


@pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed")
def test_reading_follows_the_database_and_outlives_it() -> None:
    with own_postgres() as server, open_database(server.url()) as database:
        migrate(database)
        ingest_text(database, REPORT_2020.encode(), "yunxi.txt")
        with replica_of(server) as replica:
            settings = Settings(server.url(), read_url=replica.url())
            with TestClient(create_app(settings)) as client:
                before = reports(client, 1)
                ingest_text(database, REPORT_2021.encode(), "yunxi.txt")
                after = reports(client, 2)
                assert before != after
                database.close()
                server.stop()
                assert client.get("/readyz").status_code == 200
                assert client.get("/v1/observations?limit=3").json()["total"] > 0
                assert client.get("/v1/observations.csv").status_code == 200


def test_sqlite_has_no_replica(tmp_path: Path) -> None:
    settings = load_settings(
        {"ZHIBIAO_DATABASE_URL": f"sqlite:///{tmp_path}/a.db", "ZHIBIAO_DATABASE_READ_URL": "sqlite:///b.db"}
    )
    with pytest.raises(DatabaseError, match="SQLite has none"):
        create_app(settings)
