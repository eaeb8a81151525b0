"""The pages about the data: by mouse, by keyboard, without scripts, on small screens, in dark mode."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from app.web.documents import QUESTIONS

Scheme = Literal["light", "dark"]

#: With the place of the seed and one of its numbers. ``{observation}`` becomes the id of an observation.
PAGES = {
    "start": "/",
    "places": "/places",
    "place": "/places/330212",
    "nation": "/places/100000",
    "report": "/reports/330212-2020",
    "rejected": "/reports/330212-2020?rejected=1",
    "table": "/reports/national-table-nation-2022",
    "reports": "/reports",
    "observation": "/observations/{observation}?derivation=1",
    "explore": "/explore?status=target&year=2020",
    "nothing": f"/explore?q={quote('没有')}&year=2003",
    "indicators": "/indicators",
    "indicator": "/indicators/GDP",
    "compare": "/compare",
    "league": "/league?indicator_code=GDP&by=growth",
    "search": f"/search?q={quote('就业')}",
    "not found": "/search?q=xyzzy",
    "checks": "/checks",
    "changes": "/changes",
    **{name: f"/questions/{name}" for name in QUESTIONS},
    "fields": "/fields",
    "recipes": "/recipes",
}
#: What is wider than the page at a width, outside of boxes that scroll by themselves.
BEYOND = """width => [...document.querySelectorAll("body *")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > width + 1 && !one.closest(".wide, .lines, pre, .skip, .stack thead");
}).map(one => one.outerHTML.slice(0, 150))"""
#: Texts of charts that leave them.
CUT = """() => [...document.querySelectorAll("svg text")].filter(one => {
    const box = one.getBoundingClientRect(), all = one.closest("svg").getBoundingClientRect();
    return box.width && (box.left < all.left - 2 || box.right > all.right + 2);
}).map(one => one.textContent)"""
#: Fields in which nothing can be read.
NARROW = """() => [...document.querySelectorAll("main select, main input:not([type=radio], [type=checkbox])")]
    .filter(one => one.offsetWidth && one.offsetWidth < 64).map(one => one.name)"""


@cache
def axe() -> str:
    return (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")


def serious(page: Page) -> list[str]:
    """The serious and critical problems that axe-core finds."""
    page.evaluate(axe())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.fixture(scope="module")
def observation(server: str) -> str:
    with urlopen(f"{server}/v1/observations?region_code=330212&status=target&limit=1", timeout=20) as answer:  # noqa: S310 # our own
        return str(json.load(answer)["data"][0]["id"])


@pytest.mark.parametrize("scheme, language", [("light", ""), ("dark", "/en")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_each_window(
    same_page: Page, server: str, observation: str, name: str, scheme: Scheme, language: str
) -> None:
    page = same_page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server + language + PAGES[name].format(observation=observation))
    assert serious(page) == []
    for width in (390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(BEYOND, width) == []
        assert page.evaluate(CUT) == []
        assert page.evaluate(NARROW) == []


def test_no_word_of_a_table_is_broken_on_a_small_window(page: Page, server: str) -> None:
    for width in (390, 768):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{server}/en/reports")
        year = page.locator("tbody td", has_text=re.compile("^20[0-9]{2}$")).first
        box = year.bounding_box()
        assert box is not None
        assert box["height"] < 60
        title = page.locator("td.report").first.bounding_box()
        assert title is not None
        assert title["width"] > 200


def test_on_a_phone_the_numbers_of_a_table_of_facts_are_on_the_screen(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server + PAGES["table"])
    for number in page.locator(".text td .n").all():
        box = number.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390


def test_dark_is_dark(page: Page, server: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(server)
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert all(int(part) < 60 for part in re.findall(r"\d+", colour))


def test_printed_evidence_is_dark_on_light_and_has_its_address(page: Page, server: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(server + PAGES["report"])
    expect(page.locator(".text .print-only")).to_contain_text(server + PAGES["report"])
    for hidden in (".site-head nav", ".outline", ".show", ".site-foot"):
        expect(page.locator(hidden)).to_be_hidden()
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert all(int(part) < 60 for part in re.findall(r"\d+", ink))


def test_suggestions_come_while_typing_and_lead_to_the_place(page: Page, server: str) -> None:
    page.goto(server)
    page.locator("main input[name=q]").press_sequentially("鄞州")
    page.locator("#suggestions a", has_text="鄞州区").click()
    expect(page.locator("h1")).to_have_text("鄞州区")


def test_from_the_first_page_two_clicks_lead_to_the_evidence_of_a_number(page: Page, server: str) -> None:
    page.goto(server)
    page.locator(".question").first.click()
    page.locator("a.mark.actual .dot").first.click()
    expect(page.locator(".quote .here")).to_be_visible()
    page.locator(".quote .here").click()
    target = page.locator(".n:target")
    expect(target).to_be_in_viewport()


def test_a_number_in_the_text_opens_its_row_beside_it(page: Page, server: str) -> None:
    page.goto(f"{server}{PAGES['report']}")
    number = page.locator(".text .n", has_text="3.5万人").first
    number.click()
    expect(page.locator("#row .value")).to_contain_text("3.5万人")
    assert page.url.endswith(PAGES["report"])
    page.locator("#row a[hx-get]").click()
    expect(page.locator("#derivation .steps li").first).to_be_visible()


def test_targets_can_be_shown_alone(page: Page, server: str) -> None:
    page.goto(f"{server}{PAGES['report']}")
    actual = page.locator(".text p a.n.actual").first
    before = actual.evaluate("it => getComputedStyle(it).color")
    page.locator("input[name=show][value=target]").check()
    assert actual.evaluate("it => getComputedStyle(it).color") != before


def test_filters_change_the_rows_without_a_new_page(page: Page, server: str) -> None:
    page.goto(f"{server}/explore")
    page.evaluate("window.same = true")
    before = page.locator(".results b").first.inner_text()
    page.locator(".facet a", has_text="目标").first.click()
    expect(page.locator(".chip")).to_contain_text("目标")
    page.locator("input[name=q]").last.fill("就业")
    page.locator("input[name=q]").last.press("Enter")
    expect(page.locator(".chip")).to_have_count(2)
    assert page.locator(".results b").first.inner_text() != before
    assert page.evaluate("window.same")
    assert "status=target" in page.url
    page.locator(".chip", has_text="就业").click()
    expect(page.locator(".chip")).to_have_count(1)


def test_all_works_without_scripts(page_without_scripts: Page, server: str) -> None:
    page = page_without_scripts
    page.goto(server)
    page.locator("main input[name=q]").fill("就业")
    page.locator("main button").click()
    expect(page.locator("td a[href*='observations/']").first).to_be_visible()
    page.goto(f"{server}/explore")
    page.locator(".filters input[name=q]").fill("养老")
    page.locator(".filters button").click()
    expect(page.locator(".chip")).to_contain_text("养老")
    page.locator("thead a", has_text="数值").click()
    expect(page.locator("[aria-sort=ascending]")).to_be_visible()
    page.goto(f"{server}{PAGES['report']}")
    page.locator(".text a.n").first.click()
    expect(page.locator(".quote .here")).to_be_visible()
    page.locator("a[href*='derivation=1']").click()
    expect(page.locator("#derivation .steps li").first).to_be_visible()


def test_all_works_by_keyboard(page: Page, server: str) -> None:
    page.goto(server)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("main input[name=q]").focus()
    page.keyboard.type("鄞州")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    page.locator("main .lists a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/**")
    mark = page.locator("a.mark").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/observations/**")
    expect(page.locator(".quote .here")).to_be_visible()


def test_the_language_is_switched_in_place(page: Page, server: str) -> None:
    page.goto(f"{server}/places/330212")
    page.locator("header a[hreflang=en]").click()
    expect(page.locator("h2").first).to_have_text("Main indicators")
    assert page.url == f"{server}/en/places/330212"
