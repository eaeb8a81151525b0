"""Releases: two copies are equal byte by byte; they are served with checksums; other tools read them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema_rs import validate
from pyarrow import parquet
from starlette.testclient import TestClient

from app.api.responses.release_files import ReleaseError, write_release
from app.config import Settings
from app.services.database import open_database
from app.services.upkeep.releases import Release
from app.store.declared.resources import PUBLIC
from tests.api import stored
from tests.api.clients import add_report, asking, database_of
from tests.databases import migrated_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "releases"


@pytest.fixture
def client(tmp_path: Path, folder: Path) -> Iterator[TestClient]:
    with asking(replace(stored.fill(tmp_path), releases=folder)) as found:
        yield found


@pytest.fixture
def release(client: TestClient, folder: Path) -> Release:
    return write_release(database_of(client), folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_data_give_the_same_bytes(client: TestClient, folder: Path, release: Release) -> None:
    first = contents(release.folder)
    again = write_release(database_of(client), folder)
    assert again == release
    assert contents(release.folder) == first
    assert [path.name for path in folder.iterdir()] == [release.name]


def test_the_document_describes_releases(client: TestClient, folder: Path, release: Release) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, address in (("", ""), ("/{name}", f"/{release.name}")):
        described = paths[f"/v1/releases{path}"]["get"]["responses"]["200"]["content"]["application/json"]
        validate(described["schema"], described["example"])
        validate(described["schema"], client.get(f"/v1/releases{address}").json())
    add_report(client)
    write_release(database_of(client), folder)
    listed = client.get("/v1/releases").json()
    validate(
        listed, paths["/v1/releases"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    )
    assert [one["changes"] is None for one in listed["data"]] == [False, True]


def test_a_release_has_all_lists_and_checksums_of_all_files(release: Release) -> None:
    for name in PUBLIC:
        rows = parquet.read_table(release.folder / f"{name}.parquet").num_rows
        assert rows == release.about["rows"][name]
        with closing(sqlite3.connect(release.folder / "zhibiao.sqlite")) as connection:
            assert connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (rows,)  # noqa: S608 # ours
    there = {path.name for path in release.folder.iterdir()}
    assert {file.name for file in release.files} == there - {"SHA256SUMS"}
    for file in release.files:
        data = (release.folder / file.name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file.bytes, file.sha256)


def test_a_release_is_described_for_machines(release: Release) -> None:
    described = json.loads((release.folder / "datapackage.json").read_text(encoding="utf-8"))
    sums = {file.name: file.sha256 for file in release.files}
    assert [resource["name"] for resource in described["resources"]] == list(PUBLIC)
    assert "corrections" not in PUBLIC, "they name their readers"
    for resource in described["resources"]:
        assert resource["hash"] == f"sha256:{sums[resource['path']]}"
    croissant = json.loads((release.folder / "croissant.json").read_text(encoding="utf-8"))
    assert {file["contentUrl"]: file["sha256"] for file in croissant["distribution"]} == {
        f"{name}.parquet": sums[f"{name}.parquet"] for name in PUBLIC
    }
    assert release.name in croissant["citeAs"]
    assert len(release.about["extractor_version"]) == 12


def test_a_release_says_what_has_changed_since_the_last(
    client: TestClient, folder: Path, release: Release
) -> None:
    assert release.about["changes"] is None
    add_report(client)
    later = write_release(database_of(client), folder)
    changes = later.about["changes"]
    assert changes["since"] == release.name
    assert (changes["added"] > 0, changes["removed"]) == (True, 0)
    lines = (later.folder / "changes.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == changes["added"] + changes["changed"] + changes["removed"]


def test_an_empty_database_has_no_release(tmp_path: Path, folder: Path) -> None:
    with (
        open_database(migrated_file(tmp_path / "empty.db")) as database,
        pytest.raises(ReleaseError, match="ingest reports first"),
    ):
        write_release(database, folder)
    assert not folder.exists()


def test_releases_are_served(client: TestClient, folder: Path) -> None:
    assert client.get("/v1/releases").json() == {"data": [], "total": 0}
    assert client.get("/v1/releases/latest").status_code == 404
    release = write_release(database_of(client), folder)
    (listed,) = client.get("/v1/releases").json()["data"]
    assert listed["name"] == release.name
    latest = client.get("/v1/releases/latest")
    assert (latest.status_code, latest.headers["location"]) == (302, listed["url"])
    assert client.get(latest.headers["location"]).json() == listed
    for file in listed["files"]:
        answer = client.get(file["url"])
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        part = client.get(file["url"], headers={"range": "bytes=0-3"})
        assert (part.status_code, part.content) == (206, answer.content[:4])
        assert client.head(file["url"]).headers["content-length"] == str(file["bytes"])
        assert client.get(file["url"], headers={"if-none-match": answer.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    "path", ["1999-01-01-1", "{name}/none.csv", "{name}/SHA256SUMS", "..%2F..", "{name}/..%2Frelease.json"]
)
def test_nothing_else_is_served(client: TestClient, release: Release, path: str) -> None:
    answer = client.get(f"/v1/releases/{path.format(name=release.name)}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_without_the_setting_there_are_no_releases(shared_client: TestClient) -> None:
    assert shared_client.get("/v1/releases").json()["total"] == 0
    assert Settings().releases is None
