"""What people read on the pages about the data: names in their language, labels, signs, changes."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.services.database import open_database
from app.services.ingesting.ingestion import ingest
from tests.api.clients import asking
from tests.databases import migrated_file

PLACE = "/places/三贤市"


@pytest.mark.parametrize(
    "page, there, absent",
    [
        ("/", "怎样同步一份数据？", "How do I mirror the data?"),
        ("/en/", "How do I mirror the data?", "怎样同步一份数据？"),
        ("/questions/mirror", '<h1 id="怎样同步一份数据">怎样同步一份数据？', "How do I mirror the data?"),
        ("/en/questions/mirror", "How do I mirror the data?", "怎样同步一份数据？"),
    ],
)
def test_titles_of_question_pages_are_in_the_language_of_the_page(
    shared_client: TestClient, page: str, there: str, absent: str
) -> None:
    text = shared_client.get(page).text
    assert there in text
    assert absent not in text


@pytest.mark.parametrize(
    "page, code",
    [
        ("/compare?indicator_code=%s&measure=level", "GDP"),
        ("/league?indicator_code=%s&by=growth&year=2019", "GDP"),
    ],
)
@pytest.mark.parametrize("name", ["GDP", "地区生产总值", "gross domestic product"])
def test_an_indicator_can_be_given_by_its_name(
    shared_client: TestClient, page: str, code: str, name: str
) -> None:
    text = shared_client.get(page % name).text
    assert 'value="地区生产总值"' in text
    assert f"indicator_code={code}&amp;" in text


def test_the_explorer_finds_an_indicator_by_its_name(shared_client: TestClient) -> None:
    text = shared_client.get("/explore?indicator=地区生产总值").text
    assert "指标名称: 地区生产总值" in text
    assert 'name="indicator" list="indicators" value="地区生产总值"' in text
    total = shared_client.get("/v1/observations?indicator_code=GDP").json()["total"]
    assert f"<b>{total}个数字</b>" in text


@pytest.mark.parametrize(
    "query, words, meant",
    [
        ("indicator=gpd", "指标名称“gpd”无法识别。 是不是： ", {"地区生产总值": "?indicator_code=GDP"}),
        ("year_from=20&q=就业", "起始年“20”无法识别。", {}),
        ("region=无此地&flag=none", "地区名称“无此地”无法识别。", {}),
        ("yaer=3", "yaer“3”无法识别。", {}),
        ("yaer=3&indicator=gpd", "指标名称“gpd”无法识别。", {"地区生产总值": "?yaer=3&indicator_code=GDP"}),
    ],
)
def test_the_explorer_says_which_filter_is_wrong_and_keeps_the_form(
    shared_client: TestClient, query: str, words: str, meant: dict[str, str]
) -> None:
    answer = shared_client.get(f"/explore?{query}")
    assert answer.status_code == 422
    assert words.strip() in answer.text
    said = "".join(re.findall(r'<p role="alert">.*', answer.text))
    links = {name: unescape(there) for there, name in re.findall(r'<a href="([^"]+)">([^<]+)</a>', said)}
    assert {name: links.get(name) for name in meant} == meant
    assert '<form class="filters"' in answer.text
    assert "个数字</b>" not in answer.text
    assert 'class="facet"' not in answer.text


def test_changes_name_the_numbers_that_are_still_there(tmp_path: Path) -> None:
    url = migrated_file(tmp_path / "changes.db")
    database = open_database(url)
    head = "云溪市2020年政府工作报告\n\n2019年，"
    for words in ("城镇新增就业3.5万人，新建凉亭4座。", "城镇新增就业3.5万人。"):
        (tmp_path / "2020.txt").write_text(f"{head}{words}\n", encoding="utf-8")
        ingest(database, [tmp_path / "2020.txt"])
    with asking(Settings(url)) as client:
        (row,) = client.get("/v1/observations").json()["data"]
        (gone,) = client.get("/v1/changes?change=removed").json()["data"]
        text = client.get("/changes").text
        added, removed = (
            re.findall(rf"<td>{word}</td>(.*?)</tr>", text, re.DOTALL) for word in ("新增", "删除")
        )
        assert len(added) == 2
        assert any("城镇新增就业</a>" in cells and "3.5万人" in cells for cells in added)
        assert len(removed) == 1
        assert f"<code>{gone['observation_id']}</code>" in removed[0]
        assert "href" not in removed[0]
        assert "New urban jobs" in client.get("/en/changes").text
        page = client.get(f"/en/observations/{row['id']}").text
        assert re.search(r"<h1>New urban jobs <span", page)


def test_cells_have_labels_where_a_phone_shows_no_head(shared_client: TestClient) -> None:
    assert 'data-label="2019年实际"' in shared_client.get(f"{PLACE}?year=2020").text
    assert 'data-label="可信度"' in shared_client.get("/explore").text


@pytest.mark.parametrize("by, first", [("gap", "+0.5个百分点"), ("growth", "6.5%")])
def test_a_gap_has_its_sign(by: str, first: str, tmp_path: Path) -> None:
    texts = {2020: "2020年，地区生产总值预期增长6%。", 2021: "2020年，地区生产总值增长6.5%。"}
    url = migrated_file(tmp_path / "gap.db")
    database = open_database(url)
    for year, words in texts.items():
        (tmp_path / f"{year}.txt").write_text(f"杭州市{year}年政府工作报告\n\n{words}\n", encoding="utf-8")
    ingest(database, sorted(tmp_path.glob("*.txt")))
    with asking(Settings(url)) as client:
        cells = re.findall(r"<td[^>]*>(.*?)</td>", client.get(f"/league?by={by}&year=2020").text)
        said = [re.sub("<[^>]+>", "", cell) for cell in cells]
        assert said[1] == first


def test_columns_without_a_cell_are_left_out(shared_client: TestClient) -> None:
    first, last = (shared_client.get(f"{PLACE}?year={year}").text for year in (2020, 2021))
    assert "2020年实际" in first
    assert "2021年实际" not in last
    assert "上级目标</th>" not in first + last


@pytest.mark.parametrize(
    "page, there, absent",
    [
        ("/indicators/GDP", "各行业增加值之和。", "Value added of"),
        ("/indicators/GDP", "国家统计局：国民经济核算", "National Bureau"),
        ("/en/indicators/GDP", "Value added of all resident producers", "增加值之和"),
    ],
)
def test_a_definition_is_in_the_language_of_the_page(
    shared_client: TestClient, page: str, there: str, absent: str
) -> None:
    text = shared_client.get(page).text
    assert there in text
    assert absent not in text


def test_the_category_of_the_most_frequent_indicator_is_first(shared_client: TestClient) -> None:
    counts = shared_client.get("/v1/indicators?sort=-observations&limit=1").json()["data"]
    headings = re.findall(r"<h2>(\S+) <span", shared_client.get("/indicators").text)
    assert counts[0]["category"] == "economy"
    assert headings[0] == "综合经济与市场主体"
    assert len(headings) == 18


@pytest.mark.parametrize("page", ["/indicators", "/suggestions", "/search"])
def test_indicators_are_found_by_their_chinese_definition(shared_client: TestClient, page: str) -> None:
    assert '/GDP">地区生产总值' in shared_client.get(f"{page}?q=增加值之和").text.replace("./indicators", "")


def test_filters_without_a_field_in_the_form_have_names(shared_client: TestClient) -> None:
    text = shared_client.get("/explore?source_kind=report&bound=min&value_from=1").text
    assert "来源类型: 政府工作报告" in text
    assert "界限: 下限" in text


def test_targets_are_beside_those_of_the_siblings(tmp_path: Path) -> None:
    url = migrated_file(tmp_path / "siblings.db")
    database = open_database(url)
    for place, target in (("杭州市", "6.5%"), ("宁波市", "6%"), ("温州市", "7%")):
        text = f"{place}2024年政府工作报告\n\n2024年，地区生产总值预期增长{target}。\n"
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
    ingest(database, sorted(tmp_path.glob("*.txt")))
    with asking(Settings(url)) as client:
        text = client.get("/places/330100").text
        assert "<th>同级中位数</th>" in text
        assert '<span class="keep">6.5%</span> <span class="note keep">第2，共3个</span>' in text
        assert "rank 2 of 3" in client.get("/en/places/330100").text


@pytest.mark.parametrize("page", ["/places/三贤市", "/indicators/GDP", "/search?q=新增就业"])
def test_places_indicators_and_searches_have_a_feed(shared_client: TestClient, page: str) -> None:
    (address,) = set(re.findall(r'<a href="([^"]*feed\.atom\?[^"]+)"', shared_client.get(page).text))
    feed = shared_client.get(f"/{unescape(address).removeprefix('../').removeprefix('./')}")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "<entry>" in feed.text
