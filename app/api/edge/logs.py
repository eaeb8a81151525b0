"""JSON logs: one object for each line, with the id of its request; off by default."""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.edge.problems import instance_of

HEADER: Final = "X-Request-ID"
#: An id from a client or proxy is used if it has this form.
_ID: Final = re.compile(r"[A-Za-z0-9._\-]{1,64}")
_current: ContextVar[str | None] = ContextVar("request_id", default=None)
logger = logging.getLogger("zhibiao.access")


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON, with the fields of ``extra={"fields": {...}}``."""

    def format(self, record: logging.LogRecord) -> str:
        """Format one record."""
        content: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := _current.get():
            content["request_id"] = request_id
        content |= getattr(record, "fields", {})
        if record.exc_info:
            content["exception"] = self.formatException(record.exc_info)
        return json.dumps(content, ensure_ascii=False)


#: A ``logging.config.dictConfig`` that writes everything to standard error, as JSON.
JSON_LOGS: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonFormatter}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {logger.name: {"level": "INFO"}},
}


class RequestLog:
    """Gives each request an id, returns it in a header, and logs each response when it ends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request_id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        _current.set(request_id)
        started = time.perf_counter()
        sent = {"status": 0, "bytes": 0}

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"]]}
                MutableHeaders(raw=message["headers"])[HEADER] = request_id
                sent["status"] = message["status"]
            sent["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        finally:
            _log(scope, sent, time.perf_counter() - started)


def _log(scope: Scope, sent: dict[str, int], seconds: float) -> None:
    client = scope.get("client")
    fields = {
        "method": scope["method"],
        "address": instance_of(scope),
        "client": client[0] if client else None,
        **sent,
        "seconds": round(seconds, 4),
    }
    logger.info("%s %s %s", scope["method"], scope["path"], sent["status"], extra={"fields": fields})
