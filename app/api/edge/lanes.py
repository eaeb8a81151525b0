"""Limits how many requests work at a time, so that they are fast and none waits for an expensive one."""

from __future__ import annotations

import asyncio
from typing import Final

import anyio
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.edge.address import inner_path
from app.api.edge.problems import RETRY, ProblemError, answer, instance_of

#: Requests with facets that run at a time: a quarter of all, as each may read every row several times.
COSTLY: Final = 4
#: Seconds that such a request waits for its turn.
PATIENCE: Final = 10.0
#: Pages that count facets even without the parameter.
_PAGES: Final = frozenset({"/explore", "/en/explore"})
#: Requests that have a turn at a time. SQLite computes in this process, and its threads slow each other down
#: when they compete for the interpreter. Threads that wait for PostgreSQL leave the interpreter to others.
TURNS: Final = {"sqlite": 1, "postgresql": 8}
#: The longest turn in seconds: about three times what a page of a list takes.
TURN_SECONDS: Final = 0.005
_HEALTH: Final = frozenset({"/livez", "/readyz"})
_BUSY: Final = "Too many questions with facets are being answered: try again, or ask without facets."


class CostlyLane:
    """Passes at most ``COSTLY`` requests with facets to the application at a time, and all others at once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._free = anyio.Semaphore(COSTLY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not _is_costly(scope):
            await self.app(scope, receive, send)
            return
        with anyio.move_on_after(PATIENCE) as waiting:
            await self._free.acquire()
        if waiting.cancelled_caught:
            await answer(ProblemError(503, _BUSY, headers=RETRY), instance_of(scope))(scope, receive, send)
            return
        try:
            await self.app(scope, receive, send)
        finally:
            self._free.release()


class TurnLane:
    """Lets the application begin ``turns`` requests at a time; health checks begin at once.

    A turn ends with the response, or after ``TURN_SECONDS``: then the request goes on without one, and the
    next request begins. So a request waits for the turns before it, never for the end of a slow request.
    """

    def __init__(self, app: ASGIApp, turns: int) -> None:
        self.app = app
        self._free = anyio.Semaphore(turns, fast_acquire=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or inner_path(scope) in _HEALTH:
            await self.app(scope, receive, send)
            return
        await self._free.acquire()
        turn = _Turn(self._free)
        try:
            await self.app(scope, receive, send)
        finally:
            turn.end()


class _Turn:
    """A turn, which ends by itself after ``TURN_SECONDS``."""

    def __init__(self, free: anyio.Semaphore) -> None:
        self._free = free
        self._ended = False
        self._timer = asyncio.get_running_loop().call_later(TURN_SECONDS, self.end)

    def end(self) -> None:
        """Let the next request begin; a second call does nothing."""
        if not self._ended:
            self._ended = True
            self._timer.cancel()
            self._free.release()


def _is_costly(scope: Scope) -> bool:
    return b"facet=" in scope["query_string"] or inner_path(scope) in _PAGES
