"""Finds the files to ingest below the given paths; the result of ingesting a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.reading.formats.choose import SUFFIXES as TEXTS
from app.reading.formats.choose import TABLES
from app.services.ingesting.folders import (
    ARCHIVE,
    files_below,
    is_archive,
    is_folder,
    printable,
    why_unreadable,
)
from app.services.ingesting.manifest import NAMES

SUFFIXES = TEXTS | TABLES
"""The extensions of the files to ingest from a folder."""
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "changelog", "contributing", "notice"})
"""Names of files that describe a folder and are not reports."""


class IngestEffect(StrEnum):
    """The effect of ingesting a file; ``kept``: stored, but another text of the report is in use."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """The outcome for a file.

    ``reason``: why it failed or was skipped, or of which file it is a copy; ``warnings``: what is in doubt.
    """

    source: str
    change: IngestEffect
    report_id: str | None = None
    observations: int = 0
    reason: str | None = None
    warnings: tuple[str, ...] = ()


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files at the given paths, and all reports in the given folders, sorted by name.

    ZIP archives count as folders. In folders, files and folders whose names begin with a dot are ignored, and
    so are the lock files of Word (~$). ``find_nothing`` returns the paths without a file.
    """
    return tuple(dict.fromkeys(file for path in paths for file in _files(path)))


def find_nothing(paths: Iterable[Path]) -> tuple[FileResult, ...]:
    """Failed results for the paths without a file: missing files and folders without a report."""
    return tuple(
        FileResult(printable(path), IngestEffect.FAILED, reason=_nothing(path))
        for path in paths
        if not _files(path)
    )


def find_left_out(paths: Iterable[Path]) -> tuple[FileResult, ...]:
    """Results with a reason for the visible files in folders that are not read.

    Files that are not reports are skipped. Unreadable archives have failed, since they may contain reports.
    """
    folders = [path for path in paths if path.is_dir() or (is_archive(path) and not why_unreadable(path))]
    files = dict.fromkeys(file for path in folders for file in files_below(path))
    return tuple(
        FileResult(
            printable(file), IngestEffect.FAILED if _is_packed(file) else IngestEffect.SKIPPED, reason=reason
        )
        for file in files
        if (reason := _no_report(file))
    )


def _files(path: Path) -> Sequence[Path]:
    if is_folder(path):
        return [file for file in files_below(path) if not _no_report(file)]
    return [path] if path.exists() else []


def _no_report(file: Path) -> str | None:
    """Why a file in a folder is not a report; None if it may be one."""
    if file.name in NAMES:
        return "is the manifest"
    if file.stem.lower() in _ABOUT_THE_FOLDER:
        return "is about the folder"
    if _is_packed(file):
        reason = why_unreadable(file) if is_archive(file) else None
        return reason or "is an archive in an archive: unpack it first"
    if file.suffix.lower() not in SUFFIXES:
        return f"has a format that can't be read: {file.suffix or 'no extension'}"
    return None


def _is_packed(file: Path) -> bool:
    return file.suffix.lower() == ARCHIVE


def _nothing(path: Path) -> str:
    reason = why_unreadable(path) if is_archive(path) else None
    if reason:
        return reason
    if is_folder(path):
        return f"is a folder without a report: it needs files that end in {', '.join(sorted(SUFFIXES))}"
    return "does not exist: give files, or folders that contain reports"
