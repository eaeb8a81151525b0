"""The upper limit of a server: raw ASGI that sends given bytes from memory, or 304 for a matching ETag.

``BENCHMARK_ANSWER`` names a file: the headers as JSON in its first line, then the body.
"""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

Message = MutableMapping[str, Any]

_head, _, BODY = Path(os.environ["BENCHMARK_ANSWER"]).read_bytes().partition(b"\n")
HEADERS = [(name.encode(), value.encode()) for name, value in json.loads(_head).items()]
UNCHANGED = [(name, value) for name, value in HEADERS if name not in (b"content-length", b"content-type")]


async def app(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """Send the response from memory."""
    if scope["type"] != "http":
        return
    known = any(name == b"if-none-match" for name, _ in scope["headers"])
    status, headers, body = (304, UNCHANGED, b"") if known else (200, HEADERS, BODY)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
