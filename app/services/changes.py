"""Changes: which observations were added, changed and removed, in order; what a mirror follows.

A mirror that holds everything up to a sequence reads the changes since then and, for each, deletes
the observation or fetches it as it is now. It is then equal to what is held here, up to the last
sequence that it has read.
"""

from __future__ import annotations

from app.store import changes
from app.store.listing import ListQuery, Page, Stream
from app.store.session import Database


def page(database: Database, query: ListQuery) -> Page:
    """One page of the changes that the query selects."""
    return changes.LISTING.page(database, query)


def stream(database: Database, query: ListQuery) -> Stream:
    """All changes that the query selects, in batches."""
    return changes.LISTING.stream(database, query)
