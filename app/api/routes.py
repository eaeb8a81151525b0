"""The class of the routes of ``/v1``."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response


class DataRoute(APIRoute):
    """Calls its endpoint, in a thread, with the request and the parameters of the path.

    The endpoint's signature documents it. Without this class FastAPI would resolve the signature for each
    request, which costs a third of a page.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The function that answers a request; FastAPI calls this once."""

        async def answer(request: Request) -> Response:
            return await run_in_threadpool(self.endpoint, request, **request.path_params)

        return answer
