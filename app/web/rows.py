"""Rows of the API's lists for pages: from the same services, with the same parameters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fastapi import Request

from app.services.database import Database
from app.services.lists.any_list import service_of
from app.services.lists.queries import MAX_LIMIT, parse_query

Record = dict[str, Any]
Pairs = Iterable[tuple[str, str]]

MANY: Final = str(MAX_LIMIT)


class ListPage(NamedTuple):
    """One page of a list: rows by field name, the total number, the cursor of the next page, and facets."""

    rows: list[Record]
    total: int
    next: str | None
    facets: Mapping[str, Sequence[tuple[Any, int]]]


def database_of(request: Request) -> Database:
    """Return the database of the application."""
    database: Database = request.app.state.database
    return database


def ask(database: Database, name: str, *pairs: tuple[str, str]) -> ListPage:
    """Return one page of the list ``name``, selected by these parameters.

    Raises:
        QueryError: a parameter is wrong.
    """
    page = service_of(name).page(database, parse_query(name, pairs))
    rows = [dict(zip(page.columns, row, strict=True)) for row in page.rows]
    return ListPage(rows, page.total or 0, page.next, page.facets)


def count(database: Database, name: str, *pairs: tuple[str, str]) -> int:
    """Return the number of rows of a list that these parameters select."""
    return ask(database, name, *pairs, ("limit", "1")).total


def every(database: Database, name: str, *pairs: tuple[str, str]) -> list[Record]:
    """Return all rows that these parameters select, without a limit."""
    stream = service_of(name).stream(database, parse_query(name, pairs))
    return [dict(zip(stream.columns, row, strict=True)) for batch in stream.batches for row in batch]


def items(cell: Any) -> list[str]:  # noqa: ANN401 # a cell of a list, as the services give it
    """Return the items of a cell that contains a list."""
    found: list[str] = json.loads(cell) if cell else []
    return found
