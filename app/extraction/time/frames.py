"""Makes frames: the years that a stretch is about, past or planned."""

from __future__ import annotations

from app.extraction.rules import Decision
from app.extraction.values import Frame
from app.model.observation import Status

UNDATED = Decision(
    "period.default",
    because="No heading or time expression states the year: the year before the report is assumed.",
)


def past(start: int, year: int, decision: Decision) -> Frame:
    """The frame of past years."""
    return Frame(Status.ACTUAL, start, year, decision)


def planned(start: int, year: int, decision: Decision) -> Frame:
    """The frame of planned years."""
    return Frame(Status.TARGET, start, year, decision)
