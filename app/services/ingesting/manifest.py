"""Reads manifests: CSV or TSV tables that describe the files in a folder, one row for each file.

Columns, in English or Chinese; only ``path`` is required: ``path`` (from the folder of the manifest, or from
an ingested one), ``region``, ``region_code``, ``report_year``, ``kind``, ``delivered_on``, ``source_url``,
``title``, ``publisher``, ``retrieved_on``. An empty cell states nothing. Other columns are ignored with a
warning, except those that are meant for people (``app.services.ingesting.manifest_columns``).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from app.model.report import ReportKind
from app.reading.beside import Beside
from app.reading.decode import decode
from app.reading.report import ReadingError
from app.services.ingesting.folders import exists, files_below, is_folder, printable, read_file
from app.services.ingesting.manifest_columns import column, unknown_columns

NAME = "manifest.csv"
"""The name of the manifest that ``zhibiao manifest`` writes."""
NAMES = frozenset({NAME, "manifest.tsv"})
"""A file with one of these names in a folder is its manifest."""

_KINDS = {
    "报告": "report",
    "工作报告": "report",
    "公报": "bulletin",
    "统计公报": "bulletin",
    "计划": "plan",
    "规划": "plan",
}

Manifest = Mapping[Path, Beside]
"""The statements about each file, by its resolved path."""


class ManifestError(ValueError):
    """The manifest can't be used; the message names the line of each wrong row."""


def ignore(_warning: str) -> None:
    """Say nothing about a warning."""


def find_manifests(paths: Iterable[Path]) -> list[Path]:
    """The manifests in the folders among ``paths``, and in all folders and archives below them."""
    folders = (path for path in paths if is_folder(path))
    return [file for path in folders for file in files_below(path) if file.name in NAMES]


def read_manifests(
    files: Iterable[Path], folders: Sequence[Path] = (), warn: Callable[[str], None] = ignore
) -> Manifest:
    """All rows of all manifests. A path starts at the manifest's folder, or else at one of ``folders``.

    ``warn`` is called with a message for each column that is not known.

    Raises:
        ManifestError: a row is wrong, its file does not exist, or another row states something else of it.
    """
    stated: dict[Path, Beside] = {}
    places: dict[Path, str] = {}
    wrong: list[str] = []
    for file in files:
        for line, row in _rows(file, warn):
            place = f"{file}:{line}"
            try:
                path, beside = _path([file.parent, *folders], row), _beside(row)
                if stated.setdefault(path, beside) != beside:
                    raise ValueError(f"{row['path']} is described otherwise in {places[path]}")
                places.setdefault(path, place)
            except ValueError as error:
                wrong.append(f"{place}: {error}")
    if wrong:
        raise ManifestError("\n".join(wrong))
    return stated


def _rows(file: Path, warn: Callable[[str], None]) -> list[tuple[int, dict[str, str]]]:
    try:
        lines = decode(read_file(file)).splitlines()
    except OSError as error:
        raise ManifestError(f"{file} can't be read: {error.strerror}") from None
    except ReadingError as error:
        raise ManifestError(f"{file} {error}") from None
    delimiter = "\t" if lines and "\t" in lines[0] else ","
    table = csv.reader(lines, delimiter=delimiter)
    given = next(table, [])
    header = [column(name) for name in given]
    if "path" not in header:
        raise ManifestError(f"{file}:1: has no column path (路径)")
    for message in unknown_columns(given):
        warn(f"{file}:1: {message}")
    return [
        (table.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=False)})
        for cells in table
        if any(cells)
    ]


def _path(folders: Sequence[Path], row: Mapping[str, str]) -> Path:
    if not row.get("path"):
        raise ValueError("has no path")
    found = next(filter(None, (_existing(folder, row["path"]) for folder in folders)), None)
    if found is None:
        where = f" in {' or '.join(map(printable, folders))}" if len(folders) > 1 else ""
        raise ValueError(f"{row['path']} does not exist{where}")
    return found.resolve()


def _existing(folder: Path, name: str) -> Path | None:
    """The file with that name. A file whose name is not UTF-8 is found by its ``printable`` name."""
    found = folder / name
    if exists(found):
        return found
    written = printable(found)
    return next((file for file in folder.rglob("*") if printable(file) == written), None)


def _beside(row: Mapping[str, str]) -> Beside:
    year = row.get("report_year") or None
    if year is not None and not (year.isascii() and year.isdigit()):
        raise ValueError(f"report_year must be a year such as 2020, not {year}")
    return Beside(
        region=row.get("region_code") or row.get("region") or None,
        report_year=int(year) if year else None,
        kind=_kind(row.get("kind", "")),
        delivered_on=_day("delivered_on", row.get("delivered_on", "")),
        title=row.get("title") or None,
        source_url=row.get("source_url") or None,
        publisher=row.get("publisher") or None,
        retrieved_on=_day("retrieved_on", row.get("retrieved_on", "")),
    )


def _kind(word: str) -> ReportKind | None:
    known = {kind.value: kind for kind in ReportKind if kind is not ReportKind.TABLE}
    kind = known.get(_KINDS.get(word, word))
    if word and kind is None:
        raise ValueError(f"kind must be report, bulletin or plan, not {word}")
    return kind


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{name} must be a date such as 2020-01-31, not {text}") from None
