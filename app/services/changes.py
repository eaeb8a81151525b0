"""Changes: which observations were added, changed and removed, in order; what a mirror follows."""

from __future__ import annotations

from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the changes that the query selects."""
    raise NotImplementedError


def stream(database: Database, query: ListQuery) -> Stream:
    """All changes that the query selects, in batches."""
    raise NotImplementedError
