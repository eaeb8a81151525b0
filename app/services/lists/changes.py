"""The observations that were added, changed and removed, in order; for mirrors.

A mirror that is complete up to a sequence number reads the changes after it. For each change it deletes
the observation or fetches its current state. It then equals this database up to the last sequence number
that it has read.
"""

from __future__ import annotations

from typing import Final

from app.store.connections.session import Database
from app.store.queries.query import ListQuery, Page, QueryError, Stream, WrongParameter
from app.store.repositories import changes

UNKNOWN: Final = (
    "No change has this number: the database was restored from a backup, or is a different one. "
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
    """Reject a sequence number that this database does not have: the mirror would miss undone changes.

    Raises:
        QueryError: no change has this number.
    """
    since = query.value("since")
    if not isinstance(since, int) or not since:
        return
    with database.reading() as connection:
        known = changes.is_known(connection, since)
    if not known:
        raise QueryError(WrongParameter("since", str(since), UNKNOWN))
