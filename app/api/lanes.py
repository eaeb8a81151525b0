"""Questions that cost much wait for each other, not others for them."""

from __future__ import annotations

from typing import Final

import anyio
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.address import inner_path
from app.api.problems import RETRY, ProblemError, answer, instance_of

#: Questions with facets that are worked on at the same time: a quarter of all, each may read every row often.
COSTLY: Final = 4
#: Seconds that one waits for its turn.
PATIENCE: Final = 10.0
#: Pages that count facets themselves.
_PAGES: Final = frozenset({"/explore", "/en/explore"})
_BUSY: Final = "Too many questions with facets are being answered: try again, or ask without facets."


class CostlyLane:
    """Passes a few questions with facets to an application at the same time, and all others at once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._free = anyio.Semaphore(COSTLY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
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
