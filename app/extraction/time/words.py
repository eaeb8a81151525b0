"""Words of time in running text, and the frame that each sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.extraction.rules import rule
from app.extraction.time.frames import past, planned
from app.extraction.time.grammar import NUMERALS, RUNNING, plan_years, year_number
from app.extraction.values import Frame
from app.lexicon.cues import Cues
from app.model.observation import Status

Timer = Callable[[re.Match[str], int, Frame], Frame | None]
"""A rule that reads a word of time: the match, the report's year and the section's frame."""
TERM = 5
"""The years of a term of office."""
ENDS_OF_PLAN = frozenset({"末", "期末", "末期"})


def words_of_time(cues: Cues, mask: str) -> Iterator[re.Match[str]]:
    """The words of time of a text, in text order."""
    return cues.compile(RUNNING).finditer(mask)


@rule("period.year")
def year_named(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """A year by number: 2017年 is past, 到2030年 is a target of that year."""
    if match["year"] is None:
        return None
    year, part = year_number(match["year"]), match["part"] or ""
    decision = year_named.decision(match.span())
    planning = section.status is Status.TARGET
    if year > report_year:
        return planned(min(section.start, year) if planning else year, year, decision)
    if year < report_year:
        return past(year, max(year, report_year - 1) if "以来" in part else year, decision)
    if part and part not in {"底", "末", "内"}:
        return past(year, year, decision)
    return planned(year, year, decision)


@rule("period.year-span")
def years_named(match: re.Match[str], report_year: int, _: Frame) -> Frame | None:
    """The first and the last year by number: 2021—2023年累计新增就业3.5万人."""
    if match["first"] is None:
        return None
    first, last = year_number(match["first"]), year_number(match["until"])
    if first >= last:
        return None
    made = planned if last > report_year or first >= report_year else past
    return made(first, last, years_named.decision(match.span()))


@rule("period.plan")
def plan_named(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """A five-year plan by name: “十四五”时期, “十五五”期间, “十五”末."""
    if match["plan"] is None:
        return None
    first, last = plan_years(match["plan"])
    ends = match["plantail"] in ENDS_OF_PLAN
    if first >= report_year or (last >= report_year and section.status is Status.TARGET):
        opens = last if ends else max(first, report_year)
        return planned(opens, last, plan_named.decision(match.span()))
    last = min(last, report_year - 1)
    return past(last if ends else first, last, plan_named.decision(match.span()))


@rule("period.years-back")
def years_back(match: re.Match[str], report_year: int, _: Frame) -> Frame | None:
    """Several years behind us: 五年来, 过去三年, 本届政府以来."""
    count = match["n1"] or match["n2"] or match["n3"]
    if count is None and match["term"] is None:
        return None
    years = NUMERALS[count] if count else TERM
    return past(report_year - years, report_year - 1, years_back.decision(match.span()))


@rule("period.years-ahead")
def years_ahead(match: re.Match[str], report_year: int, _: Frame) -> Frame | None:
    """Years to come: 今后五年, 未来三年, 明年."""
    if match["next"]:
        return planned(report_year + 1, report_year + 1, years_ahead.decision(match.span()))
    if match["ahead"] is None:
        return None
    last = report_year + NUMERALS[match["ahead"]] - 1
    return planned(report_year, last, years_ahead.decision(match.span()))


@rule("period.so-far")
def so_far(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """What this year has already brought: 今年以来, 截至目前; in a review 目前 is its year."""
    if match["sofar"] is None:
        return None
    this = "今年" in match.group() or section.status is Status.TARGET
    year = report_year if this else section.year
    return past(year, year, so_far.decision(match.span()))


@rule("period.this-year")
def this_year(match: re.Match[str], report_year: int, _: Frame) -> Frame | None:
    """The year of delivery: 今年, 新的一年."""
    return planned(report_year, report_year, this_year.decision(match.span())) if match["this"] else None


@rule("period.last-year")
def last_year(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """The year before delivery: 过去一年, 去年, 上年; 前年 is one more; 全年 in plans is theirs."""
    if match["last_all"] and section.status is Status.TARGET:
        return section
    if not (match["last"] or match["before"] or match["last_all"]):
        return None
    year = report_year - (2 if match["before"] else 1)
    return past(year, year, last_year.decision(match.span()))


TIMERS: tuple[Timer, ...] = (
    year_named, years_named, plan_named, years_back, years_ahead, so_far, this_year, last_year,
)  # fmt: skip


def read_time(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """The frame that a word of time sets, by the first rule that knows it."""
    for timer in TIMERS:
        frame = timer(match, report_year, section)
        if frame is not None:
            return frame
    return None
