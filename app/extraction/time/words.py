"""Words of time in running text, and the frame that each sets."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.extraction.rules import rule
from app.extraction.time.frames import NUMERALS, PLAN, past, plan_years, planned
from app.extraction.values import Frame
from app.model.observation import Status

TIME = re.compile(
    r"(?=[12“九十过刚近这本任三四五六七八今未下接截目到新年去上一全前明])(?:"
    r"(?P<year>(?:19|20)\d\d)年"
    r"(?P<part>以来|底|末|[1一]?[-—]\d{1,2}月|上半年|前[一二三]季度|\d{1,2}月(?:以来|底|份)?)?"
    rf"|“?(?P<plan>{PLAN})五”?"
    r"(?P<plantail>时期|期间|规划期|以来|末|收官|期末|五年|规划确定|这五年|年均|(?<=”)(?=累计|共|新增|完成投资|全[市省区县州]))"
    r"|(?:(?:过去|刚刚过去|刚过去|近|这|本届政府|任期)的?(?P<n1>[三四五六七八九两])年(?:来|间|里)?"
    r"|(?P<n2>[三四五六七八九])年来)"
    r"|(?<=[，。；：\n])(?P<n3>[三四五六七八])年"
    r"(?=累计|共|来|间|转移|生产|建成|新增|改造|增长|总计|中|内|完成|减|实现|培训|引进|安排|投入|发放)"
    r"|(?P<term>本届政府(?:任期|任职|履职)?(?:以来)?)"
    r"|(?:今后|未来|下一个|接下来的?)(?P<ahead>[三四五两])年"
    r"|(?P<sofar>今年(?:以来|[1一]?[-—至]\d{1,2}月|上半年|前[一二三\d]+个?(?:季度|月)|1月|一季度)"
    r"|截至(?:目前|\d{1,2}月)|截止目前|目前|到目前)"
    r"|(?P<this>今年|本年度|新的一年|年内)"
    r"|(?P<last>过去的?一年|一年来|去年|上一?年度?(?!增|相比|同期)|刚刚?过去的一年|全年(?=实现|完成|预计))"
    r"|(?P<before>前年)|(?P<next>明年))"
)
"""Begins with a look at one character: most begin no word of time."""
Timer = Callable[[re.Match[str], int, Frame], Frame | None]
"""A rule that reads a word of time: the match, the report's year and the section's frame."""


@rule("period.year")
def year_named(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """A year by number: 2017年 is past, 到2030年 is a target of that year."""
    if match["year"] is None:
        return None
    year, part = int(match["year"]), match["part"] or ""
    decision = year_named.decision(match.span())
    planning = section.status is Status.TARGET
    if year > report_year:
        return planned(min(section.start, year) if planning else year, year, decision)
    if year < report_year:
        return _since(year, report_year, match)
    if part and part not in {"底", "末"}:
        return past(year, year, decision)
    return planned(year, year, decision)


def _since(year: int, report_year: int, match: re.Match[str]) -> Frame:
    """A past year, or all years after it where 以来 says so."""
    if "以来" not in (match["part"] or ""):
        return past(year, year, year_named.decision(match.span()))
    return past(year, report_year - 1, year_named.decision(match.span()))


@rule("period.plan")
def plan_named(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """A five-year plan by name: “十四五”时期, “十五五”期间, “十五”末."""
    if match["plan"] is None:
        return None
    first, last = plan_years(match["plan"])
    if first >= report_year or (last >= report_year and section.status is Status.TARGET):
        return planned(max(first, report_year), last, plan_named.decision(match.span()))
    last = min(last, report_year - 1)
    ends = match["plantail"] in {"末", "期末"}
    return past(last if ends else first, last, plan_named.decision(match.span()))


@rule("period.years-back")
def years_back(match: re.Match[str], report_year: int, _: Frame) -> Frame | None:
    """Several years behind us: 五年来, 过去三年, 本届政府以来."""
    count = match["n1"] or match["n2"] or match["n3"] or ("五" if match["term"] else None)
    if count is None:
        return None
    return past(report_year - NUMERALS[count], report_year - 1, years_back.decision(match.span()))


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
    if match["last"] is None and match["before"] is None:
        return None
    if match["last"] == "全年" and section.status is Status.TARGET:
        return section
    year = report_year - (2 if match["before"] else 1)
    return past(year, year, last_year.decision(match.span()))


TIMERS: tuple[Timer, ...] = (year_named, plan_named, years_back, years_ahead, so_far, this_year, last_year)


def read_time(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """The frame that a word of time sets, by the first rule that knows it."""
    for timer in TIMERS:
        frame = timer(match, report_year, section)
        if frame is not None:
            return frame
    return None
