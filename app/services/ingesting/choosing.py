"""Lists the texts of a report, and stores which of them a person chose."""

from __future__ import annotations

from app.model.report import ChoiceReason
from app.services.computing.comparing import compare_regions
from app.services.ingesting.versions import write
from app.store.connections.session import Database
from app.store.queries.query import NotFoundError
from app.store.repositories import reports, versions
from app.store.repositories.versions import Version
from app.store.rows import state

__all__ = ["Version", "choose_text", "texts_of"]


def texts_of(database: Database, report_id: str) -> tuple[Version, ...]:
    """All texts of a report. The first is the one that observations are read from.

    Raises:
        NotFoundError: no report has this id.
    """
    with database.reading() as connection:
        found = versions.all_of(connection, report_id)
    if not found:
        raise NotFoundError("report", report_id)
    return tuple(found)


def choose_text(database: Database, report_id: str, sha256: str) -> Version:
    """Read observations from one of a report's texts, whatever is ingested later. Returns the text.

    ``sha256`` is the hash of the text, or the beginning of the hash.

    Raises:
        NotFoundError: no report has this id, or none or several of its texts have this hash.
        DatabaseError: the database can't be written; the message says what to do.
    """
    texts = texts_of(database, report_id)
    found = [text for text in texts if text.report.sha256.startswith(sha256.lower())]
    if len(found) != 1:
        raise NotFoundError("text", f"{report_id} {sha256}")
    with database.writing() as connection:
        turn = state.begin_change(connection)
        touched = {reports.region_key(text.report) for text in texts}
        write(connection, turn, texts, (found[0], ChoiceReason.HAND))
        compare_regions(connection, turn, touched)
        state.end_change(connection, turn)
    return found[0]
