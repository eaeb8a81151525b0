"""The pages in a real browser: they work, load nothing from other hosts, and obey their security policy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urldefrag, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

#: The ``href`` of a link in an SVG is an object.
_ADDRESSES = "links => links.map(link => new URL(link.getAttribute('href'), location).href)"
#: Paths that end with a name.
NAMING = ("places", "reports", "indicators", "observations")


def links(page: Page, server: str) -> list[str]:
    """The links of the current page that stay on this site, without fragments."""
    found: list[str] = page.eval_on_selector_all("a[href]", _ADDRESSES)
    return [urldefrag(address).url for address in found if address.startswith(f"{server}/")]


def kind(address: str) -> str:
    """The pattern of a path, in which ``*`` replaces a name: ``/en/places/*``."""
    path = urlsplit(address).path
    head = path.rpartition("/")[0]
    return f"{head}/*" if head.rpartition("/")[2] in NAMING else path


def test_a_page_of_each_kind_is_reached_from_the_first_page(page: Page, server: str) -> None:
    waiting, known, shown = [f"{server}/"], {"/"}, set()
    while waiting:
        address = waiting.pop(0)
        answer = page.request.get(address)
        assert answer.status == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            visit(page, address)
            shown.add(kind(address))
            new = {kind(link): link for link in links(page, server) if kind(link) not in known}
            waiting += new.values()
            known |= set(new)
    data = {
        "places",
        "places/*",
        "reports",
        "reports/*",
        "observations/*",
        "indicators",
        "indicators/*",
        "explore",
    }
    data |= {"compare", "league", "checks", ""}
    assert {f"/{name}" for name in data} | {f"/en/{name}" for name in data} <= shown
    assert {"/docs", "/fields", "/recipes"} <= shown


def visit(page: Page, address: str) -> None:
    """Open a page and check its title, its heading and its security policy."""
    answer = page.goto(address, wait_until="load")
    assert answer is not None
    assert "default-src 'self'" in answer.headers["content-security-policy"], address
    assert page.title(), address
    assert page.locator("h1, h2.title").first.inner_text().strip(), address


def test_a_link_to_a_table_brings_a_file(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(server)
    with page.expect_download() as began:
        page.click("a[href*='format=csv']")
    began.value.save_as(tmp_path / "table.csv")
    text = (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    assert began.value.suggested_filename.endswith(".csv")
    assert len(text.splitlines()) > 300


def test_the_documentation_lists_all_operations_and_tries_one_out(page: Page, server: str) -> None:
    with urlopen(f"{server}/openapi.json", timeout=20) as answer:  # noqa: S310 # our own
        document = json.load(answer)
    page.goto(f"{server}/docs")
    page.wait_for_selector(".opblock")
    listed = page.locator(".opblock-summary-path").all_inner_texts()
    assert sorted(path.replace("\u200b", "") for path in listed) == sorted(document["paths"])

    operation = page.locator("#operations-observations-listObservations")
    operation.locator(".opblock-summary-control").click()
    operation.locator(".try-out__btn").click()
    operation.locator("tr[data-param-name=limit] input").fill("3")
    operation.locator("tr[data-param-name=status] select").select_option("target")
    operation.locator("button.execute").click()
    live = operation.locator(".live-responses-table")
    live.wait_for()
    assert live.locator(".response-col_status").last.inner_text().strip().startswith("200")
    asked = operation.locator(".request-url").inner_text()
    assert {"limit=3", "status=target"} <= set(urlsplit(asked.strip()).query.split("&"))
    rows = json.loads(live.locator("pre.microlight, .highlight-code pre").first.inner_text())
    assert [row["status"] for row in rows["data"]] == ["target"] * 3
    assert rows["total"] > 3


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of a page of another site: another port is another origin."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # named by the library
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Empty) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_port}/"
        other.shutdown()


def test_a_page_of_another_site_reads_the_data(browser: Browser, server: str, elsewhere: str) -> None:
    """These headers make the browser ask for permission first."""
    headers = {"X-Requested-With": "fetch", "Cache-Control": "no-cache", "If-None-Match": '"none"'}
    context = browser.new_context()
    page = context.new_page()
    page.goto(elsewhere)
    read = page.evaluate(
        """async ([address, headers]) => {
            const answer = await fetch(address, {headers});
            const page = await answer.json();
            return [answer.status, answer.headers.get("ETag"), page.data.length];
        }""",
        [f"{server}/v1/observations?limit=2", headers],
    )
    context.close()
    assert read[0] == 200
    assert read[1].startswith('W/"')
    assert read[2] == 2
