"""A place whose code changed: the API gives the other code, and each page leads to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.services.database import migrate, open_database
from app.services.ingesting.ingestion import ingest
from tests.api.clients import asking

COUNTY, CITY, ELSEWHERE = "620824", "620881", "330212"
BODY = "地区生产总值100亿元，增长7%。"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """华亭县 became 华亭市 in 2018; 鄞州区 has a predecessor by another name, and no report of it."""
    folder = tmp_path_factory.mktemp("succession")
    for year, name in ((2017, "华亭县"), (2019, "华亭市"), (2020, "宁波市鄞州区")):
        text = f"{name}{year}年政府工作报告\n\n{year - 1}年，{BODY}\n"
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    url = f"sqlite:///{folder / 'succession.db'}"
    database = open_database(url)
    migrate(database)
    ingest(database, sorted(folder.glob("*.txt")))
    with asking(Settings(url)) as made:
        yield made


def test_a_place_has_the_codes_before_and_after_its_own(client: TestClient) -> None:
    rows = {row["region_code"]: row for row in client.get("/v1/regions").json()["data"]}
    codes = {code: (row["predecessor_code"], row["successor_code"]) for code, row in rows.items()}
    assert codes == {COUNTY: ("622725", CITY), CITY: (COUNTY, None), ELSEWHERE: (None, None)}


@pytest.mark.parametrize(
    "prefix,code,said,other",
    [
        ("", COUNTY, "此后的报告见", CITY),
        ("", CITY, "此前的报告见", COUNTY),
        ("/en", CITY, "Earlier reports are those of", COUNTY),
    ],
)
def test_a_page_leads_to_the_place_under_its_other_code(
    client: TestClient, prefix: str, code: str, said: str, other: str
) -> None:
    page = client.get(f"{prefix}/places/{code}").text
    assert re.findall(rf'{said} <a href="[^"]*{prefix}/places/(\d+)"', page) == [other]


def test_a_page_names_no_place_that_has_no_reports(client: TestClient) -> None:
    page = client.get(f"/places/{ELSEWHERE}").text
    assert "此前的报告见" not in page
    assert "622725" not in client.get(f"/places/{COUNTY}").text
