"""Frames: which years a stretch speaks of, and whether they are past or planned.

Plans are those of the five-year plans (“十四五” is 2021-2025): the first began in 1953, the tenth,
“十五”, in 2001.
"""

from __future__ import annotations

from app.extraction.rules import Decision
from app.extraction.values import Frame
from app.model.observation import Status

NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
PLAN = "九|十[一二三四五六七八]?"
"""What stands before 五 in the names of five-year plans, as a pattern: “十四五”."""
FIRST_PLAN_YEAR = {"九": 1996, "十": 2001} | {
    f"十{c}": 2001 + 5 * n for n, c in enumerate("一二三四五六七八九", start=1)
}

UNDATED = Decision("period.default")
"""No heading or word of time says which year: the year before the report is assumed."""


def plan_years(numeral: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四 is 2021, 2025."""
    first = FIRST_PLAN_YEAR[numeral]
    return first, first + 4


def past(start: int, year: int, decision: Decision) -> Frame:
    """A frame of what happened."""
    return Frame(Status.ACTUAL, start, year, decision)


def planned(start: int, year: int, decision: Decision) -> Frame:
    """A frame of what is planned."""
    return Frame(Status.TARGET, start, year, decision)
