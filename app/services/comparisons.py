"""Comparisons: targets beside what came of them."""

from __future__ import annotations

from app.store import comparisons
from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the comparisons that the query selects; of vintage ``first`` unless it says otherwise."""
    return comparisons.LISTING.page(database, query)


def stream(database: Database, query: ListQuery) -> Stream:
    """All comparisons that the query selects, in batches; of vintage ``first`` unless it says otherwise."""
    return comparisons.LISTING.stream(database, query)
