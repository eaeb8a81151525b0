"""One file, read: a report, a table of facts, or the reason why it is neither. Touches no database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Final

from app.model.report import Report
from app.reading.beside import NOTHING, Beside
from app.reading.formats.choose import TABLES
from app.reading.report import ReadingError, read_report
from app.services.folders import printable, read_file
from app.services.manifest import Manifest

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


#: A file of more bytes is not read, and a text of more numbers not extracted: what one file can cost. Of 210
#: reports none had more than 865 numbers.
MOST_BYTES: Final = 256 << 20
MOST_NUMBERS: Final = 10_000
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
#: Nothing is stated of the files.
PLAIN: Final = Reading()


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read.

    ``named`` is its path as given, ``name`` its last part, ``path`` where it stands, ``stated`` what a
    manifest states of it. ``report`` is None of a table of facts, and where ``failure`` says why the file
    is no report.
    """

    named: str
    name: str
    data: bytes = b""
    path: str = ""
    stated: Beside = NOTHING
    report: Report | None = None
    failure: str | None = None


def read_source(file: Path, reading: Reading) -> Source:
    """Read one file; its folder is no part of the source, so that a move changes nothing."""
    named = printable(file)
    names = PurePath(named).parts
    try:
        if file.is_file() and file.stat().st_size > MOST_BYTES:
            return Source(named, names[-1], failure=f"is no report: it has more than {MOST_BYTES:,} bytes")
        data = read_file(file)
    except OSError as error:
        return Source(named, names[-1], failure=f"can't be read: {error.strerror}")
    except ReadingError as error:
        return Source(named, names[-1], failure=str(error))
    resolved = file.resolve()
    source = Source(named, names[-1], data, printable(resolved), reading.manifest.get(resolved, NOTHING))
    if file.suffix.lower() in TABLES:
        return source
    return as_report(source, reading, replace(source.stated, names=names[-_NAMES:]))


def as_report(source: Source, reading: Reading, beside: Beside) -> Source:
    """The source with its report, or with the reason why it is none."""
    try:
        report = read_report(
            source.data, source.name, region=reading.region, report_year=reading.report_year, beside=beside
        )
    except ReadingError as error:
        return replace(source, failure=str(error))
    numbers = sum(1 for _ in _NUMBER.finditer(report.text))
    if numbers > MOST_NUMBERS:
        return replace(
            source, failure=f"is no report: it has {numbers:,} numbers, more than {MOST_NUMBERS:,}"
        )
    return replace(source, report=report)
