"""Sends a request to the chat endpoint of a language model, and again while the server is busy.

This is the only module that sends requests. Its dependencies are those of the extra ``review``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from threading import Lock
from typing import Any, NamedTuple, Self

import httpx2
import msgspec

from app.asking.requests import Request, estimated_tokens
from app.services.second_reader.budget import Budget
from app.services.second_reader.replies import ChatError, Reply

PATH = "/chat/completions"
TRIES = 6
"""How often a request is sent before it fails."""
CONNECT_SECONDS, MOST_SECONDS = 10, 120
"""The timeouts of a connection and of a complete answer, in seconds."""
FIRST_PAUSE, LONGEST_PAUSE = 1, 300
"""The pause before the second try, doubled for each further one, and the longest accepted pause; seconds."""
MOST_BYTES = 1_000_000
MOST_DIGITS = 9
_BUSY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_CLOSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN,
                     HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED})  # fmt: skip
_SHOWN = 200


class _TryAgainError(Exception):
    """The server is busy or the connection broke: try again after ``seconds``; None for the usual pause."""

    def __init__(self, message: str, seconds: int | None = None, *, paid: bool = False) -> None:
        super().__init__(message)
        self.seconds, self.paid = seconds, paid


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class Clock(NamedTuple):
    """The clock of a chat; tests use one that does not wait."""

    now: Callable[[], float] = time.monotonic  # seconds, only for pauses
    sleep: Callable[[float], None] = time.sleep


_CLOCK = Clock()


class Chat:
    """A chat endpoint. Thread-safe: a pause that the server asks for applies to all threads."""

    def __init__(self, url: str, key: str, budget: Budget, clock: Clock = _CLOCK) -> None:
        """``url`` is the base URL of the API, such as ``http://127.0.0.1:8080/v1``."""
        self._url = url if url.endswith(PATH) else url + PATH
        self._budget, self._clock = budget, clock
        self._client = httpx2.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx2.Timeout(MOST_SECONDS, connect=CONNECT_SECONDS),
        )
        self._resume_at = clock.now()
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, request: Request) -> Reply:
        """Send a request, retry it while the server is busy, and return the model's reply.

        Raises:
            ChatError: the server gave no usable answer.
            SpentError: the budget does not allow the request.
        """
        reason = ""
        for number in range(TRIES):
            self._wait()
            self._budget.reserve(request.most_tokens, again=number > 0)
            try:
                return self._settled(request)
            except _TryAgainError as error:
                self._pause(error.seconds or FIRST_PAUSE << number)
                reason = str(error)
        raise ChatError(f"no answer after {TRIES} requests: {reason}")

    def _settled(self, request: Request) -> Reply:
        """Try once; the reservation is settled whether the try succeeds or fails."""
        sent = received = 0
        try:
            reply = self._try(request)
            sent, received = reply.sent, reply.received
            return reply
        except _TryAgainError as error:
            # The server may have done the work and may charge for it.
            sent = request.most_tokens if error.paid else 0
            raise
        finally:
            self._budget.settle(request.most_tokens, sent, received)

    def _try(self, request: Request) -> Reply:
        try:
            with self._client.stream("POST", self._url, json=request.body) as response:
                data = self._read(response)
        except httpx2.TransportError as error:
            paid = not isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout)
            raise _TryAgainError(f"{type(error).__name__}: {error}", paid=paid) from None
        except (httpx2.InvalidURL, httpx2.DecodingError) as error:
            raise ChatError(f"{self._url}: {error}", final=True) from None
        _check_status(response, data)
        return _reply(request, data)

    def _read(self, response: httpx2.Response) -> bytes:
        end, data = self._clock.now() + MOST_SECONDS, bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > MOST_BYTES:
                raise ChatError(f"an answer of more than {MOST_BYTES} bytes")
            if self._clock.now() > end:
                raise _TryAgainError(f"no complete answer within {MOST_SECONDS} seconds", paid=True)
        return bytes(data)

    def _wait(self) -> None:
        while (seconds := self._resume_at - self._clock.now()) > 0:
            self._clock.sleep(seconds)

    def _pause(self, seconds: int) -> None:
        if seconds > LONGEST_PAUSE:
            raise ChatError(f"the server asks to wait for {seconds} seconds", final=True)
        with self._lock:
            self._resume_at = max(self._resume_at, self._clock.now() + seconds)


def _check_status(response: httpx2.Response, data: bytes) -> None:
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    reason = f"HTTP {status}: {data[:_SHOWN].decode('utf-8', 'replace').strip()}"
    if status in _BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise _TryAgainError(reason, retry_after(response.headers.get("retry-after", "")))
    raise ChatError(reason, final=status in _CLOSED or status < HTTPStatus.BAD_REQUEST)


def retry_after(header: str) -> int | None:
    """The seconds in a ``Retry-After`` header, which has a number or a date; None if it has neither."""
    if header.isdecimal() and len(header) <= MOST_DIGITS:
        return int(header)
    try:
        at = parsedate_to_datetime(header)
    except ValueError:
        return None
    seconds = (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return max(1, int(seconds) + 1)


def _reply(request: Request, data: bytes) -> Reply:
    try:
        completion = msgspec.json.decode(data, type=_Completion)
        content = completion.choices[0].message.content or ""
    except (msgspec.DecodeError, UnicodeDecodeError, IndexError):
        raise _TryAgainError("the server's response is not a chat completion", paid=True) from None
    usage: Any = completion.usage or _Usage()
    sent = request.tokens if usage.prompt_tokens is None else max(0, usage.prompt_tokens)
    received = usage.completion_tokens
    return Reply(content, sent, estimated_tokens(content) if received is None else max(0, received))
