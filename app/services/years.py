"""The years that values refer to, and how many observations each holds."""

from __future__ import annotations

from app.services import small
from app.store import counts
from app.store.fields import Row
from app.store.listing import ListQuery, Page, Stream
from app.store.session import Connection, Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the years that the filters select something of, the earliest first."""
    return small.page(query, small.rows(database, query, _rows))


def stream(database: Database, query: ListQuery) -> Stream:
    """All years that the filters select something of."""
    return small.stream(query, small.rows(database, query, _rows))


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    return counts.by_year(connection, query)
