"""Derived data for queries: series, the full-text index, documents and counts."""

from __future__ import annotations

from app.comparison import series
from app.store.connections.session import Database
from app.store.declared.resources import RESOURCES
from app.store.repositories import comparisons, rebuilding_observations, reports
from app.store.rows import state
from app.store.rows.documents import form

#: Increase it when the rules for series, for the tokens of words or for the ranks of documents change.
INDEX_VERSION = "2"
#: Changes when documents would be written differently.
DOCUMENT_VERSION = form(RESOURCES["observations"].fields, RESOURCES["comparisons"].fields)


def refresh_index(database: Database) -> None:
    """Compute series and full-text index again, in one transaction, unless today's rules computed them."""
    with database.reading() as connection:
        if state.rules_of(connection, "index_version") == INDEX_VERSION:
            return
    with database.writing() as connection:
        turn = state.begin_change(connection)
        rebuilding_observations.rebuild_index(connection, turn, series)
        state.set_rules_of(connection, "index_version", INDEX_VERSION)
        state.end_change(connection, turn)


def documents_are_written(database: Database) -> bool:
    """Whether all rows have the documents that this code reads; False after an interrupted write."""
    with database.reading() as connection:
        return state.rules_of(connection, "document_version") == DOCUMENT_VERSION


def refresh_documents(database: Database) -> None:
    """Write and count the documents of all rows, unless today's rules wrote them.

    Comparisons are removed, to be computed again.
    """
    if documents_are_written(database):
        return
    with database.writing() as connection:
        turn = state.begin_change(connection)
        rebuilding_observations.rewrite_documents(connection)
        comparisons.remove_all(connection)
        state.set_rules_of(connection, "document_version", DOCUMENT_VERSION)
        state.end_change(connection, turn)


def refresh_citations(database: Database) -> None:
    """Write the citations of reports that were stored by versions without citations."""
    with database.reading() as connection:
        if not reports.has_uncited(connection):
            return
    with database.writing() as connection:
        turn = state.begin_change(connection)
        reports.cite_uncited(connection)
        state.end_change(connection, turn)
