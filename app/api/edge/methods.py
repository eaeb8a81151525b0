"""The methods of each address, as its routes declare them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, compile_path

#: The methods of an address that only reads, and of one that does not exist.
READING: Final = ("GET", "HEAD", "OPTIONS")


class Methods:
    """The methods of each address.

    Args:
        routes: The routes of the application; several may have the same path.
    """

    def __init__(self, routes: Sequence[BaseRoute] = ()) -> None:
        declared: dict[str, set[str]] = {}
        for route in iter_route_contexts(routes):
            if route.path and route.methods:
                declared.setdefault(route.path, set()).update(route.methods)
        self._writing: list[tuple[re.Pattern[str], tuple[str, ...]]] = [
            (compile_path(path)[0], _complete(methods))
            for path, methods in declared.items()
            if not methods.issubset(READING)
        ]

    def at(self, path: str) -> tuple[str, ...]:
        """The methods of an address, sorted. A slash at its end does not matter: it redirects."""
        shorter = path.rstrip("/")
        return next((methods for pattern, methods in self._writing if pattern.match(shorter)), READING)


def _complete(methods: set[str]) -> tuple[str, ...]:
    """The methods with those that the service itself responds to."""
    head = {"HEAD"} if "GET" in methods else set()
    return tuple(sorted({*methods, *head, "OPTIONS"}))
