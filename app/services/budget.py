"""What a run may cost: a number of requests and of tokens, never exceeded by requests at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock


class SpentError(Exception):
    """The budget does not allow one more request."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent: requests, those among them that were tried again, and tokens sent and received."""

    requests: int = 0
    retries: int = 0
    sent: int = 0
    received: int = 0


class Budget:
    """Counts what is spent. A request reserves the most that it may cost before it is sent."""

    def __init__(self, requests: int | None = None, tokens: int | None = None) -> None:
        """None is without a limit."""
        self._most_requests, self._most_tokens = requests, tokens
        self._reserved = 0
        self._spent = Spent()
        self._lock = Lock()

    @property
    def spent(self) -> Spent:
        """What was spent until now."""
        with self._lock:
            return self._spent

    def reserve(self, tokens: int, *, again: bool = False) -> None:
        """Reserve a request of at most so many tokens; ``again`` after one that failed.

        Raises:
            SpentError: that would be more than allowed.
        """
        with self._lock:
            spent = self._spent
            tokens_then = spent.sent + spent.received + self._reserved + tokens
            if _exceeds(spent.requests + 1, self._most_requests) or _exceeds(tokens_then, self._most_tokens):
                raise SpentError
            self._reserved += tokens
            self._spent = Spent(spent.requests + 1, spent.retries + again, spent.sent, spent.received)

    def settle(self, reserved: int, sent: int, received: int) -> None:
        """Count what the request of this reservation has really cost."""
        with self._lock:
            spent = self._spent
            self._reserved -= reserved
            self._spent = Spent(spent.requests, spent.retries, spent.sent + sent, spent.received + received)


def _exceeds(count: int, most: int | None) -> bool:
    return most is not None and count > most
