"""One service for all tests of pages, and a browser. The tests only read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
from starlette.testclient import TestClient

from tests.api.clients import small_service

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

#: Milliseconds that an action or an expectation may take while other tests use the processors.
WAIT = 30_000
expect.set_options(timeout=WAIT)

#: Root has no sandbox. The browser must make no requests of its own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def shared_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with small_service(tmp_path_factory.mktemp("pages")) as found:
        yield found


@pytest.fixture(scope="session")
def known(shared_client: TestClient) -> dict[str, str]:
    """Ids of stored reports and observations, for addresses."""
    row = shared_client.get("/v1/observations?limit=1").json()["data"][0]
    return {"observation": row["id"], "report": row["report_id"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module: while Playwright runs, other tests can start no event loop."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on the PATH")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A page with a new profile. An error in its console, or a request to another host, fails the test."""
    with watched(browser, server) as made:
        yield from right(made)


@pytest.fixture
def page_without_scripts(browser: Browser, server: str) -> Iterator[Page]:
    """A page in which no script runs."""
    with watched(browser, server, scripts=False) as made:
        yield from right(made)


@pytest.fixture(scope="module")
def opened(browser: Browser, server: str) -> Iterator[Watched]:
    """One page for ``same_page``: a browser starts a process for each new one."""
    with watched(browser, server) as made:
        yield made


@pytest.fixture
def same_page(opened: Watched) -> Iterator[Page]:
    """A page that other tests have used: for tests that only open addresses in it."""
    yield from right(opened)


class Watched(NamedTuple):
    """A page, and what went wrong in it."""

    page: Page
    wrong: list[str]


def right(given: Watched) -> Iterator[Page]:
    """The page for a test, which fails if anything goes wrong in it."""
    yield given.page
    wrong = given.wrong.copy()
    given.wrong.clear()
    assert not wrong


@contextmanager
def watched(browser: Browser, server: str, *, scripts: bool = True) -> Iterator[Watched]:
    wrong: list[str] = []
    context = browser.new_context(java_script_enabled=scripts, locale="zh-CN")
    made = context.new_page()
    made.set_default_timeout(WAIT)
    made.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("request", lambda asked: wrong.append(asked.url) if not is_local(asked.url, server) else None)
    made.on("requestfailed", lambda asked: wrong.append(asked.url) if not was_given_up(asked) else None)
    made.on("response", lambda got: wrong.append(f"{got.url}: {got.status}") if got.status >= 400 else None)
    try:
        yield Watched(made, wrong)
    finally:
        context.close()


def was_given_up(asked: Request) -> bool:
    """Whether the browser itself ended a request: to save it as a file, or because the page was left.

    Suggestions are requested while people type; Enter may leave the page before they have arrived.
    """
    return asked.failure == "net::ERR_ABORTED"


def is_local(address: str, server: str) -> bool:
    return address.startswith((f"{server}/", "data:", "blob:"))
