"""Limits of one connection: the size of a request, its time to arrive, and the time to read the response.

uvicorn limits none of them. Its parser buffers a header until it is complete, so an endless header takes
ever more memory, and quadratic time because each piece is appended to the previous ones.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.api.edge.problems import MEDIA_TYPE, ProblemError, document

#: Bytes of one request, head and body together. The application has lower limits, with better messages.
MOST_BYTES: Final = 131_072
#: Seconds within which a whole request must arrive.
REQUEST_SECONDS: Final = 10.0
#: Seconds within which a client must read the response, except for the 64 kB that uvicorn buffers.
READ_SECONDS: Final = 30.0
_TOO_LARGE: Final = "The head of the request is too large: send fewer or shorter headers."
_RAW: Final = re.compile(rb"[\x80-\xff]")


class _Timer:
    """Calls a function after some seconds, unless it is stopped first."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._handle: asyncio.TimerHandle | None = None

    @property
    def runs(self) -> bool:
        """Whether the timer is started, not stopped, and not yet due."""
        return self._handle is not None

    def start(self, seconds: float, call: Callable[[], None]) -> None:
        """Call ``call`` in ``seconds`` seconds; this cancels an earlier call."""
        self.stop()
        self._handle = self._loop.call_later(seconds, self._due, call)

    def stop(self) -> None:
        """Cancel the call."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _due(self, call: Callable[[], None]) -> None:
        self._handle = None
        call()


class Connection(HttpToolsProtocol):
    """A uvicorn connection that closes if its client sends too much, or sends or reads too slowly."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 # uvicorn's own
        super().__init__(*given, **named)
        #: Bytes received of the current request.
        self._received = 0
        self._late, self._unread = _Timer(self.loop), _Timer(self.loop)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        """Start the timer for the first request."""
        super().connection_made(transport)
        self._late.start(REQUEST_SECONDS, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timers."""
        super().connection_lost(exc)
        self._late.stop()
        self._unread.stop()

    def data_received(self, data: bytes) -> None:
        """Parse the received bytes, unless the request has become too large."""
        self._received += len(data)
        if self._received > MOST_BYTES:
            self._refuse()
            return
        super().data_received(data if data.isascii() else self._escaped(data))
        arriving = self._in_head() or self.cycle.more_body
        # An empty line between two requests does not begin a request, but it stops uvicorn's own timeout.
        if (arriving or self.cycle.response_complete) and not self._late.runs:
            self._late.start(REQUEST_SECONDS, self.transport.abort)

    def _in_head(self) -> bool:
        """Whether the head of a request is incomplete: uvicorn adds the path when it has all of it."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or "path" not in self.scope

    def _escaped(self, data: bytes) -> bytes:
        """The data with the non-ASCII bytes of the address percent-encoded.

        People type Chinese into addresses, and some clients send it unencoded. The address is in the first
        line of the first data of a request.
        """
        if self._received > len(data):
            return data
        line, end, rest = data.partition(b"\r\n")
        return _RAW.sub(lambda byte: b"%%%02X" % byte[0][0], line) + end + rest

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP, with a problem document like every other error."""
        detail = f"{msg} Send a request of HTTP/1.1, with the address percent-encoded."
        self._send_problem(HTTPStatus.BAD_REQUEST, detail)

    def on_message_complete(self) -> None:
        """Note that the whole request has arrived, and stop its timer."""
        super().on_message_complete()
        self._received = 0
        self._late.stop()

    def on_response_complete(self) -> None:
        """Start the timer for reading, if the client has not read the whole response."""
        super().on_response_complete()
        if self.transport.get_write_buffer_size() and not self._unread.runs:
            self._unread.start(READ_SECONDS, self._give_up_closing)

    def pause_writing(self) -> None:
        """Start the timer for reading: the client does not keep up."""
        super().pause_writing()
        self._unread.start(READ_SECONDS, self._give_up)

    def resume_writing(self) -> None:
        """Stop the timer for reading: the client has caught up."""
        super().resume_writing()
        self._unread.stop()

    def _refuse(self) -> None:
        """Close the connection, after a 431 if the head is incomplete and so nothing was answered yet."""
        if self._in_head() and not self.transport.is_closing():
            self._send_problem(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _TOO_LARGE)
        self.transport.close()

    def _send_problem(self, status: HTTPStatus, detail: str) -> None:
        """Send a problem document, and close the connection."""
        body = msgspec.json.encode(document(ProblemError(status, detail), ""))
        head = f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[status] + head.encode() + body)
        self.transport.close()

    def _give_up(self) -> None:
        """Disconnect a client that does not read; discard the rest of its response."""
        self.logger.warning("%s does not read: disconnected", self.client and self.client[0])
        self.transport.abort()

    def _give_up_closing(self) -> None:
        """Disconnect a client that still has not read the end of the last response."""
        if self.transport.is_closing():
            self._give_up()
