"""Years and parts of years in the headers and captions of tables."""

from __future__ import annotations

import re

from app.extraction.time.grammar import PLAN, plan_years
from app.lexicon.types.cues import Cues

YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?[末底]?")
"""A year: 2018年, 2018年末."""
SEVERAL_YEARS = re.compile(
    r"(?P<first>(?:19|20)\d\d)\s*年?\s*[-‐-―－~～至到]+\s*(?P<last>(?:19|20)\d\d)(?:年间?)?"
)
"""A span of years: 2018—2022年."""
_PLAN_SPAN = f"“(?P<plan>{PLAN})五”⟨planned⟩?⟨plan period⟩?"
YEARS_OF_PLAN = 5
WHOLE_YEAR = re.compile(r"1月?[-‐-―－~～至到]+12月份?")
"""All months: 1-12月."""
_PART = (
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?!份?[末底]|\s*\d{1,2}日)"
    r"|⟨table part of year⟩|前[一二三四五六七八九十\d]+个?月"
)


def year_in(words: str) -> int | None:
    """The only year in ``words``; None if there is none, or several."""
    years = {int(found["year"]) for found in YEAR.finditer(words)}
    return years.pop() if len(years) == 1 else None


def years_in(words: str, cues: Cues) -> tuple[int, int] | None:
    """The only span of years in ``words``: 2016—2020年, “十三五”时期; None if there is none, or several."""
    spans = {(int(found["first"]), int(found["last"])) for found in SEVERAL_YEARS.finditer(words)}
    spans |= {plan_years(found["plan"]) for found in cues.compile(_PLAN_SPAN).finditer(words)}
    return spans.pop() if len(spans) == 1 else None


def without_years(words: str, cues: Cues) -> str:
    """``words`` without spans of years."""
    return cues.compile(_PLAN_SPAN).sub("", SEVERAL_YEARS.sub("", words))


def plan_between(first: int, last: int) -> tuple[int, int] | None:
    """The years of the five-year plan between its base and its end, 2020 and 2025; None for other years."""
    planned = last - first == YEARS_OF_PLAN and last % YEARS_OF_PLAN == 0
    return (first + 1, last) if planned else None


def is_of_part_of_year(words: str, cues: Cues) -> bool:
    """Whether ``words`` name a month or a quarter: 12月, 上半年; 1-12月 and 12月末 are a whole year."""
    return cues.compile(_PART).search(WHOLE_YEAR.sub("", words)) is not None
