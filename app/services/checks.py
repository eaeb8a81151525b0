"""Checks: observations that do not fit what the same place states elsewhere."""

from __future__ import annotations

from app.store import checks
from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the checks that the query selects."""
    return checks.LISTING.page(database, query)


def stream(database: Database, query: ListQuery) -> Stream:
    """All checks that the query selects, in batches."""
    return checks.LISTING.stream(database, query)
