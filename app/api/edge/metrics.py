"""Metrics for Prometheus at ``/metrics``; off by default (``ZHIBIAO_METRICS=1``)."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH: Final = "/metrics"
#: Upper bounds of the histogram buckets, in seconds.
BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
#: All addresses without a route are counted under this name.
UNKNOWN: Final = "unknown"


class Metrics:
    """Counts the requests to an application, and answers ``/metrics`` itself.

    Args:
        app: The application.
        paths: The route paths to count separately, such as ``/v1/reports/{id}``.
        shared: The folder through which several processes share their counts; None for one process.
    """

    def __init__(self, app: ASGIApp, paths: Iterable[str], shared: Path | None) -> None:
        self.app = app
        self._shared = shared
        paths = sorted(set(paths))
        self._plain = frozenset(path for path in paths if "{" not in path)
        self._patterns = [(compile_path(path)[0], path) for path in paths if "{" in path]
        self._registry = registry = CollectorRegistry()
        self._seconds = Histogram(
            "zhibiao_request_seconds",
            "Seconds from a request to the end of its answer.",
            ("address", "status"),
            registry=registry,
            buckets=BUCKETS,
        )
        self._bytes = Counter(
            "zhibiao_response_bytes", "Bytes of the bodies of answers.", ("address",), registry=registry
        )
        self._open = Gauge(
            "zhibiao_requests_in_progress",
            "Requests that are being answered.",
            registry=registry,
            multiprocess_mode="livesum",
        )
        if shared is None:
            ProcessCollector(registry=registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == PATH:
            await Response(self._latest(), media_type=CONTENT_TYPE_LATEST)(scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, status, sent = time.perf_counter(), 0, 0

        async def count(message: Message) -> None:
            nonlocal status, sent
            status = message.get("status", status)
            sent += len(message.get("body", b""))
            await send(message)

        with self._open.track_inprogress():
            try:
                await self.app(scope, receive, count)
            finally:
                address = self._address(scope["path"])
                self._seconds.labels(address, status).observe(time.perf_counter() - started)
                self._bytes.labels(address).inc(sent)

    def _address(self, path: str) -> str:
        """The route path of an address."""
        if path in self._plain:
            return path
        return next((named for pattern, named in self._patterns if pattern.fullmatch(path)), UNKNOWN)

    def _latest(self) -> bytes:
        """All metrics in the text format of Prometheus."""
        registry = self._registry
        if self._shared is not None:
            registry = CollectorRegistry()
            MultiProcessCollector(registry, path=str(self._shared))  # type: ignore[no-untyped-call]  # has no types
        return generate_latest(registry)
