"""The places whose reports are held."""

from __future__ import annotations

from app.services import small
from app.store import counts
from app.store.fields import Row
from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the places whose reports are held, by code."""
    return small.page(query, _rows(database, query))


def stream(database: Database, query: ListQuery) -> Stream:
    """All places whose reports are held."""
    return small.stream(query, _rows(database, query))


def _rows(database: Database, query: ListQuery) -> list[Row]:
    with database.reading() as connection:
        return counts.by_region(connection, query)
