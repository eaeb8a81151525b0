"""Reads the time expressions in running text, and the frame that each sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.extraction.rules import rule
from app.extraction.time.frames import past, planned
from app.extraction.time.grammar import RUNNING, plan_years, year_number, years_counted
from app.extraction.values import Frame
from app.lexicon.types.cues import Cues
from app.model.observation import Status


class TimeWord(NamedTuple):
    """A time expression in its context: its match, the report's year and the section's frame.

    ``cues`` has the years of eras and milestones.
    """

    match: re.Match[str]
    report_year: int
    section: Frame
    cues: Cues


Timer = Callable[[TimeWord], Frame | None]
"""A rule that reads a time expression."""
TERM = 5
"""The length of a term of office in years."""
SINCE_EVENT = "[^，。；、\\d█]{1,12}⟨since⟩"
"""2013年定点帮扶以来 continues up to the report."""
WITHOUT_END = frozenset({"底", "末", "内", "前", "度"})
"""With these parts of a year, the year of delivery remains a planned year."""
NEAR = 4
OPENS_A_CLAUSE = "，。；：\n"
PLAN_SAYS = "⟨plan says⟩(?!的|了)"
"""What a plan says is planned, in any section: 第六个五年计划规定，…."""
ESTIMATED = "[^，。；、\\d]{0,8}⟨estimated⟩"
"""The outcome of the year of delivery, in a review: 今年粮食总产量预计达到8万吨."""
LONGEST_AGO = 8
"""The oldest year that a report names without its century, in years before the report."""


def words_of_time(cues: Cues, mask: str) -> Iterator[re.Match[str]]:
    """The time expressions of a text, in text order."""
    return cues.compile(RUNNING).finditer(mask)


@rule("period.year")
def year_named(word: TimeWord) -> Frame | None:
    """A year by number: 2017年 is past, 到2030年 is a target of that year."""
    if word.match["year"] is None:
        return None
    year, part = year_number(word.match["year"]), word.match["part"] or ""
    if part == "前" and year < word.report_year:
        return None
    decision = year_named.decision(word.match.span())
    planning = word.section.status is Status.TARGET
    if year > word.report_year:
        return planned(min(word.section.start, year) if planning else year, year, decision)
    if year < word.report_year:
        since = word.cues.has("since", part) or word.cues.compile(SINCE_EVENT).match(
            word.match.string, word.match.end()
        )
        return past(year, word.report_year - 1 if since else year, decision)
    if (part and part not in WITHOUT_END) or _is_estimated(word):
        return past(year, year, decision)
    return planned(year, year, decision)


def _is_estimated(word: TimeWord) -> bool:
    """Whether a review estimates the outcome of the year of delivery: 2020年预计增长5%."""
    reviews = word.section.status is Status.ACTUAL
    return reviews and bool(word.cues.compile(ESTIMATED).match(word.match.string, word.match.end()))


@rule("period.short-year")
def short_year(word: TimeWord) -> Frame | None:
    """A year without its century, near the year of the report: 21年新增企业300家."""
    if word.match["short"] is None:
        return None
    year = year_number(word.match["short"][:2], word.report_year)
    if not word.report_year - LONGEST_AGO <= year <= word.report_year + 1:
        return None
    made = past if year < word.report_year else planned
    return made(year, year, short_year.decision(word.match.span()))


@rule("period.year-span")
def years_named(word: TimeWord) -> Frame | None:
    """A span with its first and last year by number: 2021—2023年累计新增就业3.5万人."""
    if word.match["first"] is None:
        return None
    first, last = year_number(word.match["first"]), year_number(word.match["until"])
    if first >= last:
        return None
    made = planned if last > word.report_year or first >= word.report_year else past
    return made(first, last, years_named.decision(word.match.span()))


@rule("period.plan")
def plan_named(word: TimeWord) -> Frame | None:
    """A five-year plan by name: “十四五”时期, “十五”末, 第七个五年计划期间, 第七个五年计划规定."""
    numeral = word.match["plan"] or word.match["nth"]
    if numeral is None:
        return None
    first, last = plan_years(numeral)
    ends = word.cues.has("last of plan", word.match["plantail"] or "")
    says = word.cues.compile(PLAN_SAYS).match(word.match.string, word.match.end())
    planning = says or word.section.status is Status.TARGET
    if first >= word.report_year or (last >= word.report_year and planning):
        opens = last if ends else first
        return planned(opens, last, plan_named.decision(word.match.span()))
    last = min(last, word.report_year - 1)
    return past(last if ends else first, last, plan_named.decision(word.match.span()))


@rule("period.years-back")
def years_back(word: TimeWord) -> Frame | None:
    """Several past years: 五年来, 过去3年, 二十多年来, 本届政府以来."""
    opens = word.match.start() == 0 or word.match.string[word.match.start() - 1] in OPENS_A_CLAUSE
    within = word.match["within"] if opens else None
    count = word.match["n1"] or word.match["n2"] or word.match["n3"] or within
    if count is None and word.match["term"] is None:
        return None
    years = years_counted(count) if count else TERM
    return past(word.report_year - years, word.report_year - 1, years_back.decision(word.match.span()))


@rule("period.years-within")
def years_within(word: TimeWord) -> Frame | None:
    """The time that plans take: 争取三年内, 用3年时间. In a plan for five years 五年共 is its whole span."""
    section, match = word.section, word.match
    takes = match["within"] or match["taking"]
    named = match["n1"] if word.cues.compile("⟨of this time⟩").match(match.group()) else match["n3"]
    planning = section.status is Status.TARGET or (takes and _striven_for(word))
    if not planning or not (count := takes or named):
        return None
    years, decision = years_counted(count), years_within.decision(match.span())
    if section.year - section.start + 1 == years > 1:
        return planned(section.start, section.year, decision)
    return planned(word.report_year, word.report_year + years - 1, decision) if takes else None


def _striven_for(word: TimeWord) -> bool:
    """Whether the words before the expression make it a plan, in any section: 争取在三年内."""
    at = word.match.start()
    return word.cues.compile("⟨strives⟩在?$").search(word.match.string, max(0, at - NEAR), at) is not None


@rule("period.era")
def era(word: TimeWord) -> Frame | None:
    """The years since an event, up to the report: 党的十八大以来, 改革开放以来."""
    if word.match["era"] is None:
        return None
    last = word.report_year - 1
    return past(min(word.cues.named_years[word.match["era"]], last), last, era.decision(word.match.span()))


@rule("period.milestone")
def milestone(word: TimeWord) -> Frame | None:
    """A future year with a name: 到本世纪末 in a report of 1994 is 2000."""
    year = word.cues.named_years[word.match["milestone"]] if word.match["milestone"] else 0
    if year <= word.report_year:
        return None
    return planned(word.report_year, year, milestone.decision(word.match.span()))


@rule("period.aim")
def aim(word: TimeWord) -> Frame | None:
    """The announcement of the targets of the year, in any section: 主要预期目标建议为."""
    if word.match["aim"] is None:
        return None
    if word.section.status is Status.TARGET:
        return word.section
    return planned(word.report_year, word.report_year, aim.decision(word.match.span()))


@rule("period.years-ahead")
def years_ahead(word: TimeWord) -> Frame | None:
    """Future years: 今后五年, 未来10年, 明年."""
    if word.match["next"]:
        return planned(word.report_year + 1, word.report_year + 1, years_ahead.decision(word.match.span()))
    if word.match["ahead"] is None:
        return None
    last = word.report_year + years_counted(word.match["ahead"]) - 1
    return planned(word.report_year, last, years_ahead.decision(word.match.span()))


@rule("period.so-far")
def so_far(word: TimeWord) -> Frame | None:
    """This year so far: 今年以来, 截至目前; in a review 目前 is the year of the review."""
    if word.match["sofar"] is None:
        return None
    this = word.cues.compile("⟨the year⟩").search(word.match.group()) or word.section.status is Status.TARGET
    year = word.report_year if this else word.section.year
    return past(year, year, so_far.decision(word.match.span()))


@rule("period.this-year")
def this_year(word: TimeWord) -> Frame | None:
    """The year of delivery: 今年, 新的一年; in a review 今年预计 estimates its outcome."""
    if word.match["this"] is None:
        return None
    made = past if _is_estimated(word) else planned
    return made(word.report_year, word.report_year, this_year.decision(word.match.span()))


@rule("period.last-year")
def last_year(word: TimeWord) -> Frame | None:
    """The year before delivery: 过去一年, 去年, 上年; 前年 is a year earlier; 全年 in plans is planned."""
    if word.match["last_all"] and word.section.status is Status.TARGET:
        return word.section
    if not (word.match["last"] or word.match["before"] or word.match["last_all"]):
        return None
    year = word.report_year - (2 if word.match["before"] else 1)
    return past(year, year, last_year.decision(word.match.span()))


TIMERS: tuple[Timer, ...] = (
    year_named, short_year, years_named, plan_named, years_within, years_back, years_ahead, so_far, this_year,
    last_year, era, milestone, aim,
)  # fmt: skip


def read_time(word: TimeWord) -> Frame | None:
    """The frame of a time expression by the first rule that applies; None if no rule applies."""
    for timer in TIMERS:
        frame = timer(word)
        if frame is not None:
            return frame
    return None
