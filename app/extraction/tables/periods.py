"""Years and parts of years in the headers and captions of tables."""

from __future__ import annotations

import re

from app.lexicon.types.cues import Cues

YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?[末底]?")
"""A year: 2018年, 2018年末."""
SEVERAL_YEARS = re.compile(r"(?:19|20)\d\d\s*年?\s*[-‐-―－~～至到]+\s*(?:19|20)\d\d")
"""A span of years: 2018—2022年."""
_WHOLE_YEAR = re.compile(r"1月?[-‐-―－~～至到]+12月份?")
_PART = (
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?!份?[末底]|\s*\d{1,2}日)"
    r"|⟨table part of year⟩|前[一二三四五六七八九十\d]+个?月"
)


def year_in(words: str) -> int | None:
    """The only year in ``words``; None if there is none, or several."""
    years = {int(found["year"]) for found in YEAR.finditer(words)}
    return years.pop() if len(years) == 1 else None


def is_of_part_of_year(words: str, cues: Cues) -> bool:
    """Whether ``words`` name a month or a quarter: 12月, 上半年; 1-12月 and 12月末 are a whole year."""
    return cues.compile(_PART).search(_WHOLE_YEAR.sub("", words)) is not None
