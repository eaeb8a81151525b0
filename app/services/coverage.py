"""Coverage: of which indicator, place and year a value is known, and why not where it is not."""

from __future__ import annotations

from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the cells that the query selects."""
    raise NotImplementedError


def stream(database: Database, query: ListQuery) -> Stream:
    """All cells that the query selects, in batches."""
    raise NotImplementedError
