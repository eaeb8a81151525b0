"""Streams release their resources, even if the client disconnects early."""

from __future__ import annotations

from collections.abc import Iterator

import anyio

from app.api.responses.answers import closing


def test_a_stream_that_is_left_in_the_middle_is_closed() -> None:
    closed = []

    def chunks() -> Iterator[bytes]:
        try:
            yield b"one"
            yield b""
            yield b"two"
        finally:
            closed.append("closed")

    async def read(most: int) -> list[bytes]:
        stream, found = closing(chunks()), []
        async for chunk in stream:
            found.append(chunk)
            if len(found) == most:
                break
        await stream.aclose()
        return found

    assert anyio.run(read, 1) == [b"one"]
    assert closed == ["closed"]
    assert anyio.run(read, 9) == [b"one", b"two"]
    assert closed == ["closed", "closed"]


def test_a_stream_whose_reader_is_cancelled_is_closed() -> None:
    closed = []

    def chunks() -> Iterator[bytes]:
        try:
            while True:
                yield b"more"
        finally:
            closed.append("closed")

    async def read() -> None:
        with anyio.move_on_after(0.05):
            async for _ in closing(chunks()):
                pass

    anyio.run(read)
    assert closed == ["closed"]
