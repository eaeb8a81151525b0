"""How many targets were met, were missed and are pending, by region, category or year."""

from __future__ import annotations

from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the counts."""
    raise NotImplementedError


def stream(database: Database, query: ListQuery) -> Stream:
    """All counts."""
    raise NotImplementedError
