"""A load generator on plain sockets: it needs so little CPU that it measures the server, not itself."""

from __future__ import annotations

import re
import selectors
import socket
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Final, NamedTuple

HOST: Final = "127.0.0.1"
_END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNK: Final = 1 << 18
_CHUNKED: Final = -1
_LAST: Final = b"\r\n0\r\n\r\n"
_PATIENCE: Final = 60.0


class AnswerError(RuntimeError):
    """The server sent an unexpected response."""


def request(target: str, headers: Mapping[str, str] | None = None) -> bytes:
    """A GET request as bytes."""
    named = {"Host": HOST, "Accept": "*/*", **(headers or {})}
    lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole response; header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Round:
    """One round of requests: the seconds of each, and the number of responses with each status."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def requests(self) -> int:
        """The number of responses."""
        return len(self.seconds)

    @property
    def median(self) -> float:
        """Seconds of the median response."""
        return statistics.median(self.seconds)


def fetch(port: int, target: str, headers: Mapping[str, str] | None = None) -> Answer:
    """One whole response, on a new connection."""
    with _connect(port) as connection:
        connection.sendall(request(target, {**(headers or {}), "Connection": "close"}))
        content = b"".join(_received(connection))
    head, _, body = content.partition(_END)
    first, *rest = head.decode("latin-1").split("\r\n")
    pairs = (line.split(": ", 1) for line in rest)
    named = {name.lower(): value for name, value in pairs}
    return Answer(int(first.split()[1]), named, _unchunked(body) if "transfer-encoding" in named else body)


class Drained(NamedTuple):
    """A long response that was read but not kept: its first bytes, its length, and whether it was whole."""

    first: bytes
    size: int
    whole: bool


def drain(port: int, target: str) -> Drained:
    """Read a chunked response to its end without keeping it."""
    with _connect(port) as connection:
        connection.sendall(request(target, {"Connection": "close"}))
        first, size, tail = b"", 0, b""
        for part in _received(connection):
            size += len(part)
            first, tail = first or part, (tail + part)[-len(_LAST) :]
    return Drained(first, size, tail == _LAST)


def run(
    port: int, requests: Iterable[bytes], connections: int, seconds: float, status: int | None = 200
) -> Round:
    """Send requests over several connections for some seconds; each sends the next one after a response.

    Raises:
        AnswerError: a response has another status; never if the status is None.
    """
    work = cycle(list(requests)) if not isinstance(requests, Iterator) else requests
    done = Round()
    sockets = [_connect(port) for _ in range(connections)]
    try:
        _drive(sockets, lambda: next(work), done, seconds)
    finally:
        for connection in sockets:
            connection.close()
    if status is not None and (others := done.statuses.keys() - {status}):
        raise AnswerError(f"expected {status}, got {sorted(others)}")
    return done


def _drive(sockets: list[socket.socket], draw: Callable[[], bytes], done: Round, seconds: float) -> None:
    selector = selectors.DefaultSelector()
    pending = {connection: _Exchange(connection, draw()) for connection in sockets}
    for connection in sockets:
        selector.register(connection, selectors.EVENT_READ)
    until = time.perf_counter() + seconds
    while pending:
        ready = selector.select(_PATIENCE)
        if not ready:
            raise AnswerError(f"no answer in {_PATIENCE:.0f} s")
        for key, _ in ready:
            exchange = pending[key.fileobj]  # type: ignore[index]  # only sockets are registered
            if not exchange.receive():
                continue
            done.seconds.append(exchange.seconds())
            done.statuses[exchange.status()] += 1
            if time.perf_counter() < until:
                exchange.start(draw())
            else:
                selector.unregister(exchange.connection)
                del pending[exchange.connection]
    selector.close()


class _Exchange:
    """One request and its response on one connection, of a known length or in chunks."""

    def __init__(self, connection: socket.socket, content: bytes) -> None:
        self.connection = connection
        self.start(content)

    def start(self, content: bytes) -> None:
        """Send the next request."""
        self._head = self._tail = b""
        self._missing: int | None = None
        self._began = time.perf_counter()
        self.connection.sendall(content)

    def receive(self) -> bool:
        """Read the available bytes. Returns whether the response is whole."""
        part = self.connection.recv(_CHUNK)
        if not part:
            raise AnswerError(f"the server hung up after {self._head[:200]!r}")
        if self._missing is None:
            self._head += part
            end = self._head.find(_END)
            if end < 0:
                return False
            self._head, part = self._head[:end], self._head[end + len(_END) :]
            self._missing = self._length()
        if self._missing == _CHUNKED:
            self._tail = (self._tail + part)[-len(_LAST) :]
            return self._tail == _LAST
        self._missing -= len(part)
        return self._missing <= 0

    def seconds(self) -> float:
        """Seconds from the request to the end of its response."""
        return time.perf_counter() - self._began

    def status(self) -> int:
        """The status code of the response."""
        return int(self._head[9:12])

    def _length(self) -> int:
        found = _LENGTH.search(self._head + b"\r\n")
        if found:
            return int(found[1])
        return _CHUNKED if b"transfer-encoding: chunked" in self._head.lower() else 0


def _connect(port: int) -> socket.socket:
    connection = socket.create_connection((HOST, port), timeout=_PATIENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _received(connection: socket.socket) -> Iterator[bytes]:
    while part := connection.recv(_CHUNK):
        yield part


def _unchunked(body: bytes) -> bytes:
    parts = []
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size, 16)
        parts.append(body[:length])
        body = body[length + 2 :]
    return b"".join(parts)
