"""Files into the database: each report in one transaction, the same again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePath

from app.comparison import series
from app.model.observation import Observation
from app.model.report import Report
from app.reading.beside import NOTHING, Beside
from app.reading.facts import SUFFIXES as TABLES
from app.reading.report import ReadingError, read_report
from app.services.comparing import compare_regions, refresh_comparisons
from app.services.derivations import extract_report
from app.services.extractor import extractor_version
from app.services.files import Change, FileResult
from app.services.folders import printable, read_file
from app.services.manifest import Manifest
from app.services.tables import read_facts
from app.store import observations, reports, state
from app.store.changes import Difference
from app.store.reports import Held
from app.store.session import Connection, Database
from app.store.state import Turn

_NAMES = 3
"""The file's name and those of two folders, as given, are evidence: 河南省/驻马店市/2012.docx."""


def ingest(
    database: Database,
    files: Iterable[Path],
    *,
    region: str | None = None,
    report_year: int | None = None,
    manifest: Manifest | None = None,
    on_result: Callable[[FileResult], None] | None = None,
) -> tuple[FileResult, ...]:
    """Read, extract and store each file; a file that fails leaves the others and the database untouched.

    Two files of one run that are the same report with different texts would replace each other at
    every run: the first is kept, the second fails.

    Args:
        database: where to.
        files: what ``find_files`` found.
        region: the place, stated by the user; overrides what the texts state.
        report_year: the year of delivery, likewise.
        manifest: what manifests state of the files.
        on_result: told after each file, for progress.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
    """
    refresh_comparisons(database)
    run = _Run(database, region, report_year, manifest)
    results = []
    for result in map(run.file, files):
        if on_result:
            on_result(result)
        results.append(result)
    return tuple(results)


def ingest_text(
    database: Database,
    data: bytes,
    source: str,
    *,
    region: str | None = None,
    report_year: int | None = None,
) -> FileResult:
    """Read, extract and store one report given as bytes; ``source`` is its file name or address."""
    return _Run(database, region, report_year).text(data, source)


class _Run:
    """One run over files: remembers which report came from which, to tell duplicates."""

    def __init__(
        self,
        database: Database,
        region: str | None,
        report_year: int | None,
        manifest: Manifest | None = None,
    ) -> None:
        self._database = database
        self._manifest = manifest or {}
        self._region = region
        self._report_year = report_year
        self._seen: dict[str, tuple[str, str]] = {}

    def file(self, file: Path) -> FileResult:
        """Ingest one file; its folder is no part of the source, so that a move changes nothing."""
        named = printable(file)
        try:
            data = read_file(file)
        except OSError as error:
            return FileResult(named, Change.FAILED, reason=f"can't be read: {error.strerror}")
        except ReadingError as error:
            return FileResult(named, Change.FAILED, reason=str(error))
        names = PurePath(named).parts
        stated = self._manifest.get(file.resolve(), NOTHING)
        if file.suffix.lower() in TABLES:
            return replace(self.table(data, names[-1], stated), source=named)
        beside = replace(stated, names=names[-_NAMES:])
        return replace(self.text(data, names[-1], beside), source=named)

    def text(self, data: bytes, source: str, beside: Beside = NOTHING) -> FileResult:
        """Ingest one report given as bytes."""
        try:
            report = read_report(
                data, source, region=self._region, report_year=self._report_year, beside=beside
            )
        except ReadingError as error:
            return FileResult(source, Change.FAILED, reason=str(error))
        if reason := self._repeats(report.id, source, report.sha256):
            return FileResult(source, Change.FAILED, report.id, reason=reason)
        return store(self._database, report)

    def table(self, data: bytes, source: str, beside: Beside = NOTHING) -> FileResult:
        """Ingest a table of facts given as bytes; it replaces the one of its name."""
        if reason := self._repeats(source, source, sha256(data).hexdigest()):
            return FileResult(source, Change.FAILED, reason=reason)
        try:
            parts = read_facts(
                data,
                source,
                region=self._region or beside.region,
                report_year=self._report_year or beside.report_year,
            )
        except ReadingError as error:
            return FileResult(source, Change.FAILED, reason=str(error))
        return store_table(self._database, source, [_described(part, beside) for part in parts])

    def _repeats(self, identity: str, source: str, digest: str) -> str | None:
        """What to say of a file that would replace another one of this run."""
        first, known = self._seen.setdefault(identity, (source, digest))
        return (
            None
            if known == digest
            else f"is {identity} as {first} is, with another text; keep one of the two"
        )


def _described(report: Report, beside: Beside) -> Report:
    """A report with what a manifest states of its origin."""
    return replace(
        report,
        source_url=beside.source_url,
        publisher=beside.publisher,
        retrieved_on=beside.retrieved_on,
        delivered_on=beside.delivered_on,
    )


def store(database: Database, report: Report) -> FileResult:
    """Extract a report and put it in the place of what is held of it, in one transaction."""
    with database.reading() as connection:
        held = reports.held(connection, report)
    if _unchanged(report, held):
        return _result(report, Change.UNCHANGED, held[0].observations)
    rows = extract_report(report, explained=False).observations
    with database.writing() as connection:
        turn = state.begin_change(connection)
        touched = {reports.region_key(report)}
        for other in reports.held(connection, report):
            touched.add(other.region_key)
            if other.id != report.id:
                # The same text under another name: it was read otherwise before.
                observations.forget(connection, turn, other.id)
                reports.remove(connection, other.number)
        put_report(connection, turn, report, rows)
        compare_regions(connection, turn, touched)
        state.end_change(connection, turn)
    return _result(report, Change.REPLACED if held else Change.ADDED, len(rows))


def store_table(database: Database, source: str, parts: Sequence[Report]) -> FileResult:
    """Put the reports of a table in the place of all that is held of it, in one transaction."""
    with database.reading() as connection:
        held = reports.held_table(connection, parts)
    changed = [part for part in parts if not _unchanged(part, [held[part.id]] if part.id in held else [])]
    gone = held.keys() - {part.id for part in parts}
    change = Change.UNCHANGED if not changed and not gone else Change.REPLACED if held else Change.ADDED
    extracted = [(part, extract_report(part, explained=False).observations) for part in changed]
    if change is not Change.UNCHANGED:
        with database.writing() as connection:
            _put_table(connection, extracted, [held[report_id] for report_id in sorted(gone)])
    observed = {report_id: one.observations for report_id, one in held.items() if report_id not in gone}
    observed |= {part.id: len(rows) for part, rows in extracted}
    warnings = tuple(dict.fromkeys(warning for part in parts for warning in part.warnings))
    return FileResult(source, change, None, sum(observed.values()), warnings=warnings)


def _put_table(
    connection: Connection, extracted: Sequence[tuple[Report, Sequence[Observation]]], gone: Sequence[Held]
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


def put_report(connection: Connection, turn: Turn, report: Report, rows: Sequence[Observation]) -> Difference:
    """Store a report and its observations in the place of those stored under its id, in the caller's turn."""
    number = reports.put(connection, report, len(rows), extractor_version(), turn.at)
    return observations.replace(connection, turn, number, report.id, [(row, series(row)) for row in rows])


def _unchanged(report: Report, held: Sequence[Held]) -> bool:
    """Whether the very same report, as read today, is what is held."""
    return (
        len(held) == 1
        and held[0].description == reports.description(report)
        and held[0].extractor_version == extractor_version()
    )


def _result(report: Report, change: Change, observed: int) -> FileResult:
    return FileResult(report.source, change, report.id, observed, warnings=report.warnings)
