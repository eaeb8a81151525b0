"""The load generator reads responses exactly to their end, of a known length or in chunks."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.benchmarks.load import HOST, AnswerError, fetch, request, run

SIZED = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"
EMPTY = b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"


@contextmanager
def answering(answer: bytes) -> Iterator[int]:
    """The port of a server that sends this response to every request, at first byte by byte."""
    with socket.create_server((HOST, 0)) as listener:
        ended = threading.Event()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                while connection.recv(4096) and not ended.is_set():
                    for byte in answer[:8]:
                        connection.sendall(bytes([byte]))
                    connection.sendall(answer[8:])
                    if answer is CHUNKED:
                        return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        ended.set()


@pytest.mark.parametrize("answer, status", [(SIZED, 200), (EMPTY, 304)])
def test_answers_follow_each_other_on_one_connection(answer: bytes, status: int) -> None:
    with answering(answer) as port:
        done = run(port, [request("/")], 1, 0.5, status)
    assert done.requests > 1
    assert 0 < done.median < 0.5


def test_chunks_are_read_to_the_last_and_joined() -> None:
    with answering(CHUNKED) as port:
        assert fetch(port, "/").body == b"hello"
    with answering(CHUNKED) as port:
        assert run(port, [request("/")], 1, 0, 200).requests == 1


def test_another_status_ends_the_measuring() -> None:
    with answering(SIZED) as port, pytest.raises(AnswerError, match="expected 304, got"):
        run(port, [request("/")], 1, 0.05, 304)
