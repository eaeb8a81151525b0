"""Reads manifests: CSV or TSV tables that describe the files in a folder, one row for each file.

Columns, in English or Chinese; only ``path`` is required: ``path`` (from the folder of the manifest, or from
an ingested one), ``region``, ``region_code``, ``report_year``, ``kind``, ``delivered_on``, ``source_url``,
``title``, ``publisher``, ``retrieved_on``. An empty cell states nothing. Other columns are ignored.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from app.model.report import ReportKind
from app.reading.beside import Beside
from app.reading.decode import decode
from app.reading.report import ReadingError
from app.services.folders import exists, files_below, is_folder, printable, read_file

NAME = "manifest.csv"
"""A file of this name in a folder is its manifest."""

_CHINESE = {
    "路径": "path", "文件": "path", "文件名": "path", "文件路径": "path",
    "地区": "region", "地区代码": "region_code", "行政区划代码": "region_code",
    "报告年份": "report_year", "年份": "report_year", "年度": "report_year",
    "文件种类": "kind", "种类": "kind", "类型": "kind", "文件类型": "kind",
    "报告日期": "delivered_on", "来源网址": "source_url", "网址": "source_url", "链接": "source_url",
    "标题": "title", "发布机构": "publisher", "发布单位": "publisher",
    "取得日期": "retrieved_on", "下载日期": "retrieved_on",
}  # fmt: skip
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


def find_manifests(paths: Iterable[Path]) -> list[Path]:
    """The manifests in the folders among ``paths``, and in all folders and archives below them."""
    folders = (path for path in paths if is_folder(path))
    return [file for path in folders for file in files_below(path) if file.name == NAME]


def read_manifests(files: Iterable[Path], folders: Sequence[Path] = ()) -> Manifest:
    """All rows of all manifests. A path starts at the manifest's folder, or else at one of ``folders``.

    Raises:
        ManifestError: a row is wrong, or its file does not exist.
    """
    stated: dict[Path, Beside] = {}
    wrong: list[str] = []
    for file in files:
        for line, row in _rows(file):
            try:
                stated[_path([file.parent, *folders], row)] = _beside(row)
            except ValueError as error:
                wrong.append(f"{file}:{line}: {error}")
    if wrong:
        raise ManifestError("\n".join(wrong))
    return stated


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        lines = decode(read_file(file)).splitlines()
    except OSError as error:
        raise ManifestError(f"{file} can't be read: {error.strerror}") from None
    except ReadingError as error:
        raise ManifestError(f"{file} {error}") from None
    delimiter = "\t" if lines and "\t" in lines[0] else ","
    table = csv.reader(lines, delimiter=delimiter)
    header = [_CHINESE.get(name.strip(), name.strip().lower()) for name in next(table, [])]
    if "path" not in header:
        raise ManifestError(f"{file}:1: has no column path (路径)")
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
