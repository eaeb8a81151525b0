"""Files into the database: each report in one transaction, the same again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from app.comparison import series
from app.model.observation import Observation
from app.model.report import Report
from app.reading.beside import NOTHING, Beside
from app.reading.report import ReadingError, read_report
from app.services.comparing import compare_regions, refresh_comparisons
from app.services.derivations import extract_report
from app.services.extractor import extractor_version
from app.services.files import Change, FileResult
from app.services.folders import printable, read_file
from app.services.manifest import Manifest
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
        beside = replace(self._manifest.get(file.resolve(), NOTHING), names=names[-_NAMES:])
        return replace(self.text(data, names[-1], beside), source=named)

    def text(self, data: bytes, source: str, beside: Beside = NOTHING) -> FileResult:
        """Ingest one report given as bytes."""
        try:
            report = read_report(
                data, source, region=self._region, report_year=self._report_year, beside=beside
            )
        except ReadingError as error:
            return FileResult(source, Change.FAILED, reason=str(error))
        first, sha256 = self._seen.setdefault(report.id, (source, report.sha256))
        if sha256 != report.sha256:
            reason = f"is {report.id} as {first} is, with another text; keep one of the two"
            return FileResult(source, Change.FAILED, report.id, reason=reason)
        return store(self._database, report)


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
