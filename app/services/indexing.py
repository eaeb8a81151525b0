"""Derived data for queries: series, the full-text index, documents, tallies."""

from __future__ import annotations

from app.comparison import series
from app.store import comparisons, observations, reports, state
from app.store.documents import form
from app.store.resources import RESOURCES
from app.store.session import Database

#: Rises with every change of what series, the tokens of words or the ranks of documents are.
INDEX_VERSION = "2"
#: Differs wherever documents would be written otherwise.
DOCUMENT_VERSION = form(RESOURCES["observations"].fields, RESOURCES["comparisons"].fields)


def refresh_index(database: Database) -> None:
    """Compute it again, in one transaction, if other rules computed it, or none."""
    with database.reading() as connection:
        if state.index_version(connection) == INDEX_VERSION:
            return
    with database.writing() as connection:
        turn = state.begin_change(connection)
        observations.index_anew(connection, turn, series)
        state.set_index_version(connection, INDEX_VERSION)
        state.end_change(connection, turn)


def documents_are_written(database: Database) -> bool:
    """Whether all rows have the documents that this code reads; not so where their writing was cut off."""
    with database.reading() as connection:
        return state.document_version(connection) == DOCUMENT_VERSION


def refresh_documents(database: Database) -> None:
    """Write the documents of all rows, and count them, if that was done in another way, or never."""
    if documents_are_written(database):
        return
    with database.writing() as connection:
        turn = state.begin_change(connection)
        observations.write_anew(connection)
        comparisons.write_anew(connection)
        state.set_document_version(connection, DOCUMENT_VERSION)
        state.end_change(connection, turn)


def refresh_citations(database: Database) -> None:
    """Write the citations of reports that were stored before there were any."""
    with database.reading() as connection:
        if not reports.has_uncited(connection):
            return
    with database.writing() as connection:
        turn = state.begin_change(connection)
        reports.cite_anew(connection)
        state.end_change(connection, turn)
