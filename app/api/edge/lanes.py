"""Limits how many expensive requests work at a time, so that no other request waits for them."""

from __future__ import annotations

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


def _is_costly(scope: Scope) -> bool:
    return b"facet=" in scope["query_string"] or inner_path(scope) in _PAGES
