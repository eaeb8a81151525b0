"""Traces: the framework makes them and sends them to a collector, without code of this project."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
ASK = f"""
from starlette.testclient import TestClient
from app.main import create_app
with TestClient(create_app()) as client:
    client.get("/v1/observations", headers={{"traceparent": "00-{TRACE}-00f067aa0ba902b7-01"}})
"""


def test_a_question_is_traced_as_part_of_the_callers_trace(tmp_path: Path) -> None:
    received: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # as http.server names it
            received.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Do not log."""

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        environment = {
            **os.environ,
            "ZHIBIAO_DATABASE_URL": f"sqlite:///{tmp_path / 'none.db'}",
            "FASTAPI_OTEL_AUTO_CONFIGURE": "true",
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{server.server_port}",
            "OTEL_SERVICE_NAME": "zhibiao",
        }
        subprocess.run([sys.executable, "-c", ASK], env=environment, check=True, capture_output=True)
        server.shutdown()
    (body,) = (body for path, body in received if path == "/v1/traces")
    for part in (b"GET /v1/observations", bytes.fromhex(TRACE), b"zhibiao"):
        assert part in body
