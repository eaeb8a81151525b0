"""The eighteen categories, and how many observations each holds."""

from __future__ import annotations

from app.lexicon.catalogue import load_catalogue
from app.services import small
from app.store import counts
from app.store.fields import Row
from app.store.listing import ListQuery, Page, Stream
from app.store.session import Connection, Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the categories, each with the count of the observations that the filters select in it."""
    return small.page(query, small.rows(database, query, _rows))


def stream(database: Database, query: ListQuery) -> Stream:
    """All categories, each with the count of the observations that the filters select in it."""
    return small.stream(query, small.rows(database, query, _rows))


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    """All categories, or those that are asked for; the others of the filters only narrow the counts."""
    held = counts.by_category(connection, query)
    asked = query.values("category")
    return [
        (category.code, category.name_zh, category.name_en, *held.get(category.code, (0, 0)))
        for category in load_catalogue().categories.values()
        if not asked or category.code in asked
    ]
