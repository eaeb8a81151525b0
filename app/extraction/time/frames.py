"""Frames: the years that a stretch is about, past or planned."""

from __future__ import annotations

from app.extraction.rules import Decision
from app.extraction.values import Frame
from app.model.observation import Status

UNDATED = Decision(
    "period.default",
    because="No heading or word of time says which year: the year before the report is assumed.",
)


def past(start: int, year: int, decision: Decision) -> Frame:
    """A frame of what happened."""
    return Frame(Status.ACTUAL, start, year, decision)


def planned(start: int, year: int, decision: Decision) -> Frame:
    """A frame of what is planned."""
    return Frame(Status.TARGET, start, year, decision)
