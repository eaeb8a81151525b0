"""The review page in a browser: by keyboard, by mouse, without scripts, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.served import served
from tests.web.reviewing import TOKEN
from tests.web.test_browser_site import serious

NUMBER = "#sentence mark"
DONE = ".done"
#: Milliseconds that a correction may take on a busy machine: it stores the report again.
PATIENCE = 60_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A separate server, because these tests change its data."""
    with served(tmp_path_factory.mktemp("review"), ZHIBIAO_REVIEW_TOKEN=TOKEN) as found:
        yield found


def press(page: Page, key: str) -> None:
    """Press a key once the script of the page has run: its text is visible earlier."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def enter(page: Page, server: str) -> None:
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server}/review")
    page.fill("[name=reader_name]", "李敏")
    page.fill("[name=token]", TOKEN)
    press(page, "Enter")
    expect(page.locator(NUMBER)).to_be_visible(timeout=PATIENCE)


def test_it_is_accessible_light_and_dark_and_fits_a_phone(page: Page, server: str) -> None:
    page.goto(f"{server}/review")
    assert serious(page) == []
    enter(page, server)
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert serious(page) == [], (width, scheme)
    press(page, "c")
    expect(page.locator(DONE)).to_be_visible(timeout=PATIENCE)
    assert serious(page) == []


def test_a_phone_shows_name_sentence_and_verdicts_together(page: Page, server: str) -> None:
    enter(page, server)
    page.set_viewport_size({"width": 390, "height": 844})
    name, number = (page.locator(one).bounding_box() for one in (".row .name", NUMBER))
    confirm = page.locator("button[value=confirm]").bounding_box()
    assert name
    assert number
    assert confirm
    assert name["y"] < number["y"]
    assert confirm["y"] + confirm["height"] <= 844
    page.locator(".edit [name=indicator]").focus()
    expect(page.locator(".verdicts")).to_have_css("position", "static")


def test_rows_are_read_by_keyboard_alone(page: Page, server: str) -> None:
    enter(page, server)
    press(page, "Enter")
    expect(page.locator(DONE)).to_contain_text("正确", timeout=PATIENCE)
    name = page.locator("[data-key='1']").inner_text().removeprefix("1").strip()
    press(page, "1")
    expect(page.locator(DONE)).to_contain_text("修改", timeout=PATIENCE)
    press(page, "u")
    expect(page.locator(DONE)).to_have_count(0, timeout=PATIENCE)
    expect(page.locator("[data-key='1']")).to_contain_text(name, timeout=PATIENCE)
    press(page, "e")
    page.keyboard.type("我们的名称")
    press(page, "Enter")
    expect(page.locator(DONE)).to_contain_text("修改", timeout=PATIENCE)
    press(page, "x")
    expect(page.locator(DONE)).to_contain_text("不是指标数值", timeout=PATIENCE)
    press(page, "s")
    page.wait_for_url("**skip=1**", timeout=PATIENCE)


def test_a_key_in_a_field_is_a_letter(page: Page, server: str) -> None:
    enter(page, server)
    press(page, "e")
    page.keyboard.type("xc1")
    expect(page.locator(".edit [name=indicator]")).to_have_value("xc1")
    press(page, "Escape")
    press(page, "s")
    page.wait_for_url("**skip=1**", timeout=PATIENCE)


def test_a_selected_number_is_marked_as_a_value(page: Page, server: str) -> None:
    enter(page, server)
    page.goto(f"{server}/review?report_id=330212-2020&below=1")
    for _ in range(30):
        if page.locator("#sentence a.rejected").count():
            break
        press(page, "s")
        page.wait_for_load_state()
    words = page.locator("#sentence a.rejected").first.inner_text()
    page.locator("#sentence a.rejected").first.evaluate("it => getSelection().selectAllChildren(it)")
    press(page, "m")
    page.wait_for_url("**words=**", timeout=PATIENCE)
    expect(page.locator(NUMBER)).to_contain_text(words, timeout=PATIENCE)
    page.locator(".edit input[name=indicator]").fill("读者补充的指标")
    press(page, "Enter")
    expect(page.locator(DONE)).to_contain_text("添加", timeout=PATIENCE)
    page.locator(DONE).locator("button").click()
    expect(page.locator(DONE)).to_have_count(0, timeout=PATIENCE)


def test_all_works_without_scripts(page_without_scripts: Page, server: str) -> None:
    page = page_without_scripts
    enter(page, server)
    page.locator("button[value=confirm]").click()
    expect(page.locator(DONE)).to_contain_text("正确", timeout=PATIENCE)
    page.locator(".edit input[name=indicator]").fill("别的名称")
    page.locator(".edit button").click()
    expect(page.locator(DONE)).to_contain_text("修改", timeout=PATIENCE)
    page.locator(DONE).locator("button").click()
    expect(page.locator(".name")).to_be_visible(timeout=PATIENCE)
    page.locator("header a[hreflang=en]").click()
    expect(page.locator("button[value=reject]")).to_contain_text("No observation", timeout=PATIENCE)
    page.locator(".review-head button").click()
    expect(page.locator("[name=token]")).to_be_visible(timeout=PATIENCE)
