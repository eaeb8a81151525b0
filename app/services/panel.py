"""Panel: one indicator as a wide table, regions by years: what regressions read."""

from __future__ import annotations

from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the table; its columns are those of the list, then a year each."""
    raise NotImplementedError


def stream(database: Database, query: ListQuery) -> Stream:
    """The whole table, in batches; its columns are those of the list, then a year each."""
    raise NotImplementedError
