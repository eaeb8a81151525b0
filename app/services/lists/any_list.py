"""Finds the service of a list: the module of the same name in this package."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from app.services.lists.queries import ListQuery, Page, Stream
from app.store.connections.session import Database
from app.store.queries import names


class ListService(Protocol):
    """The functions of every list."""

    def page(self, database: Database, query: ListQuery) -> Page:
        """One page of the selected rows."""

    def stream(self, database: Database, query: ListQuery) -> Stream:
        """All selected rows, in batches."""


def page(database: Database, query: ListQuery) -> Page:
    """One page of the rows that the query selects from its list.

    Raises:
        QueryError: a name in a filter is unknown.
    """
    check_names(database, query)
    return service_of(query.resource.name).page(database, query)


def stream(database: Database, query: ListQuery) -> Stream:
    """All rows that the query selects, in batches.

    Raises:
        QueryError: a name in a filter is unknown.
    """
    check_names(database, query)
    return service_of(query.resource.name).stream(database, query)


def check_names(database: Database, query: ListQuery) -> None:
    """Check the names in filters. Most queries have none and need no connection.

    Raises:
        QueryError: a name in a filter is unknown.
    """
    if names.has_names(query):
        with database.reading() as connection:
            names.check(connection, query)


@cache
def service_of(name: str) -> ListService:
    """The module of the list ``name``."""
    return cast("ListService", import_module(f"app.services.lists.{name}"))
