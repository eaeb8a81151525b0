"""Finds the file of a report, in the database or at its old path."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.reading.errors import ReadingError
from app.services.ingesting.folders import read_file
from app.store.connections.session import Database
from app.store.queries.query import existing
from app.store.repositories import report_files, reports


class NotKeptError(LookupError):
    """The file of a report is not available; the message says what is known about it."""


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a file, its name as given, and its format."""

    content: bytes
    name: str
    format: str


def original(database: Database, report_id: str) -> Original:
    """The exact file that a report was read from.

    It comes from the database (for a table of facts, from any of its reports), from the report's text if the
    file has only this text, or from its old path if the file there still has the same hash.

    Raises:
        NotFoundError: no report has this id.
        NotKeptError: none of these has the file.
    """
    with database.reading() as connection:
        found = existing("report", report_id, report_files.find(connection, report_id))
        content = report_files.content(connection, found["number"])
        if content is None and found["file_sha256"] == found["sha256"]:
            content = (reports.text(connection, report_id) or "").encode("utf-8")
        elif content is None and found["file_sha256"]:
            content = report_files.content_of_table(connection, found["file_sha256"])
    if content is None:
        content = _where_it_stood(found["path"], found["file_sha256"])
    if content is None:
        known = f"its SHA-256 is {found['file_sha256']}" if found["file_sha256"] else "its hash is unknown"
        raise NotKeptError(f"The file {found['source']} of report {report_id!r} is not kept here; {known}.")
    return Original(content, found["source"], found["format"])


def _where_it_stood(path: str, known: str | None) -> bytes | None:
    if not path or not known:
        return None
    try:
        content = read_file(Path(path))
    except (OSError, ReadingError):
        return None
    return content if sha256(content).hexdigest() == known else None
