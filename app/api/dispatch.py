"""From a data address straight to the function that answers it.

The framework routes and documents everything; but its own handling of a request costs more than a
whole page does. So what stands below ``/v1/`` is looked up here, in the same routes, and called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain
from typing import Any

from fastapi.routing import APIRoute, APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.api.problems import problem_of

Endpoint = Callable[..., Response]


class Dispatcher:
    """The endpoints below a prefix.

    Args:
        routers: whose routes they are.
        prefix: what their paths get before them, such as ``/v1``.
    """

    def __init__(self, routers: Iterable[APIRouter], prefix: str) -> None:
        self._prefix = prefix
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


def _call(endpoint: Endpoint, request: Request, words: dict[str, Any]) -> Response:
    try:
        return endpoint(request, **words)
    except Exception as error:  # noqa: BLE001 # whatever it is, it is answered and logged
        return problem_of(request, error)
