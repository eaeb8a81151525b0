"""The behaviour of every response: ETag and 304, HEAD, OPTIONS."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.main import THREADS, create_app, create_served
from tests.api.clients import add_report

ADDRESSES = [
    "/",
    "/docs",
    "/openapi.json",
    "/static/docs.js",
    "/livez",
    "/readyz",
    "/v1/observations",
    "/v1/observations?format=csv",
    "/v1/observations?format=ndjson",
    "/v1/observations/{observation}",
    "/v1/comparisons",
    "/v1/indicators",
    "/v1/categories",
    "/v1/years",
    "/v1/regions",
    "/v1/reports",
    "/v1/reports/{report}",
    "/v1/reports/{report}/text",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_an_etag_that_gives_304(
    shared_client: TestClient, known: dict[str, str], address: str
) -> None:
    address = address.format(**known)
    first = shared_client.get(address)
    assert first.status_code == 200
    again = shared_client.get(address, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    among = shared_client.get(address, headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    assert among.status_code == 304
    assert shared_client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_etag_of_data_is_weak_and_minds_the_question_but_not_the_order_of_its_words(
    shared_client: TestClient,
) -> None:
    def tag(address: str, accept: str = "*/*", language: str = "en") -> str:
        headers = {"accept": accept, "accept-language": language}
        return shared_client.get(address, headers=headers).headers["etag"]

    plain = tag("/v1/observations?year=2019&status=actual")
    assert plain.startswith('W/"')
    assert plain == tag("/v1/observations?status=actual&year=2019")
    others = [
        tag("/v1/observations?year=2019"),
        tag("/v1/observations?year=2019&status=actual", "text/csv"),
        tag("/v1/years?year=2019&status=actual"),
        tag("/v1/observations?year=2019&status=actual", language="zh"),
    ]
    assert len({plain, *others}) == 5


def test_new_data_changes_the_etag(client: TestClient) -> None:
    before = client.get("/v1/observations").headers["etag"]
    add_report(client)
    after = client.get("/v1/observations", headers={"if-none-match": before})
    assert after.status_code == 200
    assert after.headers["etag"] != before


def test_data_is_kept_by_caches_only_after_asking(shared_client: TestClient) -> None:
    answer = shared_client.get("/v1/observations")
    assert answer.headers["cache-control"] == "no-cache"
    assert "Accept" in answer.headers["vary"]


def test_a_problem_has_no_etag_and_is_not_kept(shared_client: TestClient) -> None:
    answer = shared_client.get("/v1/observations?limit=0")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", [*ADDRESSES, "/nothing", "/v1/observations?limit=0"])
def test_head_has_the_status_and_headers_of_get_and_no_body(
    shared_client: TestClient, known: dict[str, str], address: str
) -> None:
    address = address.format(**known)
    full, head = shared_client.get(address), shared_client.head(address)
    assert head.status_code == full.status_code
    assert head.content == b""
    for name in (
        "content-type",
        "content-length",
        "etag",
        "x-total-count",
        "link",
        "access-control-allow-origin",
    ):
        assert head.headers.get(name) == full.headers.get(name), name


@pytest.mark.parametrize("address", ["/v1/observations", "/docs"])
def test_options_says_what_may_be_done(shared_client: TestClient, address: str) -> None:
    answer = shared_client.options(address)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_no_answer_may_be_taken_for_another_type(shared_client: TestClient) -> None:
    for address in ("/v1/observations", "/nothing", "/docs", "/livez"):
        assert shared_client.get(address).headers["x-content-type-options"] == "nosniff"


def test_an_answer_is_sent_again_in_the_coding_that_the_client_likes(shared_client: TestClient) -> None:
    plain = shared_client.get("/v1/observations", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for name in ("gzip", "br", "gzip"):
        answer = shared_client.get("/v1/observations", headers={"accept-encoding": name})
        assert answer.headers["content-encoding"] == name
        assert int(answer.headers["content-length"]) < len(plain.content)
        assert answer.content == plain.content
        assert answer.headers["etag"] == plain.headers["etag"]


@pytest.mark.parametrize("format_", ["csv", "ndjson"])
def test_streams_are_compressed_and_dense_formats_are_not(shared_client: TestClient, format_: str) -> None:
    answer = shared_client.get(f"/v1/observations?format={format_}", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.text.splitlines()) >= 9
    dense = shared_client.get("/v1/observations?format=parquet", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in dense.headers
    picture = shared_client.get("/map.svg", headers={"Accept-Encoding": "gzip"})
    assert picture.headers["content-encoding"] == "gzip"
    assert dense.content[:4] == b"PAR1"


def test_the_headers_of_a_stream_are_not_taken_for_its_body(client: TestClient) -> None:
    assert client.head("/v1/observations?format=csv").content == b""
    assert len(client.get("/v1/observations?format=csv").text.splitlines()) == 10


def test_what_is_kept_is_of_one_host(client: TestClient) -> None:
    for host in ("one.example", "two.example"):
        page = client.get("/v1/observations?limit=1", headers={"host": host}).json()
        assert page["next"].startswith(f"http://{host}/v1/observations?")


@pytest.mark.parametrize(
    "asked, status",
    [
        ({"url": "/v1/observations?q=" + "a" * 40_000}, 414),
        ({"url": "/v1/observations?" + "&".join(["year=2019"] * 501)}, 414),
        ({"url": "/v1/observations?limit=7", "headers": {"x-long": "a" * 40_000}}, 431),
        ({"url": "/v1/observations?limit=7", "content": b"a" * 70_000}, 413),
        ({"url": "/docs", "content": b"a" * 70_000}, 413),
    ],
)
def test_requests_that_are_too_large_are_refused(
    shared_client: TestClient, asked: dict[str, Any], status: int
) -> None:
    answer = shared_client.request("GET", **asked)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_any_tag_is_a_tag_of_what_there_is(shared_client: TestClient, known: dict[str, str]) -> None:
    """`If-None-Match: *` returns 304 if the resource exists, else the problem document."""
    asked = {"if-none-match": "*"}
    for address in ADDRESSES:
        assert shared_client.get(address.format(**known), headers=asked).status_code == 304, address
    assert shared_client.get("/v1/observations/none", headers=asked).status_code == 404
    assert shared_client.get("/v1/observations?limit=0", headers=asked).status_code == 422


@pytest.mark.parametrize("address", ["/openapi.json", "/static/site.css", "/static/htmx/htmx.min.js", "/"])
def test_pages_and_scripts_are_compressed_too(shared_client: TestClient, address: str) -> None:
    plain = shared_client.get(address, headers={"accept-encoding": "identity"})
    coded = shared_client.get(address, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert coded.headers["content-encoding"] == "gzip"
    assert coded.content == plain.content
    assert coded.headers["etag"] == plain.headers["etag"]
    assert coded.headers["etag"].startswith("W/"), "a strong tag is of one coding"
    assert "Accept-Encoding" in coded.headers["vary"]
    assert "Accept-Encoding" in plain.headers["vary"]


def test_a_foreign_host_is_refused_where_hosts_are_named(tmp_path: Path) -> None:
    app = create_app(Settings(f"sqlite:///{tmp_path / 'test.db'}", allowed_hosts=("data.example",)))
    with TestClient(app) as client:
        for host, refused in (("data.example", False), ("data.example:8000", False), ("other.example", True)):
            for address in ("/livez", "/v1/observations?limit=1"):
                answer = client.get(address, headers={"host": host})
                assert (answer.status_code == 400) == refused
                assert "other.example" not in answer.text


def test_monitoring_does_not_wait_for_questions(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """More requests than threads, none of which ends."""
    begun, ended = threading.Semaphore(0), threading.Event()

    def page(*_: object) -> None:
        begun.release()
        ended.wait(20)

    monkeypatch.setattr("app.services.lists.observations.page", page)
    with ThreadPoolExecutor(max_workers=41) as clients:
        asking = [clients.submit(client.get, f"/v1/observations?limit={n}") for n in range(1, 41)]
        for _ in range(THREADS):
            assert begun.acquire(timeout=10)
        found = clients.submit(lambda: [client.get(path).text for path in ("/livez", "/readyz")])
        try:
            assert found.result(timeout=10) == ["ok\n", "ok\n"]
        finally:
            ended.set()
        assert all(one.result().status_code == 500 for one in asking)


def test_garbage_collections_skip_what_a_server_has_at_its_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    try:
        app = create_served()
        assert gc.get_freeze_count() > len(gc.get_objects())
        with TestClient(app) as client:
            assert client.get("/livez").status_code == 200
    finally:
        gc.unfreeze()
