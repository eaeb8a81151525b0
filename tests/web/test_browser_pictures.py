"""Comparisons and pictures in a browser: choosing places, the address of a view, charts as SVG and PNG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.web import pictures
from tests.served import served
from tests.texts import REPORT_2020, REPORT_2021
from tests.web.test_browser_site import serious


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The seed, and two reports of a place without a code."""
    folder = tmp_path_factory.mktemp("pictures")
    (reports := folder / "reports").mkdir()
    for year, text in ((2020, REPORT_2020), (2021, REPORT_2021)):
        (reports / f"云溪市{year}.txt").write_text(text, encoding="utf-8")
    with served(folder, reports) as found:
        yield found


def lines(page: Page) -> list[str]:
    """The names in the first chart."""
    return page.locator("figure.lines").first.locator("svg .name").all_text_contents()


def test_places_are_compared_and_the_view_has_an_address(page: Page, server: str) -> None:
    page.goto(f"{server}/compare?place=100000")
    assert lines(page) == ["中国"]
    page.get_by_label("再加一个地区").select_option("云溪市")
    page.get_by_label("再加一个指标").fill("城镇新增就业")
    page.locator("select[name=measure]").nth(1).select_option("level")
    page.get_by_role("button", name="显示").click()
    expect(page.locator("h2")).to_have_text(["地区生产总值 增长", "城镇新增就业 总量"])
    assert lines(page) == ["中国", "云溪市"]
    row = page.locator("tr", has=page.get_by_role("rowheader", name="云溪市")).first
    expect(row).to_contain_text("6.9%")
    address = page.get_by_label("本页链接").input_value()
    assert "indicator_code=URBAN_NEW_JOBS" in address
    shown = page.locator("main").inner_text()
    page.goto(address)
    assert page.locator("main").inner_text() == shown
    assert serious(page) == []


def test_a_number_of_the_comparison_leads_to_its_sentence(page: Page, server: str) -> None:
    page.goto(f"{server}/compare?indicator_code=GDP&measure=growth&place=云溪市")
    page.locator("td a", has_text="6.9%").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("td.num a").click()
    expect(page.locator(".quote .here")).to_have_text("6.9%")


@pytest.mark.parametrize(
    "path",
    [
        "/compare.svg?indicator_code=GDP&measure=growth&place=100000&place=云溪市",
        "/places/100000/chart.svg?indicator_code=GDP&measure=growth",
        "/map.svg",
        "/reports/330212-2020/card.svg",
    ],
)
def test_a_picture_is_drawn_by_a_browser_within_its_frame(same_page: Page, server: str, path: str) -> None:
    same_page.goto(server + path)
    assert same_page.locator("text").count() > 2
    outside = same_page.evaluate(
        """() => {
            const root = document.documentElement.getBoundingClientRect();
            return [...document.querySelectorAll('text')]
                .filter(text => text.getBoundingClientRect().right > root.right + 1)
                .map(text => text.textContent);
        }"""
    )
    assert outside == []


def test_a_mark_of_a_picture_leads_to_the_evidence(page: Page, server: str) -> None:
    page.goto(f"{server}/places/100000/chart.svg?indicator_code=GDP&measure=growth")
    page.locator("a.mark.actual .dot").last.click()
    page.wait_for_url(re.compile(r"/observations/\w+$"))
    expect(page.locator(".quote .here")).to_be_visible()


def test_pictures_are_downloaded_and_embedded_as_png(page: Page, server: str, tmp_path: Path) -> None:
    if pictures.font() is None:
        pytest.skip("no font here has Chinese characters")
    page.goto(f"{server}/compare?place=100000&place=云溪市")
    for ending, beginning in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as started:
            page.locator(".take").get_by_role("link", name=ending).click()
        started.value.save_as(file := tmp_path / f"a.{ending}")
        assert file.read_bytes().startswith(beginning)
    image = page.locator("meta[property='og:image']").get_attribute("content")
    page.set_content(f'<img src="{image}">')
    expect(page.locator("img")).to_have_js_property("complete", value=True)
    assert page.locator("img").evaluate("it => it.naturalWidth") > 1000
