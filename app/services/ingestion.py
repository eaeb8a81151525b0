"""Files into the database: each report in one transaction, the same again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePath

from app.model.report import Report
from app.reading.beside import NOTHING, Beside
from app.reading.facts import SUFFIXES as TABLES
from app.reading.report import ReadingError, read_report
from app.services.comparing import refresh_comparisons
from app.services.files import Change, FileResult
from app.services.folders import printable, read_file
from app.services.manifest import Manifest
from app.services.storing import store
from app.services.storing_tables import store_table
from app.services.tables import read_facts
from app.store.session import Database

_NAMES = 3
"""The file's name and those of two folders, as given, are evidence: 河南省/驻马店市/2012.docx."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: ``region`` and ``report_year`` are stated by the user and overrule the texts.

    ``manifest`` is what manifests state of the files. ``keep_files`` says whether the files themselves go
    into the database, or only their paths and hashes.
    """

    region: str | None = None
    report_year: int | None = None
    manifest: Manifest = field(default_factory=dict)
    keep_files: bool = True


def ingest(
    database: Database,
    files: Iterable[Path],
    reading: Reading = Reading(),  # frozen
    on_result: Callable[[FileResult], None] | None = None,
) -> tuple[FileResult, ...]:
    """Read, extract and store each file; a file that fails leaves the others and the database untouched.

    Files that are the same report with different texts are all kept; one of them is read for observations
    (``app.services.versions``). ``files`` are what ``find_files`` found; ``on_result`` is called after each
    file, for progress.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
    """
    refresh_comparisons(database)
    run = _Run(database, reading)
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
    return _Run(database, Reading(region, report_year)).text(data, source)


class _Run:
    """One run over files, with what is stated of them."""

    def __init__(self, database: Database, reading: Reading) -> None:
        self._database = database
        self._reading = reading
        self._tables: dict[str, str] = {}

    def file(self, file: Path) -> FileResult:
        """Ingest one file; its folder is no part of the source, so that a move changes nothing."""
        named = printable(file)
        try:
            data = read_file(file)
        except OSError as error:
            return FileResult(named, Change.FAILED, reason=f"can't be read: {error.strerror}")
        except ReadingError as error:
            return FileResult(named, Change.FAILED, reason=str(error))
        names, resolved = PurePath(named).parts, file.resolve()
        stated = self._reading.manifest.get(resolved, NOTHING)
        if file.suffix.lower() in TABLES:
            return replace(self.table(data, names[-1], stated), source=named)
        beside = replace(stated, names=names[-_NAMES:])
        return replace(self.text(data, names[-1], beside, printable(resolved)), source=named)

    def text(self, data: bytes, source: str, beside: Beside = NOTHING, path: str = "") -> FileResult:
        """Ingest one report given as bytes; ``path`` is where its file stands, if it has one."""
        try:
            stated = self._reading
            report = read_report(
                data, source, region=stated.region, report_year=stated.report_year, beside=beside
            )
        except ReadingError as error:
            return FileResult(source, Change.FAILED, reason=str(error))
        # A text in UTF-8 is its own file.
        keep = self._reading.keep_files and report.file_sha256 != report.sha256
        return store(self._database, report, path, data if keep else None)

    def table(self, data: bytes, source: str, beside: Beside = NOTHING) -> FileResult:
        """Ingest a table of facts given as bytes; it replaces the one of its name."""
        digest = sha256(data).hexdigest()
        if self._tables.setdefault(source, digest) != digest:
            reason = f"is {source} as {source} is, with another text; keep one of the two"
            return FileResult(source, Change.FAILED, reason=reason)
        try:
            parts = read_facts(
                data,
                source,
                region=self._reading.region or beside.region,
                report_year=self._reading.report_year or beside.report_year,
            )
        except ReadingError as error:
            return FileResult(source, Change.FAILED, reason=str(error))
        return store_table(self._database, source, [_described(part, beside) for part in parts])


def _described(report: Report, beside: Beside) -> Report:
    """A report with what a manifest states of its origin."""
    return replace(
        report,
        source_url=beside.source_url,
        publisher=beside.publisher,
        retrieved_on=beside.retrieved_on,
        delivered_on=beside.delivered_on,
    )
