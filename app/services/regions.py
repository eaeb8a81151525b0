"""The places whose reports are held."""

from __future__ import annotations

from app.services import small
from app.store import counts
from app.store.fields import Row
from app.store.listing import ListQuery, Page, Stream
from app.store.session import Connection, Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the places whose reports are held, by code."""
    return small.page(query, small.rows(database, query, _rows))


def stream(database: Database, query: ListQuery) -> Stream:
    """All places whose reports are held."""
    return small.stream(query, small.rows(database, query, _rows))


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    return counts.by_region(connection, query)
