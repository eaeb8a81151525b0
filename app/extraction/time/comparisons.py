"""Reads the base of a comparison or a ratio: a year, a plan or an earlier time."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.extraction.time.grammar import BASE, NUMERALS, YEAR, plan_years, year_number
from app.lexicon.types.cues import Cues

COMPARATOR = (
    rf"(?:比|较|与|同)(?:{BASE}|[^，。；、]{{2,8}}(?=时|⟨beside⟩))"
    r"(?:的?⟨point compared with⟩)?⟨compared end⟩?[高低多少]?$"
    r"|(?:比|较)(?:[^，。；、]{0,12}(?:⟨earlier⟩|⟨part of year⟩)|“[^”]{2,8}”)$"
)
COMPARING = re.compile("[比较与同]")
TO_YEAR = re.compile(f"[到至]{YEAR}")
"""After a verb of change: 提高到2019年的8000元 states the final value."""
BASE_OF_RATIO = rf"⟨ratio to⟩(?:{BASE}|[^，。；、]{{2,8}})的$"
HIGHER_OR_LOWER = {"高": "提高", "多": "增加", "低": "降低", "少": "减少"}


class ComparisonBase(NamedTuple):
    """The base of a comparison: ``year`` is a named year or the last year of a plan, ``ago`` years before.

    Both are 0 if not stated. ``ratio`` is true for 是2007年的2.5倍.
    """

    year: int = 0
    ago: int = 0
    ratio: bool = False


NOT_COMPARED = ComparisonBase()


def comparison(cues: Cues, text: str, *, after_de: bool) -> tuple[re.Match[str], bool] | None:
    """The comparison at the end of ``text``, and whether it is the base of a ratio.

    ``after_de`` is true if a 的 follows the text, as in 是2007年的2.5倍.
    """
    if (hint := COMPARING.search(text)) is not None:
        match = cues.compile(COMPARATOR).search(text, hint.start())
        if match and match.start() < match.end():
            return match, False
    match = cues.compile(BASE_OF_RATIO).search(text + "的") if after_de else None
    return (match, True) if match else None


def compared_with(match: re.Match[str], ratio: bool) -> ComparisonBase:
    """The base that a comparison names."""
    year = year_number(match["year"]) if match["year"] else 0
    if plan := match["plan"] or match["nth"]:
        year = plan_years(plan)[1]
    return ComparisonBase(year, NUMERALS[match["ago"]] if match["ago"] else 0, ratio)


def base_ahead(cues: Cues, words: str) -> int | None:
    """The year that a clause of its own compares later values with: 与2015年相比，…; 0 for 与去年相比."""
    found = comparison(cues, words, after_de=False)
    return compared_with(*found).year if found else None


def comparing_words(words: str) -> tuple[str, ...]:
    """The words that a comparison stands for: 比去年高 is 提高 and 比."""
    change = HIGHER_OR_LOWER.get(words[-1])
    return (change, "比") if change else ("比",)
