"""The eighteen categories, and how many observations each has."""

from __future__ import annotations

from app.lexicon.catalogue import load_catalogue
from app.services.lists import small
from app.store.connections.session import Connection
from app.store.declared.fields import Row
from app.store.queries.query import ListQuery
from app.store.repositories import counts


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    """All categories, or the selected ones; the other filters change only the counts."""
    counted = counts.by_category(connection, query)
    asked = query.values("category")
    return [
        (category.code, category.name_zh, category.name_en, *counted.get(category.code, (0, 0)))
        for category in load_catalogue().categories.values()
        if not asked or category.code in asked
    ]


page, stream = small.lists(_rows)
