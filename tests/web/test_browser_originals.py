"""The original beside a number in a browser: a web page in a frame, the page of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.served import served
from tests.texts import REPORT_2020, REPORT_2021
from tests.web.test_browser_site import serious

#: It would load a picture of another host and run a script, if the frame allowed that.
AROUND = (
    "<html><head><meta charset=utf-8><title>云溪市</title><script>parent.broken = true</script></head>"
    "<body><img src='http://elsewhere.example/a.png'><div id=text>{}</div></body></html>"
)


def web_page(report: str) -> str:
    return AROUND.format("".join(f"<p>{escape(line)}</p>" for line in report.splitlines()))


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The report of 2020 as a web page, that of 2021 as a PDF."""
    folder = tmp_path_factory.mktemp("originals")
    (reports := folder / "reports").mkdir()
    (reports / "2020.html").write_text(web_page(REPORT_2020), encoding="utf-8")
    printed = browser.new_page(java_script_enabled=False)
    printed.set_content("".join(f"<p>{escape(line)}</p>" for line in REPORT_2021.splitlines()))
    printed.pdf(path=reports / "2021.pdf")
    printed.close()
    with served(folder, reports) as found:
        yield found


def open_number(page: Page, server: str, report: str, number: str) -> None:
    page.goto(f"{server}/reports/{report}")
    page.locator(".text .n", has_text=number).first.click()
    page.locator("#row a", has_text="单独打开").click()
    expect(page.locator(".quote .here")).to_have_text(number)


def reports(page: Page, server: str) -> dict[str, str]:
    """The ids of the reports of the place, by their year."""
    rows = page.request.get(f"{server}/v1/reports?region=云溪市").json()["data"]
    return {str(row["report_year"]): row["id"] for row in rows}


def test_the_web_page_is_shown_in_a_frame_with_the_number_marked(page: Page, server: str) -> None:
    open_number(page, server, reports(page, server)["2020"], "500亿元")
    frame = page.frame_locator("iframe.original")
    mark = frame.locator("mark")
    expect(mark).to_have_text("500亿元")
    page.locator("iframe.original").scroll_into_view_if_needed()
    expect(mark).to_be_in_viewport()
    assert page.evaluate("window.broken") is None
    assert frame.locator("img, script").count() == 0
    assert serious(page) == []


def test_the_frame_fits_a_phone(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_number(page, server, reports(page, server)["2020"], "2.1万人")
    expect(page.frame_locator("iframe.original").locator("mark")).to_have_text("2.1万人")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_of_a_pdf_is_shown_beside_the_number(page: Page, server: str) -> None:
    open_number(page, server, reports(page, server)["2021"], "6.9%")
    picture = page.locator(".original img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("it => it.naturalWidth") > 500
    picture.click()
    expect(page.locator("image")).to_be_visible()
    box, whole = page.locator("rect.number").bounding_box(), page.locator("image").bounding_box()
    assert box
    assert whole
    # The box is around the number, in the band of its line.
    assert 0 < box["height"] < whole["height"] / 20
    assert 0 < box["width"] < whole["width"] / 8
    band = page.locator("rect.line").bounding_box()
    assert band
    assert band["width"] > 3 * box["width"]
