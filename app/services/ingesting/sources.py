"""Reads a file as a report or a table of facts, or finds why it is neither. Does not use the database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Final

from app.lexicon.numerals import FIGURE, POWER
from app.model.report import Report
from app.reading.beside import NOTHING, Beside
from app.reading.formats.choose import TABLES
from app.reading.report import ReadingError, read_report
from app.services.ingesting.folders import printable, read_file
from app.services.ingesting.manifest import Manifest

_NAMES = 3
"""The names of the file and of the two folders above it are evidence: 河南省/驻马店市/2012.docx."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How to read files. ``region`` and ``report_year`` are stated by the user and override the texts.

    ``manifest`` has the statements of manifests about the files. ``keep_files`` says whether to store the
    files themselves, or only their paths and hashes.
    """

    region: str | None = None
    report_year: int | None = None
    manifest: Manifest = field(default_factory=dict)
    keep_files: bool = True


#: Limits on the cost of one file: larger files are not read, and texts with more numbers are not extracted.
#: Of 421 reports none had more than 1,340 numbers, in figures or in Chinese.
MOST_BYTES: Final = 256 << 20
MOST_NUMBERS: Final = 10_000
_NUMBER: Final = re.compile(rf"\d+(?:\.\d+)?|[{FIGURE}{POWER}]+")
#: The user and manifests state nothing about the files.
PLAIN: Final = ReadingOptions()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file after reading.

    ``named`` is its path as given, ``name`` the last part of this path, ``path`` its location on disk,
    ``stated`` the statements of a manifest about it. ``report`` is None for a table of facts, and if
    ``failure`` says why the file is not a report.
    """

    named: str
    name: str
    data: bytes = b""
    path: str = ""
    stated: Beside = NOTHING
    report: Report | None = None
    failure: str | None = None


def read_source(file: Path, reading: ReadingOptions) -> SourceFile:
    """Read one file. The source does not include its folder, so moving the file changes nothing."""
    named = printable(file)
    names = PurePath(named).parts
    try:
        if file.is_file() and file.stat().st_size > MOST_BYTES:
            return SourceFile(
                named, names[-1], failure=f"is not a report: it has more than {MOST_BYTES:,} bytes"
            )
        data = read_file(file)
    except OSError as error:
        return SourceFile(named, names[-1], failure=f"can't be read: {error.strerror}")
    except ReadingError as error:
        return SourceFile(named, names[-1], failure=str(error))
    resolved = file.resolve()
    source = SourceFile(named, names[-1], data, printable(resolved), reading.manifest.get(resolved, NOTHING))
    if file.suffix.lower() in TABLES:
        return source
    return as_report(source, reading, source.stated._replace(names=names[-_NAMES:]))


def as_report(source: SourceFile, reading: ReadingOptions, beside: Beside) -> SourceFile:
    """The source with its report, or with the reason why it is not one."""
    try:
        report = read_report(
            source.data, source.name, region=reading.region, report_year=reading.report_year, beside=beside
        )
    except ReadingError as error:
        return replace(source, failure=str(error))
    numbers = sum(1 for _ in _NUMBER.finditer(report.text))
    if numbers > MOST_NUMBERS:
        return replace(
            source, failure=f"is not a report: it has {numbers:,} numbers, more than {MOST_NUMBERS:,}"
        )
    return replace(source, report=report)
