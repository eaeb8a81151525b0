"""Limits the requests and tokens of a run. Concurrent requests never exceed the limits."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock


class SpentError(Exception):
    """The budget does not allow another request."""


@dataclass(frozen=True, slots=True)
class Spent:
    """The requests that were sent, how many of them were retries, and the tokens sent and received."""

    requests: int = 0
    retries: int = 0
    sent: int = 0
    received: int = 0


class Budget:
    """Counts requests and tokens. Each request reserves its highest possible cost before it is sent."""

    def __init__(self, requests: int | None = None, tokens: int | None = None) -> None:
        """Limit the requests and tokens; None means no limit."""
        self._most_requests, self._most_tokens = requests, tokens
        self._reserved = 0
        self._spent = Spent()
        self._lock = Lock()

    @property
    def spent(self) -> Spent:
        """The cost so far."""
        with self._lock:
            return self._spent

    def reserve(self, tokens: int, *, again: bool = False) -> None:
        """Reserve a request of at most ``tokens`` tokens; ``again`` if it repeats one that failed.

        Raises:
            SpentError: the request would exceed the budget.
        """
        with self._lock:
            spent = self._spent
            tokens_then = spent.sent + spent.received + self._reserved + tokens
            if _exceeds(spent.requests + 1, self._most_requests) or _exceeds(tokens_then, self._most_tokens):
                raise SpentError
            self._reserved += tokens
            self._spent = Spent(spent.requests + 1, spent.retries + again, spent.sent, spent.received)

    def settle(self, reserved: int, sent: int, received: int) -> None:
        """Replace a reservation by the actual cost of its request."""
        with self._lock:
            spent = self._spent
            self._reserved -= reserved
            self._spent = Spent(spent.requests, spent.retries, spent.sent + sent, spent.received + received)


def _exceeds(count: int, most: int | None) -> bool:
    return most is not None and count > most
