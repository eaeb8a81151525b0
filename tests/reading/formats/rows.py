"""Compares the rows of a file in some format with the rows of the same text as plain text."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from app.model.report import Report
from app.reading.report import read_report
from app.services.extracting.whole import extract_report

SEED = (Path(__file__).parents[3] / "seeds" / "yinzhou-2020.txt").read_text(encoding="utf-8")
PARAGRAPHS = [line.strip() for line in SEED.splitlines() if line.strip()]

Rows = Counter[tuple[object, ...]]


def rows_of(report: Report) -> Rows:
    """The rows without ids and offsets; checks that every span contains its text."""
    found: Rows = Counter()
    for row in extract_report(report, explained=False).observations:
        assert report.text[row.value_start : row.value_end] == row.value_text
        assert report.text[row.sentence_start : row.sentence_end] == row.sentence
        found[
            (row.indicator, row.measure, row.status, row.value, row.unit, row.bound, row.start_year, row.year)
        ] += 1
    return found


@cache
def seed_rows() -> Rows:
    return rows_of(read_report(SEED.encode(), "seed.txt"))


def share_equal(report: Report) -> float:
    """The share of the seed's rows that a report has too, minus the rows that only the report has."""
    found, expected = rows_of(report), seed_rows()
    return ((found & expected).total() - (found - expected).total()) / expected.total()
