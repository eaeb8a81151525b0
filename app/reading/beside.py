"""What is known about a report from outside its text: a manifest, and the names of file and folders."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.model.report import ReportKind


class Beside(NamedTuple):
    """What a manifest states about a file; None for what it does not state.

    ``names`` are those of the file's folders and of itself, from the outermost.
    """

    region: str | None = None
    report_year: int | None = None
    kind: ReportKind | None = None
    delivered_on: date | None = None
    title: str | None = None
    source_url: str | None = None
    publisher: str | None = None
    retrieved_on: date | None = None
    names: tuple[str, ...] = ()


NOTHING = Beside()
