"""Routes without the framework's resolution of parameters, for functions that take only the request."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool


class LeanRoute(APIRoute):
    """A route that gives the request to its function; functions with other parameters go the usual way.

    Lists read their parameters themselves. Resolving none took a third of the framework's time.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler: the function, in a thread."""
        needs = self.dependant
        resolved = (
            needs.path_params, needs.query_params, needs.header_params, needs.cookie_params,
            needs.body_params, needs.dependencies,
        )  # fmt: skip
        if any(resolved):
            return super().get_route_handler()
        return partial(run_in_threadpool, self.endpoint)
