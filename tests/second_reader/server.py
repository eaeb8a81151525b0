"""A server of our own that speaks the protocol of chat endpoints, with faults on demand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass
class Script:
    """How the server behaves: ``answer`` makes the content of a body; ``trouble`` comes before it, in order.

    Trouble is a status (429, 500 ...), ``cut`` for an answer that ends too early, or ``nonsense``.
    ``requests`` are the bodies that came, ``keys`` the values of their Authorization header.
    """

    answer: Callable[[Body], str]
    trouble: list[int | str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[Body] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_trouble(self) -> int | str | None:
        """The trouble of this request, if any."""
        with self.lock:
            return self.trouble.pop(0) if self.trouble else None


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """The address of the interface while the server runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:  # the name that the library calls
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with script.lock:
                script.requests.append(body)
                script.keys.add(self.headers.get("Authorization", ""))
            trouble = script.next_trouble()
            if isinstance(trouble, int):
                self._send(trouble, b'{"error": {"message": "too busy"}}', script.headers)
                return
            data = completion(script.answer(body)) if trouble != "nonsense" else b"<html>"
            self._send(200, data, {}, cut=trouble == "cut")

        def _send(self, status: int, data: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data[: len(data) // 2] if cut else data)
            self.close_connection = cut

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def completion(content: str) -> bytes:
    """The body of an answer: ten tokens sent, five received."""
    answer = {
        "choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5},
    }
    return json.dumps(answer, ensure_ascii=False).encode()


def as_read(body: Body) -> str:
    """An answer that agrees with the rules in everything."""
    return as_read_of(json.loads(body["messages"][1]["content"]))


def as_read_of(document: Mapping[str, Any]) -> str:
    """The same for the document of a request."""
    empty: dict[str, object] = {"alternative": None, "indicator": None, "start_year": None, "year": None}
    sentences = [
        {
            "sentence": one["sentence"],
            "rows": [
                {"row": row["row"], "number": row["number"], "choice": "as_read"} | empty
                for row in one["rows"]
            ],
            "missed": [],
        }
        for one in document["sentences"]
    ]
    return json.dumps({"sentences": sentences}, ensure_ascii=False)
