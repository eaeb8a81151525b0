"""Stores the reports of a table of facts; they replace all stored reports of that table."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.observation import Observation
from app.model.report import Report
from app.services.computing.comparing import compare_regions
from app.services.extracting.extractor import extractor_version
from app.services.extracting.whole import extract_report
from app.services.ingesting.files import FileResult, IngestEffect
from app.services.ingesting.versions import put_report
from app.store.connections.session import Connection, Database
from app.store.repositories import observations, reports
from app.store.repositories.reports import StoredReport
from app.store.rows import state


def store_table(
    database: Database, source: str, parts: Sequence[Report], path: str, content: bytes | None
) -> FileResult:
    """Replace all stored reports of a table by ``parts``, in one transaction.

    ``path`` is that of the file; its ``content`` is stored once, with the first of them, unless it is None.
    """
    with database.reading() as connection:
        stored = reports.stored_table(connection, parts)
    changed = [part for part in parts if not _unchanged(part, [stored[part.id]] if part.id in stored else [])]
    gone = stored.keys() - {part.id for part in parts}
    change = (
        IngestEffect.UNCHANGED
        if not changed and not gone
        else IngestEffect.REPLACED
        if stored
        else IngestEffect.ADDED
    )
    extracted = [(part, extract_report(part, explained=False).observations) for part in changed]
    if change is not IngestEffect.UNCHANGED:
        with database.writing() as connection:
            _put_table(connection, extracted, [stored[report_id] for report_id in sorted(gone)])
            for part, _ in extracted:
                reports.put_file(connection, part, path, content if part is parts[0] else None)
    observed = {report_id: one.observations for report_id, one in stored.items() if report_id not in gone}
    observed |= {part.id: len(rows) for part, rows in extracted}
    warnings = tuple(dict.fromkeys(warning for part in parts for warning in part.warnings))
    return FileResult(source, change, None, sum(observed.values()), warnings=warnings)


def _put_table(
    connection: Connection,
    extracted: Sequence[tuple[Report, Sequence[Observation]]],
    gone: Sequence[StoredReport],
) -> None:
    turn = state.begin_change(connection)
    for old in gone:
        observations.forget(connection, turn, old.id)
        reports.remove(connection, old.number)
    for part, rows in extracted:
        put_report(connection, turn, part, rows)
    touched = {reports.region_key(part) for part, _ in extracted} | {old.region_key for old in gone}
    compare_regions(connection, turn, touched)
    state.end_change(connection, turn)


def _unchanged(report: Report, stored: Sequence[StoredReport]) -> bool:
    """Whether the same report, read by today's extractor, is already stored."""
    return (
        len(stored) == 1
        and stored[0].description == reports.description(report)
        and stored[0].extractor_version == extractor_version()
    )
