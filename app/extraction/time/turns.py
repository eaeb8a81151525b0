"""Reads years in turn: each of several values belongs to a different year."""

from __future__ import annotations

import re

from app.extraction.rules import Decision, rule
from app.extraction.time.frames import past, planned
from app.extraction.time.grammar import ONE_OF_SEVERAL, SEVERAL, UP_TO, YEAR, plan_years, year_number
from app.extraction.values import Frame
from app.lexicon.types.cues import Cues

SPANNED = rf"(?P<first>{YEAR})年?(?:{UP_TO})(?P<until>{YEAR})年"
IN_TURN = f"(?P<years>{SEVERAL}|{SPANNED})[^。]*?分别"
AT_END = f"(?:{SEVERAL})(?:⟨plan tail⟩|[底末])?$"
"""A list of years at the end of a name: 财政收入2021年、2022年分别增长5%、7%."""
PLAN = re.compile("“(.+)五”")


@rule("period.in-turn")
def in_turn(words: str, at: int, count: int, report_year: int, cues: Cues) -> tuple[Frame, ...]:
    """A year for each value: 2021年和2022年分别新建学校3所和5所, 2021-2023年分别为9亿元、10亿元、12亿元.

    ``words`` are the text of the sentence before its ``count`` values, and start at the position ``at``.
    Return an empty tuple if the sentence does not name as many years.
    """
    found = cues.compile(IN_TURN).search(words)
    spans = _spans(found, report_year, cues) if found else []
    if found is None or len(spans) != count:
        return ()
    decision = in_turn.decision((at + found.start("years"), at + found.end("years")))
    return tuple(_frame(*span, report_year, decision) for span in spans)


def _frame(start: int, year: int, report_year: int, decision: Decision) -> Frame:
    if start < report_year:
        return past(start, min(year, report_year - 1), decision)
    return planned(start, year, decision)


def _spans(found: re.Match[str], report_year: int, cues: Cues) -> list[tuple[int, int]]:
    """The first and last year of each period, in text order."""
    if found["first"]:
        return [(year, year) for year in range(year_number(found["first"]), year_number(found["until"]) + 1)]
    each = cues.compile(ONE_OF_SEVERAL).finditer(found["years"])
    return [_span(match.group(), report_year, cues) for match in each]


def _span(words: str, report_year: int, cues: Cues) -> tuple[int, int]:
    if plan := PLAN.match(words):
        return plan_years(plan[1])
    ago = {"year before last": 2, "last year": 1, "this year": 0, "next year": -1}
    year = next((report_year - n for name, n in ago.items() if cues.has(name, words)), 0)
    year = year or year_number(words.removesuffix("年"))
    return year, year
