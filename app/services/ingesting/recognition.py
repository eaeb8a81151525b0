"""Writes a first manifest of a folder: what is recognised in each file, and how."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path, PurePath

from app.reading.beside import Beside
from app.reading.formats.choose import TABLES
from app.reading.report import ReadingError, read_report
from app.services.ingesting.files import find_files
from app.services.ingesting.folders import printable, read_file

COLUMNS = (
    "path", "region", "region_code", "report_year", "kind", "delivered_on", "title", "source_url",
    "publisher", "region_basis", "year_basis", "remarks",
)  # fmt: skip
"""The columns of a manifest, then those about the recognition, which only people read."""
_NAMES = 3


def first_manifest(folder: Path) -> bytes:
    """The manifest as CSV in UTF-8, with a byte order mark for spreadsheets."""
    made = StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(_rows(folder))
    return made.getvalue().encode("utf-8-sig")


def _rows(folder: Path) -> Iterator[tuple[object, ...]]:
    for file in find_files([folder]):
        if file.suffix.lower() in TABLES:
            continue  # Its rows state place and year.
        names = PurePath(printable(file)).parts
        path = PurePath(*names[len(folder.parts) :]).as_posix()
        try:
            report = read_report(read_file(file), names[-1], beside=Beside(names=names[-_NAMES:]))
        except (OSError, ReadingError) as error:
            yield path, *[""] * (len(COLUMNS) - 2), str(error)
            continue
        yield (
            path, report.region, report.region_code, report.report_year, report.kind.value,
            report.delivered_on, report.title, report.source_url, report.publisher,
            report.region_basis, report.year_basis,
            "; ".join(report.warnings),
        )  # fmt: skip
