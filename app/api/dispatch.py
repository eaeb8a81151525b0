"""From a data address straight to the function that answers it.

The framework routes and documents everything; but its own handling of a request costs more than a
whole page does. So what stands below ``/v1/`` is looked up here, in the same routes, and called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain
from typing import Any, Final

from fastapi.routing import APIRoute, APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.api.problems import problem_of
from app.services.database import Database, QueryTimeoutError

Endpoint = Callable[..., Response]
#: Paths below the prefix that an indexed table answers, mostly within a millisecond.
QUICK: Final = ("/observations", "/comparisons", "/reports")
#: Seconds that such an answer may take on the event loop, where no thread is woken; longer ones go to one.
HURRY: Final = 0.03
#: With more connections in use than this, taking one might be waiting: not on the event loop.
MOST_IN_USE: Final = 12


class Dispatcher:
    """The endpoints below a prefix.

    Args:
        routers: whose routes they are.
        prefix: what their paths get before them, such as ``/v1``.
        database: that they ask.
    """

    def __init__(self, routers: Iterable[APIRouter], prefix: str, database: Database) -> None:
        self._prefix = prefix
        self._database = database
        self._quick = {prefix + path for path in QUICK}
        self._fixed: dict[str, Endpoint] = {}
        self._patterns: list[tuple[APIRoute, Endpoint]] = []
        for route in chain.from_iterable(router.routes for router in routers):
            if isinstance(route, APIRoute):
                if route.param_convertors:
                    self._patterns.append((route, route.endpoint))
                else:
                    self._fixed[prefix + route.path] = route.endpoint

    async def answer(self, request: Request, path: str) -> Response | None:
        """What the address answers, its problem included; None where there is no such address."""
        found = self._find(path)
        if found is None:
            return None
        endpoint, words = found
        if path in self._quick and self._database.cheap_version:
            hurried = self._hurried(endpoint, request)
            if hurried is not None:
                return hurried
        return await run_in_threadpool(partial(_call, endpoint, request, words))

    def _find(self, path: str) -> tuple[Endpoint, dict[str, Any]] | None:
        endpoint = self._fixed.get(path)
        if endpoint is not None:
            return endpoint, {}
        for route, other in self._patterns:
            match = route.path_regex.match(path.removeprefix(self._prefix))
            if match:
                return other, match.groupdict()
        return None

    def _hurried(self, endpoint: Endpoint, request: Request) -> Response | None:
        """The answer, if it takes no longer than ``HURRY``."""
        if self._database.in_use() > MOST_IN_USE:
            return None
        try:
            with self._database.hurried(HURRY):
                return endpoint(request)
        except QueryTimeoutError:
            return None
        except Exception as error:  # noqa: BLE001 # whatever it is, it is answered and logged
            return problem_of(request, error)


def _call(endpoint: Endpoint, request: Request, words: dict[str, Any]) -> Response:
    try:
        return endpoint(request, **words)
    except Exception as error:  # noqa: BLE001 # whatever it is, it is answered and logged
        return problem_of(request, error)
