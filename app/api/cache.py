"""Answers that were given for the present state of the data, ready to be sent again; bounded in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import MutableMapping
from typing import Any, Final

from app.api.compression import LEAST, coding, compressed, gains
from app.api.question import Question

Message = MutableMapping[str, Any]
#: What is sent for an answer: its start, its body.
Messages = tuple[Message, Message]
#: A request as it came, to the byte: method, path, query, scheme, prefix, headers.
Request = tuple[str, str, bytes, str, str, tuple[tuple[bytes, bytes], ...]]
RawHeaders = list[tuple[bytes, bytes]]

#: Bytes that all kept answers take together, and that one may take at most.
MOST_BYTES: Final = 64_000_000
MOST_OF_ONE: Final = 2_000_000
#: About what an answer takes beside its body: headers, messages, its question.
_BESIDE: Final = 2_000
#: Requests that are known to the byte, at most; and the bytes that one may have.
_MOST_KNOWN: Final = 4_096
_MOST_OF_REQUEST: Final = 4_000
_MOST_HEADERS: Final = 40  # each costs more than its bytes
START: Final = "http.response.start"
BODY: Final = "http.response.body"


class Kept:
    """A good answer as the messages that send it, one pair for each coding that was asked for."""

    __slots__ = ("_body", "_gains", "_headers", "_pairs", "size", "tag", "unchanged")

    def __init__(self, tag: bytes, headers: RawHeaders, body: bytes, not_modified: RawHeaders) -> None:
        self.tag = tag
        # The body, and about as much for its codings, of which each takes a fraction.
        self.size = 2 * len(body) + _BESIDE
        self.unchanged: Message = {"type": START, "status": 304, "headers": not_modified}
        self._headers, self._body = headers, body
        self._pairs: dict[str, tuple[Message, Message]] = {}
        kind = next((value for name, value in headers if name == b"content-type"), b"")
        self._gains = len(body) >= LEAST and gains(kind.decode("latin-1"))

    def messages(self, accept_encoding: bytes) -> tuple[Message, Message]:
        """What is sent to a client that takes these codings; for each coding it is made once."""
        name = coding(accept_encoding) if self._gains and accept_encoding else ""
        pair = self._pairs.get(name)
        if pair is None:
            pair = self._pairs[name] = self._made(name)
        return pair

    def _made(self, name: str) -> tuple[Message, Message]:
        body = compressed(self._body, name) if name else self._body
        headers = [(b"content-length", str(len(body)).encode()), *self._headers]
        if name:
            headers.append((b"content-encoding", name.encode()))
        return {"type": START, "status": 200, "headers": headers}, {"type": BODY, "body": body}


class Answers:
    """The answers of one state of the data; those that were not asked for the longest go first.

    For one thread: the event loop's.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._version = ""
        self._kept: OrderedDict[Question, Kept] = OrderedDict()
        self._known: dict[Request, Messages] = {}
        self._bytes = 0

    def known(self, version: str, request: Request) -> Messages | None:
        """What was sent for the very same request in this state of the data."""
        return self._known.get(request) if version == self._version else None

    def know(self, version: str, request: Request, messages: Messages) -> None:
        """Remember what is sent for a request, until the data change or an answer has to go."""
        _, path, query, _, _, headers = request
        size = len(path) + len(query) + sum(len(name) + len(value) for name, value in headers)
        small = size <= _MOST_OF_REQUEST and len(headers) <= _MOST_HEADERS
        if version == self._version and small:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[request] = messages

    def get(self, version: str, question: Question) -> Kept | None:
        """The answer, if it was given for this state of the data."""
        if version != self._version:
            self._kept.clear()
            self._known.clear()
            self._version, self._bytes = version, 0
            return None
        found = self._kept.get(question)
        if found is not None:
            self._kept.move_to_end(question)
        return found

    def put(self, version: str, question: Question, answer: Kept) -> None:
        """Keep an answer, unless it is too long or the data has moved on."""
        if version != self._version or answer.size > MOST_OF_ONE:
            return
        if (before := self._kept.pop(question, None)) is not None:
            self._bytes -= before.size
        self._bytes += answer.size
        self._kept[question] = answer
        while self._bytes > self._most_bytes:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= gone.size
            # It must not be held elsewhere; those that stay are found again by their questions.
            self._known.clear()

    @property
    def size(self) -> int:
        """Bytes that are kept, as far as they are counted."""
        return self._bytes
