"""Locates a span of a report's text in the file of the report."""

from __future__ import annotations

from bisect import bisect_right

from app.model.place import Locator
from app.model.report import Report

_BY_LINES = frozenset({"txt"})
"""Formats whose lines are the lines of the text."""


def locate(report: Report, start: int) -> Locator:
    """The location of the character ``start`` of the report's text in its file."""
    line = report.text.count("\n", 0, start) + 1
    if report.format in _BY_LINES:
        return Locator(line=line, paragraph=None)
    index = bisect_right(report.places, start, key=lambda place: place.start) - 1
    if index < 0:
        return Locator(line=None, paragraph=line)
    place = report.places[index]
    return Locator(None, line, place.page, place.box, place.path)
