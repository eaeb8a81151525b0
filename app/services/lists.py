"""The service of each list: the module of its name in this package, which has ``page`` and ``stream``."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from app.services.queries import ListQuery, Page, Stream
from app.store.session import Database


class ListService(Protocol):
    """What every list offers."""

    def page(self, database: Database, query: ListQuery) -> Page:
        """One page of the selected rows."""

    def stream(self, database: Database, query: ListQuery) -> Stream:
        """All selected rows, in batches."""


def service_of(name: str) -> ListService:
    """The service of the list ``name``."""
    return cast("ListService", import_module(f"app.services.{name}"))
