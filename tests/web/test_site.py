"""The pages about the data: both languages, working links, and no injection by the text of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from fastapi.routing import APIRoute
from httpx2 import Response
from starlette.testclient import TestClient

from app.config import Settings
from app.services.database import open_database
from app.services.ingesting.ingestion import ingest
from app.web.documents import DOCUMENTS
from app.web.site import VIEWS
from tests.api.clients import asking, small_service
from tests.databases import migrated_file

PLACE = "/places/三贤市"
PAGES = [
    "/", "/places", "/places?within=330000", PLACE, f"{PLACE}?year=2020", "/reports", "/reports/{report}",
    "/reports/{report}?rejected=1", "/observations/{observation}", "/observations/{observation}?derivation=1",
    "/indicators", "/indicators?q=收入", "/indicators/GDP", "/indicators/GDP?measure=level",
    "/indicators/CPI",
    "/explore", "/explore?q=就业&status=target&sort=-value", "/explore?flag=none&region_code=none",
    "/compare", "/compare?indicator_code=GDP&measure=level&place=三贤市",
    "/compare?indicator_code=GDP&measure=growth&indicator_code=GDP&measure=level",
    "/league", "/league?by=gap&year=2020",
    "/checks", "/changes", "/search", "/search?q=就业", "/search?q=三贤", "/search?q=没有的词",
]  # fmt: skip # addresses read better on few lines
PARTS = [
    "/suggestions?q=三",
    "/observations/{observation}?part=row",
    "/observations/{observation}?part=derivation",
]
LANGUAGES = ["", "/en"]


def test_each_page_is_opened_here(known: dict[str, str]) -> None:
    """Question pages and files have tests of their own."""
    opened = [page.format(**known).partition("?")[0] for page in (*PAGES, *PARTS)]
    opened += [f"/{path}" for path in DOCUMENTS]
    routes = [route for view in VIEWS for route in view.router.routes if isinstance(route, APIRoute)]
    pages = [route for route in routes if "." not in route.path]
    assert [one.path for one in pages if not any(map(one.path_regex.fullmatch, opened))] == []


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    url = migrated_file(tmp_path_factory.mktemp("empty") / "empty.db")
    with asking(Settings(url)) as client:
        yield client


@pytest.fixture(scope="module")
def read_once(shared_client: TestClient) -> Callable[[str], Response]:
    """Gets an address once: every page links to the same ones."""
    return cache(shared_client.get)


def addresses(html: str) -> set[str]:
    return {unescape(found) for found in re.findall(r'(?:href|src|hx-get|action)="([^"]*)"', html)}


def followed(html: str) -> list[str]:
    """The addresses in a page; of many indicators, whose pages differ by their data alone, about 20."""
    found = sorted(addresses(html))
    indicators = [address for address in found if re.search(r"indicators/\w+$", address)]
    left_out = {*indicators} - {*indicators[:: len(indicators) // 20 or 1]}
    return [address for address in found if address not in left_out]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_there_in_both_languages_and_its_links_work(
    read_once: Callable[[str], Response], known: dict[str, str], page: str, language: str
) -> None:
    at = language + page.format(**known)
    answer = read_once(at)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert f'<html lang="{"en" if language else "zh-CN"}">' in answer.text
    assert answer.text.count("<h1") == 1
    assert not [address for address in addresses(answer.text) if re.match(r"(\w+:)?//", address)]
    for address in followed(answer.text):
        there = read_once(urljoin(at, address.partition("#")[0]))
        assert there.status_code in (200, 307), address
        assert not (anchor := address.partition("#")[2]) or f'id="{anchor}"' in there.text, address


@pytest.mark.parametrize("page", [*PAGES, *PARTS])
def test_a_page_needs_nothing_that_the_policy_forbids(
    shared_client: TestClient, known: dict[str, str], page: str
) -> None:
    answer = shared_client.get(page.format(**known))
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", answer.text)


def test_the_switch_leads_to_the_same_page_in_the_other_language(shared_client: TestClient) -> None:
    at = "/explore?status=target"
    for _ in LANGUAGES:
        text = shared_client.get(at).text
        switch = re.search(r'hreflang="[\w-]+" href="([^"]+)">\w', text)
        assert switch
        at = urljoin(at, unescape(switch[1]))
        assert "explore?status=target" in at
    assert at == "/explore?status=target"


@pytest.mark.parametrize("page", [page for page in PAGES if "{" not in page and PLACE not in page])
def test_an_empty_database_has_pages_too(empty: TestClient, page: str) -> None:
    assert empty.get(page).status_code == 200


def test_an_empty_database_says_how_to_fill_it(empty: TestClient) -> None:
    assert "zhibiao ingest" in empty.get("/").text
    assert "<h1>地区生产总值排名（按增速）</h1>" in empty.get("/league").text
    assert "下载图片" not in empty.get("/compare").text
    assert "数据库里还没有报告" in empty.get("/explore").text


@pytest.mark.parametrize(
    "page, status",
    [
        ("/places/330000", 404),
        ("/places/999999", 404),
        ("/places/无此地", 404),
        ("/reports/none", 404),
        ("/observations/none", 404),
        ("/indicators/NONE", 404),
        ("/en/indicators/NONE", 404),
        ("/explore?yaer=2020", 422),
        ("/explore?year=abc", 422),
        ("/league?by=nothing", 422),
        ("/places/三贤市?year=abc", 422),
        ("/compare?measure=none", 422),
    ],
)
def test_what_is_wrong_is_said_on_a_page(shared_client: TestClient, page: str, status: int) -> None:
    answer = shared_client.get(page)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    "page, words",
    [
        ("/places/330000", "数据库中没有地区“330000”。"),
        ("/en/places/330000", "The database has no report of “330000”."),
        ("/en/reports/none", "The database has no report “none”."),
        ("/indicators/NONE", "数据库中没有指标“NONE”。"),
    ],
)
def test_what_is_not_there_is_named_and_can_be_searched(
    shared_client: TestClient, page: str, words: str
) -> None:
    text = shared_client.get(page).text
    assert f"<li>{words}</li>" in text
    assert text.count('role="search"') == 1


def test_a_number_leads_to_its_place_in_the_text_and_back(
    shared_client: TestClient, known: dict[str, str]
) -> None:
    page = shared_client.get(f"/observations/{known['observation']}").text
    found = re.search(r'href="\.\./reports/([\w-]+)#(v\d+)"', page)
    assert found
    report = shared_client.get(f"/reports/{found[1]}").text
    mark = re.search(
        rf'<a class="n actual" id="{found[2]}" href="\.\./observations/([\w-]+)"[^>]*>([^<]+)</a>', report
    )
    assert mark
    assert (mark[1], mark[2]) == (known["observation"], "1205亿元")


def test_a_chart_links_each_mark_to_its_evidence(shared_client: TestClient) -> None:
    page = shared_client.get(PLACE).text
    assert len(re.findall(r'<a class="mark actual" href="\.\./observations/', page)) == 2
    assert re.search(r'<a class="mark target"[^>]*>\s*<title>2020 目标 6\.5–7%</title>', page)


def test_the_same_question_goes_to_the_api(shared_client: TestClient) -> None:
    page = shared_client.get("/explore?status=target&q=就业").text
    asked = re.search(r'value="(/v1/observations[^"]+)"', page)
    assert asked
    total = shared_client.get(unescape(asked[1])).json()["total"]
    assert total > 0
    assert f"<b>{total}个数字</b>" in page


def test_questions_of_the_first_page_have_answers(shared_client: TestClient) -> None:
    page = shared_client.get("/en/").text
    assert "meet its 2020 targets" in page


def test_suggestions_are_a_part_of_a_page(shared_client: TestClient) -> None:
    text = shared_client.get("/suggestions?q=三").text
    assert "三贤市" in text
    assert "<html" not in text
    assert "<li" not in shared_client.get("/suggestions?q=").text


def test_a_feed_is_well_formed_and_has_each_report(shared_client: TestClient) -> None:
    name = "{http://www.w3.org/2005/Atom}"
    for address, entries in (("/feed.atom", 2), ("/feed.atom?q=就业", 6), ("/feed.atom?region=无此地", 0)):
        answer = shared_client.get(address)
        assert answer.headers["content-type"].startswith("application/atom+xml")
        root = ElementTree.fromstring(answer.text)  # noqa: S314 # our own
        assert root.tag == f"{name}feed"
        assert len(root.findall(f"{name}entry")) == entries
        for link in root.findall(f"{name}entry/{name}link"):
            assert shared_client.get(link.attrib["href"]).status_code == 200


def test_behind_a_prefix_all_links_stay_below_it(tmp_path: Path) -> None:
    with small_service(tmp_path, root_path="/zhibiao") as client:
        for page in ("/zhibiao/", "/zhibiao/en/", "/zhibiao/en/places", "/zhibiao/suggestions?q=三"):
            answer = client.get(page)
            assert answer.status_code == 200
            for address in addresses(answer.text):
                assert urljoin(page, address).startswith("/zhibiao/"), address
        assert client.get("/zhibiao/en").headers["location"] == "/zhibiao/en/"


def test_whatever_a_report_says_is_shown_as_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    head = f"{evil}市2020年政府工作报告\n\n"
    text = f"{head}2019年，{evil}新增就业3.5万人，“{evil}”项目5个。\n今年新增就业4万人。\n"
    (tmp_path / "evil.txt").write_text(text, encoding="utf-8")
    url = migrated_file(tmp_path / "evil.db")
    database = open_database(url)
    ingest(database, [tmp_path / "evil.txt"])
    with asking(Settings(url)) as client:
        (report,) = client.get("/v1/reports").json()["data"]
        ids = [row["id"] for row in client.get("/v1/observations").json()["data"]]
        assert len(ids) >= 2
        for page in (
            "/",
            "/places",
            f"/reports/{report['id']}?rejected=1",
            "/explore",
            *(f"/observations/{id_}" for id_ in ids),
        ):
            answer = client.get(page)
            assert answer.status_code == 200
            assert "<script>" not in answer.text


def test_a_page_is_compressed_and_costs_nothing_while_the_data_is_the_same(shared_client: TestClient) -> None:
    first = shared_client.get(PLACE, headers={"Accept-Encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    again = shared_client.get(PLACE, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.text) == (304, "")
    other = shared_client.get("/en" + PLACE, headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
