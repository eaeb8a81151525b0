"""Charts as files: SVG without other files, PNG of the same, and preview images of links."""

from __future__ import annotations

import re
import struct
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from app.web import pictures

SVG = "{http://www.w3.org/2000/svg}"
PLACE = "/places/三贤市/chart"
CHARTS = [
    "/map",
    f"{PLACE}?indicator_code=GDP&measure=growth",
    "/compare?place=三贤市",
    "/compare?indicator_code=GDP&measure=growth&indicator_code=GDP&measure=level",
]


CARDS = ["/observations/{observation}/card", "/reports/{report}/card"]


def ended(chart: str, ending: str) -> str:
    path, _, query = chart.partition("?")
    return f"{path}.{ending}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_stands_alone(shared_client: TestClient, chart: str, language: str) -> None:
    answer = shared_client.get(language + ended(chart, "svg"))
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.text)  # noqa: S314 # our own
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title")
    assert "var(" not in answer.text
    for link in re.findall(r'href="([^"]+)"', answer.text):
        assert link.startswith("http://testserver/")
        assert shared_client.get(link).status_code == 200


def test_its_policy_allows_its_own_style_alone(shared_client: TestClient) -> None:
    answer = shared_client.get("/map.svg")
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == f"default-src 'none'; style-src 'sha256-{digest}'"


def drawn(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize("chart", CHARTS)
def test_a_png_has_twice_the_pixels(shared_client: TestClient, chart: str) -> None:
    if pictures.font() is None:
        pytest.skip("no font here has Chinese characters")
    root = ElementTree.fromstring(shared_client.get(ended(chart, "svg")).text)  # noqa: S314 # our own
    answer = shared_client.get(ended(chart, "png"))
    assert answer.headers["content-type"] == "image/png"
    assert drawn(answer.content) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))


def test_a_png_has_the_words(shared_client: TestClient) -> None:
    if pictures.font() is None:
        pytest.skip("no font here has Chinese characters")
    text = shared_client.get("/map.svg").text
    assert pictures.png(text) != pictures.png(re.sub(r"<text.*?</text>", "", text))


def test_two_indicators_are_two_charts_in_one_picture(shared_client: TestClient) -> None:
    one, two = (shared_client.get(ended(chart, "svg")).text for chart in CHARTS[2:])
    assert (one.count('role="img"'), two.count('role="img"')) == (1, 2)


@pytest.mark.parametrize(
    "language, words", [("", ["三贤市", "1,205亿元", "2019"]), ("/en", ["120.5 billion yuan"])]
)
@pytest.mark.parametrize("card", CARDS)
def test_a_card_has_the_size_and_the_words_of_a_preview(
    shared_client: TestClient, known: dict[str, str], card: str, language: str, words: list[str]
) -> None:
    text = shared_client.get(f"{language}{card.format(**known)}.svg").text
    root = ElementTree.fromstring(text)  # noqa: S314 # our own
    assert (root.attrib["width"], root.attrib["height"]) == ("600", "315")
    for word in words:
        assert word in text


def test_the_card_of_a_report_has_results_and_targets(
    shared_client: TestClient, known: dict[str, str]
) -> None:
    text = shared_client.get(CARDS[1].format(**known) + ".svg").text
    assert re.findall(r'class="big (\w+)">([^<]+)<', text)[:2] == [
        ("actual", "2019 7.1%"),
        ("actual", "2019 1,205亿元"),
    ]
    assert ("target", "2020 目标 6.5–7%") in re.findall(r'class="big (\w+)">([^<]+)<', text)


def test_a_card_of_something_unknown_is_not_there(shared_client: TestClient) -> None:
    for card in CARDS:
        assert shared_client.get(card.format(observation="none", report="none") + ".svg").status_code == 404


@pytest.mark.parametrize(
    "page, title, image",
    [
        ("/", "看数字，也看它的出处", "/map.png"),
        ("/en/places/三贤市", "三贤市", "/en/places/%E4%B8%89%E8%B4%A4%E5%B8%82/chart.png"),
        ("/compare?indicator_code=GDP", "地区生产总值", "/compare.png"),
        ("/reports/{report}", "政府工作报告", "/reports/{report}/card.png"),
        ("/en/observations/{observation}", "120.5 billion yuan", "/en/observations/{observation}/card.png"),
    ],
)
def test_a_shared_link_says_what_it_is(
    shared_client: TestClient, known: dict[str, str], page: str, title: str, image: str
) -> None:
    page, image = page.format(**known), image.format(**known)
    text = shared_client.get(page).text
    said = dict(re.findall(r'<meta property="(og:\w+)" content="([^"]*)">', text))
    assert title in said["og:title"]
    assert said["og:description"]
    assert said["og:url"] == urljoin("http://testserver", page).replace(
        "三贤市", "%E4%B8%89%E8%B4%A4%E5%B8%82"
    )
    address = said["og:image"].replace("&amp;", "&")
    assert address.startswith(f"http://testserver{image}")
    assert shared_client.get(address).headers["content-type"] == "image/png"


def test_a_ranking_has_a_title_for_links_without_a_picture(shared_client: TestClient) -> None:
    text = shared_client.get("/league?by=gap&year=2020").text
    assert '<meta property="og:title" content="2020年地区生产总值排名（按与目标的差距）">' in text
    assert "og:image" not in text


def test_without_a_font_no_png_is_offered_and_a_page_says_why(
    shared_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures.font.cache_clear()
    monkeypatch.setattr(pictures, "FONTS", ("No such font",))
    answer = shared_client.get("/map.png?x=1")
    assert answer.status_code == 501
    assert "zhibiao[pictures]" in answer.text
    page = shared_client.get("/compare?place=nowhere").text
    assert "compare.svg" in page
    assert "compare.png" not in page
    pictures.font.cache_clear()


@pytest.mark.parametrize(
    "address",
    [
        f"{PLACE}.svg?indicator_code=CPI&measure=growth",
        "/indicators/GDP/targets.svg",
        "/indicators/GDP/map.svg",
    ],
)
def test_what_cannot_be_drawn_is_not_there(shared_client: TestClient, address: str) -> None:
    assert shared_client.get(address).status_code == 404
