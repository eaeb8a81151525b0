"""Numbers in doubt are marked wherever they stand beside others: in rankings and tables of targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.services.database import migrate, open_database
from app.services.ingesting.ingestion import ingest
from tests.api.clients import asking

#: 18.23 is not 13.65 and 9.9 % more, so the growth of 2005 is in doubt.
TABLE = """region_code,region,indicator_code,measure,status,year,value,unit,bound,source
330212,鄞州区,GDP,level,actual,2004,1365,亿元,exact,2005年鄞州区政府工作报告
330212,鄞州区,GDP,growth,target,2005,8,%,exact,2005年鄞州区政府工作报告
330212,鄞州区,GDP,level,actual,2005,1823,亿元,exact,2006年鄞州区政府工作报告
330212,鄞州区,GDP,growth,actual,2005,9.9,%,exact,2006年鄞州区政府工作报告
330203,海曙区,GDP,growth,actual,2005,9.1,%,exact,2006年海曙区政府工作报告
"""
MARK = re.compile(r'<a class="unsure" href="\./observations/(\w+)" title="([^"]+)">\?</a>')


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("doubt")
    (folder / "facts.csv").write_text(TABLE, encoding="utf-8")
    url = f"sqlite:///{folder / 'doubt.db'}"
    database = open_database(url)
    migrate(database)
    ingest(database, [folder / "facts.csv"])
    with asking(Settings(url)) as made:
        yield made


@pytest.mark.parametrize("by", ["growth", "gap"])
def test_a_ranking_marks_the_number_in_doubt_and_no_other(client: TestClient, by: str) -> None:
    query = f"indicator_code=GDP&year=2005&by={by}"
    rows = client.get(f"/v1/comparisons/league?{query}").json()["data"]
    doubtful = [row["observation_id"] for row in rows if row["flags"]]
    assert [row["region"] for row in rows if row["flags"]] == ["鄞州区"]
    assert MARK.findall(client.get(f"/league?{query}").text) == [(doubtful[0], "存疑: 与其他数字矛盾")]


def test_the_confidence_of_a_ranked_number_is_given(client: TestClient) -> None:
    rows = client.get("/v1/comparisons/league?indicator_code=GDP&year=2005&by=growth").json()["data"]
    assert [row["confidence"] for row in rows] == [1, 1]
