"""What a predicate compares with: a year, a plan, a time before; and the base of a ratio."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.extraction.time.frames import PLAN

COMPARATOR = re.compile(
    r"(?:比|较|与|同)(?:上年|去年|上一?年度?|上年同期|去年同期|同期|年初|上年末"
    r"|(?P<year>(?:19|20)\d\d)年(?:[底末初]|同期)?|"
    rf"“(?P<plan>{PLAN})五”(?:时期|期末|末|期间)?"
    r"|[三四五六]年前|[^，。；、]{2,8}(?=时|相比))"
    r"(?:的?(?:同期|水平|预算|实际|执行数))?(?:末|底|相比)?[高低多少]?$"
)
COMPARING = re.compile("[比较与同]")
FROM_TIME = re.compile(
    r"(?:(?:从|由)(?:(?:19|20)\d\d年[底末]?|去年|上年|[三四五六]年前|原定|原来|原有)的?(?:人均|户均)?"
    r"|(?<![比较是与同于])(?:到|至)?(?:19|20)\d\d年[底末]?|[近这]?(?<![\d比较是与同第])(?:\d|[三四五六])年)$"
)
ENDS_OF_TIME = frozenset("年底末前的均定来有")
"""How the words of FROM_TIME end: a look at one character spares most searches."""
TO_YEAR = re.compile("[到至](?:19|20)")
"""Behind a verb of change: 提高到2019年的8000元 is what it has come to."""
BASE_OF_RATIO = re.compile(
    r"(?:是|为|相当于|达到?)(?:(?P<year>(?:19|20)\d\d)年(?:[底末])?|上年|去年|"
    rf"“(?P<plan>{PLAN})五”(?:时期|期末|末|期间)?"
    r"|[^，。；、]{2,8})的$"
)
HIGHER_OR_LOWER = {"高": "提高", "多": "增加", "低": "降低", "少": "减少"}


class Compared(NamedTuple):
    """What a predicate compares with: a year, a five-year plan; ``ratio`` for 是2007年的2.5倍."""

    year: str = ""
    plan: str = ""
    ratio: bool = False


def comparison(text: str, *, after_de: bool) -> tuple[re.Match[str], bool] | None:
    """The comparison that a stretch ends with, and whether it is the base of a ratio."""
    if (hint := COMPARING.search(text)) is not None:
        match = COMPARATOR.search(text, hint.start())
        if match and match.start() < match.end():
            return match, False
    match = BASE_OF_RATIO.search(text + "的") if after_de else None
    return (match, True) if match else None


def comparing_words(words: str) -> tuple[str, ...]:
    """比去年高 says that it rose: the change stands as a word of its own."""
    change = HIGHER_OR_LOWER.get(words[-1])
    return (change, "比") if change else ("比",)
