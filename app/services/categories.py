"""The eighteen categories, and how many observations each holds."""

from __future__ import annotations

from app.store.fields import Row
from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the categories that the query selects."""
    return small.page(query, _rows(database, query))


def stream(database: Database, query: ListQuery) -> Stream:
    """All categories that the query selects, in batches."""
    return small.stream(query, _rows(database, query))
