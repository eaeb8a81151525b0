"""What scripts of other sites may send and read (in a browser: tests/web/test_browser.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.config import load_settings
from tests.api import stored
from tests.api.clients import asking

ORIGIN = {"origin": "https://example.org"}
SENT = ["Content-Type", "Authorization", "X-Requested-With", "Cache-Control", "If-None-Match", "Range"]


@pytest.fixture
def restricted(tmp_path: Path) -> Iterator[TestClient]:
    """A service that only the pages of two sites may read."""
    settings = load_settings({"ZHIBIAO_CORS_ORIGINS": "https://example.org/, https://example.com"})
    with asking(replace(stored.fill(tmp_path), cors_origins=settings.cors_origins)) as found:
        yield found


@pytest.mark.parametrize("header", SENT)
def test_a_page_may_send_the_headers_that_clients_send(shared_client: TestClient, header: str) -> None:
    asked = {"access-control-request-method": "GET", "access-control-request-headers": header.lower()}
    preflight = shared_client.options("/v1/observations", headers={**ORIGIN, **asked})
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert header in preflight.headers["access-control-allow-headers"].split(", ")


@pytest.mark.parametrize(
    "address", ["/v1/observations?limit=1", "/v1/nothing", "/v1/observations?limit=0", "/openapi.json"]
)
def test_a_page_may_read_every_answer_and_its_etag(shared_client: TestClient, address: str) -> None:
    for _ in ("computed", "cached"):
        answer = shared_client.get(address, headers=ORIGIN)
        assert answer.headers["access-control-allow-origin"] == "*"
        exposed = answer.headers["access-control-expose-headers"].split(", ")
        assert {"ETag", "Link", "X-Total-Count"} <= set(exposed)
    others = shared_client.get(address)
    assert others.headers["access-control-allow-origin"] == "*", "a shared cache may store it for pages"


def test_a_page_may_not_ask_for_changes(shared_client: TestClient) -> None:
    asked = {**ORIGIN, "access-control-request-method": "DELETE"}
    preflight = shared_client.options("/v1/observations", headers=asked)
    assert preflight.status_code == 400
    assert "DELETE" not in preflight.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    "origin, allowed",
    [
        ("https://example.org", "https://example.org"),
        ("https://example.com", "https://example.com"),
        ("https://example.net", None),
        ("http://example.org", None),
    ],
)
def test_the_setting_restricts_who_may_read(restricted: TestClient, origin: str, allowed: str | None) -> None:
    for _ in ("computed", "cached"):
        answer = restricted.get("/v1/observations", headers={"origin": origin})
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert "Origin" in answer.headers["vary"]
