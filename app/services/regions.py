"""The places whose reports are held."""

from __future__ import annotations

from app.services import small
from app.store import counts
from app.store.fields import Row
from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database

_FILTERED = (("region_code", 0), ("region", 1), ("level", 2))


def page(database: Database, query: ListQuery) -> Page:
    """One page of the places whose reports are held, by code."""
    return small.page(query, _rows(database, query))


def stream(database: Database, query: ListQuery) -> Stream:
    """All places whose reports are held."""
    return small.stream(query, _rows(database, query))


def _rows(database: Database, query: ListQuery) -> list[Row]:
    with database.reading() as connection:
        held = counts.by_region(connection)
    return [row for row in held if all(_selects(query, name, row[place]) for name, place in _FILTERED)]


def _selects(query: ListQuery, name: str, cell: str | int | None) -> bool:
    asked = query.values(name)
    return not asked or cell in asked
