"""Regions ranked for one indicator and year, and how many of how many have a value."""

from __future__ import annotations

from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the ranking."""
    raise NotImplementedError


def stream(database: Database, query: ListQuery) -> Stream:
    """The whole ranking."""
    raise NotImplementedError
