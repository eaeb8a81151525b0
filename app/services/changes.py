"""Changes: which observations were added, changed and removed, in order; for mirrors.

A mirror that holds everything up to a sequence reads the changes since then and, for each, deletes
the observation or fetches it as it is now. It is then equal to what is held here, up to the last
sequence that it has read.
"""

from __future__ import annotations

from typing import Final

from app.store import changes
from app.store.query import ListQuery, Mistake, Page, QueryError, Stream
from app.store.session import Database

UNKNOWN: Final = (
    "There is no change of this number: the database was restored from a backup, or is another one. "
    "Fetch everything again, then the changes since the last one that /v1/changes lists."
)


def page(database: Database, query: ListQuery) -> Page:
    """One page of the changes that the query selects."""
    _check(database, query)
    return changes.LIST.page(database, query)


def stream(database: Database, query: ListQuery) -> Stream:
    """All changes that the query selects, in batches."""
    _check(database, query)
    return changes.LIST.stream(database, query)


def _check(database: Database, query: ListQuery) -> None:
    """Refuse to go on from a change that is not known here: a mirror would miss what was undone.

    Raises:
        QueryError: there is no change of this number.
    """
    since = query.value("since")
    if not isinstance(since, int) or not since:
        return
    with database.reading() as connection:
        known = changes.is_known(connection, since)
    if not known:
        raise QueryError(Mistake("since", str(since), UNKNOWN))
