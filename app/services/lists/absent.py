"""Says why a list is empty although its query is right: the database has no report of the place."""

from __future__ import annotations

from collections.abc import Iterator

from app.lexicon.region_names import names_of_code
from app.services.lists.queries import ListQuery
from app.store.connections.session import Database
from app.store.queries import names
from app.store.repositories import places

#: The filters that select rows by their place.
_OF_PLACE = ("region_code", "region", "within", "province", "city")


def absent(database: Database, query: ListQuery) -> tuple[str, ...]:
    """Sentences about the places that the query names and of which no report is in the database.

    Args:
        database: The database that was asked.
        query: A query that no row matches.
    """
    named = list(_named(query))
    if not named:
        return ()
    with database.reading() as connection:
        found = places.selected(connection, query, _OF_PLACE)
    return () if found else (f"The database has no report of {', '.join(named)}.",)


def _named(query: ListQuery) -> Iterator[str]:
    """The places that the filters name, each with its code; earlier codes of a place are left out."""
    seen: set[str] = set()
    for name in _OF_PLACE:
        for value in query.values(name):
            place = "" if value is None else names_of_code(str(value))[0]
            if place and place not in seen and len(seen) < names.MOST_SUGGESTED:
                seen.add(place)
                yield place if place == value else f"{place} ({value})"
