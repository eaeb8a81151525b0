"""Limits on the cost of one connection, tested on a real server over sockets."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from urllib.parse import unquote_to_bytes

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from app.api.edge.server import Server, server_config

SHORT = 0.3
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


def endless(_: Request) -> StreamingResponse:
    async def rows() -> AsyncIterator[bytes]:
        while True:
            yield b"row" * 10_000
            # Like our streams, which make each part in a thread.
            await asyncio.sleep(0)

    return StreamingResponse(rows())


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        yield found


@pytest.fixture
def port(server: Server, listener: socket.socket) -> int:
    found: int = listener.getsockname()[1]
    return found


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, listener: socket.socket) -> Iterator[Server]:
    """A server with short timeouts."""
    monkeypatch.setattr("app.api.edge.connection.REQUEST_SECONDS", SHORT)
    monkeypatch.setattr("app.api.edge.connection.READ_SECONDS", SHORT)
    large = PlainTextResponse(b"a" * 20_000_000)
    routes = [
        Route("/", PlainTextResponse("ok\n")),
        Route("/large", large),
        Route("/endless", endless),
        Route("/query", lambda request: PlainTextResponse(request.scope["query_string"])),
    ]
    app = Starlette(routes=routes)
    server = Server(server_config(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield server
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


def ends_within(client: socket.socket, seconds: float) -> bool:
    """Whether the server closes the connection in this time; data that it still sends is dropped."""
    end = time.monotonic() + seconds
    client.settimeout(seconds)
    try:
        while client.recv(1 << 16):
            if time.monotonic() > end:
                return False
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


def flood(client: socket.socket) -> int:
    """How many bytes the server accepts before it closes the connection, at most 20 million."""
    for sent in range(0, 20_000_000, 10_000):
        try:
            client.sendall(b"a" * 10_000)
        except ConnectionError:
            return sent
    return 20_000_000


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=5)


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: ",
        b"GET /",
        b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;extension=",
    ],
)
def test_an_endless_request_is_cut_while_it_arrives(port: int, head: bytes) -> None:
    with connect(port) as client:
        client.sendall(head)
        assert flood(client) < 20_000_000


def test_a_head_that_is_too_large_is_told_so(port: int) -> None:
    with connect(port) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * 131_073)
        assert client.recv(100).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP", GET + b"GET /", b"POST / HTTP/1.1\r\n"])
def test_a_request_that_does_not_come_is_not_waited_for(port: int, sent: bytes) -> None:
    with connect(port) as client:
        client.sendall(sent)
        assert ends_within(client, 4)


def test_an_empty_line_is_no_reason_to_wait(port: int) -> None:
    with connect(port) as client:
        client.sendall(GET)
        client.recv(1000)
        client.sendall(b"\r\n")
        assert ends_within(client, 4)


def test_a_request_that_comes_slowly_but_comes_is_answered(port: int) -> None:
    with connect(port) as client:
        for _ in range(2):
            client.sendall(GET[:10])
            time.sleep(SHORT / 3)
            client.sendall(GET[10:])
            assert client.recv(1000).startswith(b"HTTP/1.1 200 ")
            # A connection that is kept alive is not a late one.
            time.sleep(SHORT * 1.5)


@pytest.mark.parametrize("path", [b"/endless", b"/large"])
@pytest.mark.parametrize("more", [b"", b"Connection: close\r\n"])
def test_a_client_that_does_not_read_is_disconnected(
    server: Server, port: int, path: bytes, more: bytes
) -> None:
    with connect(port) as client:
        client.sendall(b"GET %b HTTP/1.1\r\nHost: a\r\n%b\r\n" % (path, more))
        end = time.monotonic() + 5
        while not server.server_state.tasks and not server.server_state.total_requests:
            assert time.monotonic() < end
            time.sleep(0.01)
        while server.server_state.connections or server.server_state.tasks:
            assert time.monotonic() < end
            time.sleep(0.01)


def test_pipelined_requests_are_each_answered(port: int) -> None:
    with connect(port) as client:
        client.settimeout(2)
        client.sendall(GET * 30)
        received = b""
        while received.count(b"ok\n") < 30:
            received += client.recv(1 << 16)


def asked(port: int, request: bytes) -> tuple[bytes, bytes]:
    """The head and the body of the response to a request."""
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(request)
        found = b""
        while part := client.recv(65_536):
            found += part
    head, _, body = found.partition(b"\r\n\r\n")
    return head, body


def test_what_is_no_request_gets_a_problem_document(port: int) -> None:
    head, body = asked(port, b"GARBAGE\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == 400


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_an_address_with_bytes_that_are_not_escaped_is_read(port: int, encoding: str) -> None:
    query = "q=就业".encode(encoding)
    head, body = asked(port, b"GET /query?" + query + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert unquote_to_bytes(body) == query


@pytest.mark.parametrize("signals, grace", [(1, 1), (2, 1000)])
def test_an_unread_answer_does_not_keep_the_server(
    server: Server, port: int, monkeypatch: pytest.MonkeyPatch, signals: int, grace: int
) -> None:
    """A response has some time after the first signal, and none after the second."""
    monkeypatch.setattr("app.api.edge.connection.READ_SECONDS", 1000)
    server.config.timeout_graceful_shutdown = grace
    with connect(port) as client:
        client.sendall(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
        client.recv(1000)
        for _ in range(signals):
            server.handle_exit(signal.SIGTERM, None)
            time.sleep(0.5)
        # The fixture waits until the server has stopped.
