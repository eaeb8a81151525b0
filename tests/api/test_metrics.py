"""Counts for Prometheus, in one process and in several."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from starlette.testclient import TestClient

from app.config import SHARED_METRICS, Settings, load_settings
from app.main import create_app

NAMES = {"zhibiao_request_seconds", "zhibiao_response_bytes_total", "zhibiao_requests_in_progress"}
ASKED = {
    "/livez": ("/livez", 200),
    "/livez?a=b": ("/livez", 422),
    "/v1/observations/none": ("/v1/observations/{id}", 503),
    "/static/site.css": ("/static/{path:path}", 200),
    "/en/": ("/en/", 503),
    "/x/y/z": ("unknown", 404),
    "/x/y/other": ("unknown", 404),
}


def counts(text: str) -> dict[tuple[str, str], float]:
    """The number of responses, by route and status."""
    found = re.findall(
        r'^zhibiao_request_seconds_count\{address="([^"]*)",status="(\d+)"\} (\S+)$', text, re.MULTILINE
    )
    return {(address, status): float(number) for address, status, number in found}


def test_answers_are_counted_by_address_and_status(tmp_path: Path) -> None:
    app = create_app(Settings(f"sqlite:///{tmp_path / 'none.db'}", metrics=True))
    with TestClient(app) as client:
        for asked, (_, status) in ASKED.items():
            assert client.get(asked).status_code == status, asked
        answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    wanted = [(address, str(status)) for address, status in ASKED.values()]
    assert counts(answer.text) == {key: wanted.count(key) for key in wanted}
    for name in (*NAMES, "process_cpu_seconds_total"):
        assert re.search(rf"^{name}", answer.text, re.MULTILINE), name


def test_nothing_is_counted_unless_asked_for(tmp_path: Path) -> None:
    assert not load_settings({}).metrics
    assert load_settings({"ZHIBIAO_METRICS": "1"}).metrics
    with TestClient(create_app(Settings(f"sqlite:///{tmp_path / 'none.db'}"))) as client:
        assert client.get("/metrics").status_code == 404


COUNT = """
import sys
from pathlib import Path
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from app.api.edge.metrics import Metrics
client = TestClient(Metrics(PlainTextResponse("ok"), ["/livez"], Path(sys.argv[1])))
client.get("/livez")
print(client.get("/metrics").text)
"""


def test_processes_count_together(tmp_path: Path) -> None:
    environment = {**os.environ, SHARED_METRICS: str(tmp_path)}
    for number in (1, 2):
        command = [sys.executable, "-c", COUNT, str(tmp_path)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert counts(done.stdout) == {("/livez", "200"): number}
