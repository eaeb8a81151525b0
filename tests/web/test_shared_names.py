"""Places that share their name: each has pages of its own, with and without a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.services.database import migrate, open_database
from app.services.ingesting.ingestion import ingest
from tests.api.clients import asking

BODY = "2019年，地区生产总值100亿元，增长7%。新增就业3.5万人。\n今年，地区生产总值增长6%左右。\n"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """北京 and 长春 have a district 朝阳区; one report does not say which of them it is of."""
    folder = tmp_path_factory.mktemp("shared")
    for number, name in enumerate(("朝阳区", "北京市朝阳区")):
        (folder / f"{number}.txt").write_text(f"{name}2020年政府工作报告\n\n{BODY}", encoding="utf-8")
    url = f"sqlite:///{folder / 'shared.db'}"
    database = open_database(url)
    migrate(database)
    ingest(database, sorted(folder.glob("*.txt")))
    with asking(Settings(url)) as made:
        yield made


def test_each_number_and_each_place_has_a_page_whose_links_work(client: TestClient) -> None:
    rows = client.get("/v1/observations").json()["data"]
    assert {row["region_code"] for row in rows} == {None, "110105"}
    for address in (
        *(f"/observations/{row['id']}" for row in rows),
        "/places/110105",
        f"/places/{quote('朝阳区')}",
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        for link in re.findall(r'href="\.\./((?:places|explore|compare|observations|feed)[^"#]*)', page.text):
            found = client.get(f"/{link.replace('&amp;', '&')}")
            assert found.status_code == 200, unquote(link)


@pytest.mark.parametrize("path", ["observations", "comparisons", "reports", "regions", "checks"])
def test_a_name_without_a_code_means_the_place_without_one(client: TestClient, path: str) -> None:
    assert client.get(f"/v1/{path}?region=朝阳区").status_code == 422
    rows = client.get(f"/v1/{path}?region=朝阳区&region_code=").json()["data"]
    assert {row["region_code"] for row in rows} <= {None}
    assert bool(rows) is (path != "checks")
