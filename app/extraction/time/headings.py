"""Headings say what follows looks back on or plans, and for which years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.extraction.rules import rule
from app.extraction.time.frames import past, planned
from app.extraction.time.grammar import NUMERALS, PLAN, plan_years
from app.extraction.values import Frame

HEADLINE = re.compile(
    r"(?:^|\n)(?:第?[一二三四五六七八九十]{1,2}[、部分章.]+)?(?P<title>[^。；！？\n█]{2,44}?)[:：]?(?=\n|$)"
    r"|(?:^|[。！？\n：])(?:[一二三四五六七八九十]{1,2}、)?(?P<inline>[^，。；！？：\n]{2,24}回顾)"
    r"(?=20\d\d年|过去|[一五]年来|“|各位)"
)
LOOKS_BACK = re.compile(
    r"回顾|成就|总结|收官|成效|新突破|新进展|提前实现|执行情况|完成情况|成绩|年来|过去的?[一二三四五六]年|历程"
)
LOOKS_AHEAD = re.compile(
    r"要求|目标|任务|安排|部署|重点工作|工作重点|主要工作|各项工作|建议|打算|思路|展望|举措|实事|政策取向|考虑|推动"
    r"|开好局|起好步|切实|全力|工作$"
)
CUE = re.compile(r"年(?!均|轻|度)|五”?时期|“十|十.五|过去|回顾|本届")
PLAIN = re.compile(
    r"^(?:主要|总体|重点|工作|目标|奋斗)*(?:目标|任务|工作安排|工作重点|重点工作|工作部署|总体要求)$"
)
TITLE = re.compile(r"政府工作报告|人民代表大会|会议上|记者|摄|^各位")

Span = tuple[int, int]
PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], Span]], ...] = (
    (re.compile(r"(20\d\d)年"), lambda found, _: (int(found[1]), int(found[1]))),
    (re.compile(f"(?:“|(?=[九十]))({PLAN})五”?(?!年|大)"), lambda found, _: plan_years(found[1])),
    (
        re.compile(r"(?:过去|近|这)的?([三四五六两])年|([三四五六])年来"),
        lambda found, year: (year - NUMERALS[found[1] or found[2]], year - 1),
    ),
    (
        re.compile(r"(?:今后|未来)的?([三四五])年"),
        lambda found, year: (year, year + NUMERALS[found[1]] - 1),
    ),
    (re.compile(r"今年"), lambda _, year: (year, year)),
    (re.compile("本届政府"), lambda _, year: (year - 5, year - 1)),
    (re.compile(r"过去的?一年|去年"), lambda _, year: (year - 1, year - 1)),
)
"""How headings name periods, and the years of each for a report of a given year."""


def headings(mask: str, report_year: int) -> Iterator[tuple[Frame, int]]:
    """The frames that a text's headings set, in text order, each with the heading's end."""
    for match in HEADLINE.finditer(mask):
        group = "title" if match["title"] else "inline"
        frame = heading_frame(match[group], report_year, match.start(group))
        if frame is not None:
            yield frame, match.end(group)


@rule("period.heading")
def heading_frame(title: str, report_year: int, at: int) -> Frame | None:
    """Headings say what follows: 2019年工作回顾, “十五五”时期主要目标任务, 2026年工作安排.

    Tasks of years gone by are looked back on: 圆满完成2019年各项任务.
    """
    if is_title(title) or not (CUE.search(title) or PLAIN.match(title)):
        return None
    back, ahead = LOOKS_BACK.search(title), LOOKS_AHEAD.search(title)
    spans = _spans(title, report_year)
    if back and (not ahead or back.start() < ahead.start() or "回顾" in title):
        start, year = next((s for s in spans if s[0] < report_year), (report_year - 1, report_year - 1))
        return past(start, min(year, report_year - 1), heading_frame.decision((at, at + len(title))))
    if ahead and spans and all(year < report_year for _, year in spans):
        return past(*spans[0], heading_frame.decision((at, at + len(title))))
    if not ahead:
        return None
    start, year = next((s for s in spans if s[1] >= report_year), (report_year, report_year))
    return planned(max(start, report_year), year, heading_frame.decision((at, at + len(title))))


def is_title(line: str) -> bool:
    """Whether a line is the report's title or tells of its delivery, and so heads no section."""
    return TITLE.search(line) is not None


def _spans(title: str, report_year: int) -> list[Span]:
    """The periods that a heading names, in their order."""
    found = [
        (match.start(), years(match, report_year))
        for pattern, years in PERIODS
        for match in pattern.finditer(title)
    ]
    return [span for _, span in sorted(found)]
