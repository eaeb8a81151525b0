"""Ingests files into the database: each report entirely or not at all. Repeating it changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from app.model.report import Report
from app.reading.beside import NOTHING, Beside
from app.reading.report import ReadingError
from app.services.computing.comparing import refresh_comparisons
from app.services.database import check
from app.services.ingesting.batch import Batch
from app.services.ingesting.files import FileResult, IngestEffect
from app.services.ingesting.preparing import PreparedFile, WorkerError, prepare
from app.services.ingesting.sources import PLAIN, ReadingOptions, SourceFile, as_report, read_source
from app.services.ingesting.storing import Extract, look, observations_of, store
from app.services.ingesting.storing_tables import store_table
from app.services.ingesting.tables import read_facts
from app.store.connections.session import Database, DatabaseError
from app.store.upkeep import sizes, statistics
from app.store.upkeep.compacting import compact

_log = logging.getLogger(__name__)
_STORED = frozenset({IngestEffect.ADDED, IngestEffect.REPLACED})

__all__ = ["ReadingOptions", "WorkerError", "ingest", "ingest_text", "try_file"]


def ingest(
    database: Database,
    files: Sequence[Path],
    reading: ReadingOptions = PLAIN,
    on_result: Callable[[FileResult], None] | None = None,
    *,
    workers: int = 1,
) -> tuple[FileResult, ...]:
    """Read, extract and store each file; a file that fails affects neither the others nor the database.

    If files are different texts of the same report, all are stored and observations are read from one of them
    (``app.services.ingesting.versions``). ``workers`` is the number of processes that read and extract; it
    does not change the result. After an interruption the next run extracts only what is not stored yet.

    ``files`` is the result of ``find_files``. ``on_result`` is called for each file once it is committed, to
    show the progress; several files may share a transaction.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
        WorkerError: a worker was killed.
    """
    refresh_comparisons(database)
    results: list[FileResult] = []
    with Batch(database) as batch:
        run = _Run(batch, reading)
        reported = 0
        for result in _stored(batch, run, prepare(database, files, reading, workers)):
            results.append(result)
            if batch.is_due:
                batch.flush()
                reported = _report(results, reported, on_result)
        batch.flush()
        _report(results, reported, on_result)
    _keep_up(database, sum(result.change in _STORED for result in results))
    return tuple(results)


def _keep_up(database: Database, stored: int) -> None:
    """Compact the database and collect its statistics if this run has changed much of it.

    All reports are committed by now, and reading works without it, so an error is only logged.
    """
    try:
        _compact(database, stored)
        _collect_statistics(database)
    except DatabaseError as error:
        _log.warning("The reports are stored, but the upkeep of the database failed: %s", error)


def _compact(database: Database, stored: int) -> None:
    """Compact the database if this run stored many reports, and at least as many as were there."""
    if stored < statistics.FEWEST:
        return
    with database.reading() as connection:
        doubled = statistics.GROWTH * stored >= sizes.reports(connection)
    if doubled:
        compact(database)


def _collect_statistics(database: Database) -> None:
    """Collect the statistics of indexes again if the database has grown a lot."""
    with database.reading() as connection:
        outdated = statistics.are_outdated(connection)
    if outdated:
        with database.writing() as connection:
            statistics.collect(connection)


def _stored(batch: Batch, run: _Run, files: Iterable[PreparedFile]) -> Iterator[FileResult]:
    try:
        for prepared in files:
            yield run.put(prepared.source, prepared.extract)
    except WorkerError:
        # The files before the error are complete.
        batch.flush()
        raise


def _report(
    results: Sequence[FileResult], reported: int, on_result: Callable[[FileResult], None] | None
) -> int:
    """Report the committed results from number ``reported`` on. Returns the number of all results."""
    for result in results[reported:]:
        if on_result:
            on_result(result)
    return len(results)


def ingest_text(
    database: Database,
    data: bytes,
    source: str,
    *,
    region: str | None = None,
    report_year: int | None = None,
) -> FileResult:
    """Read, extract and store one report given as bytes; ``source`` is its file name or URL."""
    reading = ReadingOptions(region, report_year)
    with Batch(database) as batch:
        return _Run(batch, reading).put(as_report(SourceFile(source, source, data), reading, NOTHING))


def try_file(database: Database, file: Path, reading: ReadingOptions = PLAIN) -> FileResult:
    """The result of ingesting a file, without writing it. An unreadable database counts as empty.

    The choice between several texts of one report is only known after they are stored.
    """
    source = read_source(file, reading)
    if source.failure is not None:
        return FileResult(source.named, IngestEffect.FAILED, reason=source.failure)
    if source.report is None:
        return FileResult(source.named, IngestEffect.ADDED, reason="is a table of facts")
    try:
        check(database)
        new, same, known = look(database, source.report, source.path)
        report, change = new.report, IngestEffect.REPLACED if same else IngestEffect.ADDED
    except DatabaseError:
        report, known, change = source.report, None, IngestEffect.ADDED
    change = IngestEffect.UNCHANGED if known else change
    return FileResult(source.named, change, report.id, warnings=report.warnings)


class _Run:
    """One run over files, with the statements of users and manifests about them."""

    def __init__(self, batch: Batch, reading: ReadingOptions) -> None:
        self._batch = batch
        self._reading = reading
        self._tables: dict[str, str] = {}

    def put(self, source: SourceFile, extract: Extract = observations_of) -> FileResult:
        """Store one file; ``extract`` returns the observations of its report."""
        if source.failure is not None:
            return FileResult(source.named, IngestEffect.FAILED, reason=source.failure)
        if source.report is None:
            return replace(self._table(source), source=source.named)
        # The file of a text in UTF-8 equals the text.
        keep = self._reading.keep_files and source.report.file_sha256 != source.report.sha256
        stored = store(self._batch, source.report, source.path, source.data if keep else None, extract)
        return replace(stored, source=source.named)

    def _table(self, source: SourceFile) -> FileResult:
        """Ingest a table of facts; it replaces the table with the same name."""
        digest = sha256(source.data).hexdigest()
        if self._tables.setdefault(source.name, digest) != digest:
            reason = f"is {source.name} as {source.name} is, with another text; keep one of the two"
            return FileResult(source.name, IngestEffect.FAILED, reason=reason)
        try:
            parts = read_facts(
                source.data,
                source.name,
                region=self._reading.region or source.stated.region,
                report_year=self._reading.report_year or source.stated.report_year,
            )
        except ReadingError as error:
            return FileResult(source.name, IngestEffect.FAILED, reason=str(error))
        described = [_described(part, source.stated) for part in parts]
        self._batch.flush()
        content = source.data if self._reading.keep_files else None
        return store_table(self._batch.database, source.name, described, source.path, content)


def _described(report: Report, beside: Beside) -> Report:
    """A report with the origin that a manifest states."""
    return replace(
        report,
        source_url=beside.source_url,
        publisher=beside.publisher,
        retrieved_on=beside.retrieved_on,
        delivered_on=beside.delivered_on,
    )
