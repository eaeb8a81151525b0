"""Files into the database: each report in one transaction, the same again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.store.session import Database


class Change(StrEnum):
    """What ingesting one file did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file; ``reason`` says why it failed, ``warnings`` what could not be read of it."""

    source: str
    change: Change
    report_id: str | None = None
    observations: int = 0
    reason: str | None = None
    warnings: tuple[str, ...] = ()


class NothingToIngestError(ValueError):
    """The paths hold no report; the message says which, and what to give instead."""


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files that the paths name: files as given, folders with all reports below them, in order of name.

    Raises:
        NothingToIngestError: a path does not exist, or a folder holds no report.
    """
    raise NotImplementedError


def ingest(
    database: Database,
    files: Iterable[Path],
    *,
    region: str | None = None,
    report_year: int | None = None,
    on_result: Callable[[FileResult], None] | None = None,
) -> tuple[FileResult, ...]:
    """Read, extract and store each file; a file that fails leaves the others and the database untouched.

    Args:
        region, report_year: stated by the user; they override what the texts state.
        on_result: told after each file, for progress.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
    """
    raise NotImplementedError


def ingest_text(
    database: Database,
    data: bytes,
    source: str,
    *,
    region: str | None = None,
    report_year: int | None = None,
) -> FileResult:
    """Read, extract and store one report given as bytes; ``source`` is its file name or address."""
    raise NotImplementedError
