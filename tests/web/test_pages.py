"""Pages: they work without internet, and their links lead somewhere."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from app.web.pages import STATIC

PAGES = ["/", "/docs"]


def addresses(html: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'(?:href|src)="([^"]+)"', html)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_from_here_alone_and_its_links_work(shared_client: TestClient, page: str) -> None:
    answer = shared_client.get(page)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    found = addresses(answer.text)
    assert found
    for address in found:
        assert not re.match(r"(\w+:)?//", address), address
        assert shared_client.get("/" + address).status_code == 200, address


@pytest.mark.parametrize("page", PAGES)
def test_the_browser_is_told_to_load_nothing_from_elsewhere(shared_client: TestClient, page: str) -> None:
    policy = shared_client.get(page).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_script_within(shared_client: TestClient, page: str) -> None:
    """The policy above forbids them: such a script would silently not run."""
    assert not re.search(r"<script>|\son\w+=", shared_client.get(page).text)


def test_swagger_ui_sends_no_address_to_its_makers() -> None:
    assert "validatorUrl: null" in (STATIC / "docs.js").read_text(encoding="utf-8")


def test_what_is_vendored_bears_its_licence() -> None:
    folder = STATIC / "swagger-ui"
    assert "Apache License" in (folder / "LICENSE").read_text(encoding="utf-8")
    for name in ("NOTICE", "SOURCE.md", "swagger-ui-bundle.js.LICENSE.txt"):
        assert (folder / name).stat().st_size, name
