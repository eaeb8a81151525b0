"""Logs as JSON, with the id of the request."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.edge.logs import JsonFormatter
from app.config import Settings, load_settings
from app.main import create_app


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [json.loads(JsonFormatter().format(record)) for record in caplog.records]


def test_each_request_is_logged_with_its_id(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "zhibiao.access")
    app = create_app(Settings(f"sqlite:///{tmp_path / 'none.db'}", json_logs=True))
    with TestClient(app) as client:
        own = client.get("/livez?a=b", headers={"x-request-id": "proxy-17"})
        made = client.get("/v1/observations", headers={"x-request-id": "no id at all"})
    assert own.headers["x-request-id"] == "proxy-17"
    assert len(made.headers["x-request-id"]) == 16
    logged = [line for line in lines(caplog) if line["logger"] == "zhibiao.access"]
    assert [(line["address"], line["status"]) for line in logged] == [
        ("/livez?a=b", 422),
        ("/v1/observations", 503),
    ]
    assert logged[0]["bytes"] == len(own.content)


def test_the_id_is_on_what_is_logged_meanwhile(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(json.loads(JsonFormatter().format(record)))

    said: list[dict[str, Any]] = []
    handler = Kept()
    logging.getLogger("app.api.routes.health").addHandler(handler)
    try:
        app = create_app(Settings(f"sqlite:///{tmp_path / 'none.db'}", json_logs=True))
        with TestClient(app) as client:
            client.get("/readyz", headers={"x-request-id": "proxy-18"})
    finally:
        logging.getLogger("app.api.routes.health").removeHandler(handler)
    assert [(line["level"], line["request_id"]) for line in said] == [("warning", "proxy-18")]
    assert "none.db" in said[0]["message"]


def test_logs_are_not_json_by_default() -> None:
    assert not load_settings({}).json_logs
    assert load_settings({"ZHIBIAO_LOG": "json"}).json_logs
