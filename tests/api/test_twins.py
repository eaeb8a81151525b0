"""SQLite and PostgreSQL give the same responses, byte by byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.services.database import data_version
from app.services.ingesting.files import IngestEffect, find_files
from app.services.ingesting.ingestion import ingest
from app.services.lists import observations
from tests.api import twins
from tests.api.clients import asking, database_of
from tests.databases import KINDS

pytestmark = pytest.mark.skipif("postgresql" not in KINDS, reason="there is no PostgreSQL to compare with")


class Twins(NamedTuple):
    """Two services with the same data."""

    sqlite: TestClient
    postgresql: TestClient


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    with (
        twins.twin("sqlite", tmp_path_factory.mktemp("twin")) as one,
        twins.twin("postgresql", tmp_path_factory.mktemp("twin")) as other,
    ):
        yield Twins(one, other)


@pytest.mark.parametrize("name", twins.LISTS)
def test_every_list_answers_the_same(both: Twins, name: str) -> None:
    asked = found = 0
    for address in twins.questions(twins.LISTS[name]):
        ours, theirs = both.sqlite.get(address), both.postgresql.get(address)
        assert (ours.status_code, ours.content) == (theirs.status_code, theirs.content), address
        assert ours.headers.get("x-total-count") == theirs.headers.get("x-total-count"), address
        asked += 1
        found += ours.status_code == 200 and ours.headers.get("x-total-count") != "0"
    # Two filters can contradict each other, but most queries must select something.
    assert found > asked / 2


@pytest.mark.parametrize(
    "address",
    [
        "/v1/observations?limit=7",
        "/v1/observations?limit=7&sort=-value",
        "/v1/observations?limit=7&sort=unit,-indicator_code,year",
        "/v1/observations?limit=7&q=增长",
        "/v1/observations?limit=7&q=增长&sort=region_code",
        "/v1/comparisons?limit=3&sort=-gap",
        "/v1/comparisons?limit=3&sort=actual_value",
        "/v1/changes?limit=50",
        "/v1/coverage?limit=1000",
        "/v1/indicators?limit=20&sort=-observations",
    ],
)
def test_all_pages_are_the_same_once_each(both: Twins, address: str) -> None:
    ours = list(twins.pages(both.sqlite, address))
    assert ours == list(twins.pages(both.postgresql, address))
    rows = [json.dumps(row) for page in ours for row in json.loads(page)["data"]]
    assert len(rows) == len(set(rows)) == json.loads(ours[0])["total"]
    assert len(ours) > 1


def test_every_observation_is_the_same(both: Twins) -> None:
    rows = both.sqlite.get("/v1/observations?limit=1000").json()["data"]
    for row in rows:
        # The derivation takes long, and is computed of these alone.
        ours, theirs = (observations.one(database_of(client), row["id"], derived=False) for client in both)
        assert ours == theirs
    assert len(rows) > 500


@pytest.mark.parametrize("noun", ["observations", "reports"])
def test_an_observation_of_each_report_and_each_report_have_the_same_pages(both: Twins, noun: str) -> None:
    rows = both.sqlite.get(f"/v1/{noun}?limit=1000").json()["data"]
    for identifier in {row.get("report_id", row["id"]): row["id"] for row in rows}.values():
        ours, theirs = (client.get(f"/v1/{noun}/{identifier}") for client in both)
        assert (ours.status_code, ours.content) == (200, theirs.content), identifier


def test_the_same_again_changes_nothing(both: Twins) -> None:
    for client in both:
        database = database_of(client)
        version, changes = data_version(database), client.get("/v1/changes?limit=1000").content
        results = ingest(database, find_files([twins.SEEDS]))
        assert {result.change for result in results} == {IngestEffect.UNCHANGED}
        assert (data_version(database), client.get("/v1/changes?limit=1000").content) == (version, changes)


def test_what_is_known_is_304_until_the_data_change(both: Twins) -> None:
    for client in both:
        tag = client.get("/v1/observations?year=2019").headers["etag"]
        known = {"if-none-match": tag}
        assert client.get("/v1/observations?year=2019", headers=known).status_code == 304
        assert client.get("/v1/observations?year=2020", headers=known).status_code == 200


def test_postgresql_stops_what_takes_too_long(both: Twins) -> None:
    holder = database_of(both.postgresql)
    limited = Settings(holder.url.render_as_string(hide_password=False), query_seconds=1)
    with asking(limited) as client:
        with holder.writing() as connection:
            # Readers wait for this transaction to end.
            connection.exec_driver_sql("LOCK TABLE observations IN ACCESS EXCLUSIVE MODE")
            for address in ("/v1/observations?value_from=3", "/v1/observations?format=csv&value_from=3"):
                answer = client.get(address)
                assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
                assert answer.headers["content-type"] == "application/problem+json"
                assert "narrow it by filters" in answer.json()["detail"]
        assert client.get("/v1/observations?value_from=3").status_code == 200
        assert database_of(client).in_use() == 0
