"""What one connection may cost: the size and time of a request, the time in which an answer is read.

uvicorn limits neither. Its parser keeps a header until it is complete, so that one endless header takes
memory and, as each part is appended to the last, quadratic time.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.api.problems import MEDIA_TYPE, ProblemError, document

#: Bytes of one request, head and body together; the application refuses smaller ones with a reason.
MOST_BYTES: Final = 131_072
#: Seconds in which a request must arrive, its first byte included.
REQUEST_SECONDS: Final = 10.0
#: Seconds in which a client must read what was sent, up to what uvicorn buffers (64 kB).
READ_SECONDS: Final = 30.0
_TOO_LARGE: Final = "The head of the request is too large: send fewer or shorter headers."
_RAW: Final = re.compile(rb"[\x80-\xff]")


class _Timer:
    """Calls a function after some seconds, unless it is stopped before."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._handle: asyncio.TimerHandle | None = None

    @property
    def runs(self) -> bool:
        """Whether it was started, and neither stopped nor due."""
        return self._handle is not None

    def start(self, seconds: float, call: Callable[[], None]) -> None:
        """Call the function after so many seconds from now, whatever was to be called before."""
        self.stop()
        self._handle = self._loop.call_later(seconds, self._due, call)

    def stop(self) -> None:
        """Call nothing."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _due(self, call: Callable[[], None]) -> None:
        self._handle = None
        call()


class Connection(HttpToolsProtocol):
    """A connection of uvicorn that is closed when its client sends too much, or sends or reads too slowly."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 # uvicorn's own
        super().__init__(*given, **named)
        #: Bytes of the request that is arriving.
        self._received = 0
        self._in_head = self._arriving = True
        self._late, self._unread = _Timer(self.loop), _Timer(self.loop)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        """Expect a request soon."""
        super().connection_made(transport)
        self._late.start(REQUEST_SECONDS, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timers."""
        super().connection_lost(exc)
        self._late.stop()
        self._unread.stop()

    def data_received(self, data: bytes) -> None:
        """Parse what has arrived, unless the request has become too large."""
        self._received += len(data)
        if self._received > MOST_BYTES:
            self._refuse()
            return
        super().data_received(data if data.isascii() else self._escaped(data))
        # An empty line between two requests begins none, and yet ends the wait of uvicorn for one.
        cycle: RequestResponseCycle | None = self.cycle
        idle = cycle is None or cycle.response_complete
        if not self._late.runs and (self._arriving or idle):
            self._late.start(REQUEST_SECONDS, self.transport.abort)

    def _escaped(self, data: bytes) -> bytes:
        """The data with the bytes that no address may have percent-encoded in it.

        People type Chinese into addresses, and some clients send it as it is. The address is in the first
        line of what arrives first.
        """
        if self._received > len(data):
            return data
        line, end, rest = data.partition(b"\r\n")
        return _RAW.sub(lambda byte: b"%%%02X" % byte[0][0], line) + end + rest

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP with a problem document, as everything else is refused."""
        detail = f"{msg} Send a request of HTTP/1.1, with the address percent-encoded."
        self._send_problem(HTTPStatus.BAD_REQUEST, detail)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head = self._arriving = True

    def on_headers_complete(self) -> None:
        """The head is complete."""
        super().on_headers_complete()
        self._in_head = False

    def on_message_complete(self) -> None:
        """The whole request has arrived."""
        super().on_message_complete()
        self._arriving, self._received = False, 0
        self._late.stop()

    def on_response_complete(self) -> None:
        """The application has answered; the client may not have read it all."""
        super().on_response_complete()
        if not self._unread.runs and self.transport.get_write_buffer_size():
            self._unread.start(READ_SECONDS, self._give_up_closing)

    def pause_writing(self) -> None:
        """The client does not keep up."""
        super().pause_writing()
        self._unread.start(READ_SECONDS, self._give_up)

    def resume_writing(self) -> None:
        """The client has read."""
        super().resume_writing()
        self._unread.stop()

    def _refuse(self) -> None:
        """Answer 431 if nothing else was answered, and close the connection."""
        if self._in_head and not self.transport.is_closing():
            self._send_problem(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, _TOO_LARGE)
        self.transport.close()

    def _send_problem(self, status: HTTPStatus, detail: str) -> None:
        """Send a problem document, and close the connection."""
        body = msgspec.json.encode(document(ProblemError(status, detail), ""))
        head = f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[status] + head.encode() + body)
        self.transport.close()

    def _give_up(self) -> None:
        """Drop a client that does not read, with all that was to be sent."""
        self.logger.warning("%s does not read: disconnected", self.client and self.client[0])
        self.transport.abort()

    def _give_up_closing(self) -> None:
        """Drop a client that still has not read the end of the last answer."""
        if self.transport.is_closing():
            self._give_up()
