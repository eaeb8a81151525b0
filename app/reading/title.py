"""The title of a text, and what kind of document it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.model.report import ReportKind
from app.reading.head import HAN, Head

_PLACE = rf"(?P<place>(?:(?![作在向代会]){HAN}){{0,20}}?)"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_SOCIETY = "国民经济[和与]社会发展"
TITLES: tuple[tuple[ReportKind, re.Pattern[str]], ...] = (
    (
        ReportKind.REPORT,
        re.compile(
            rf"(?P<year>\d{{4}}年)?{_PLACE}(?P<later>\d{{4}}年)?"
            r"(?:(?:人民)?政府|行政公署|行署|管理委员会|管委会)工作报告"
        ),
    ),
    (
        ReportKind.BULLETIN,
        re.compile(rf"(?P<year>\d{{4}}年)?{_PLACE}(?P<later>\d{{4}}年)?{_SOCIETY}(?:情况)?的?统计公报"),
    ),
    (
        ReportKind.PLAN,
        re.compile(
            rf"(?:关于)?(?P<year>\d{{4}}年)?{_PLACE}(?P<later>\d{{4}}年)?{_SOCIETY}"
            rf"(?:计划.{{0,12}}执行情况|第{_NUMERAL}个五年(?:计划|规划)|“?{_NUMERAL}五”?(?:计划|规划)|计划|规划)"
            r"[^。；]{0,40}?(?:报告|纲要|草案）)"
        ),
    ),
)
"""Titles of documents by kind, most frequent kind first."""
_STATISTICS_OFFICE = re.compile(rf"(?P<place>{HAN}{{2,24}}?)(?:人民政府)?统计局")


@dataclass(frozen=True, slots=True)
class Title:
    """A title: ``text`` as given without blanks, ``place`` and ``year`` as it names them, else None."""

    kind: ReportKind
    text: str
    place: str | None
    year: int | None


def read_title(head: Head) -> Title | None:
    """The first line's beginning that is a title; a title may go on in the next line."""
    following = [*head.lines[1:], ("", "")]
    for (line, given), (next_line, next_given) in zip(head.lines, following, strict=True):
        for kind, pattern in TITLES:
            found = pattern.match(line) or (pattern.match(line + next_line) if line else None)
            if found:
                year = found["year"] or found["later"]
                return Title(
                    kind,
                    (given + next_given)[: found.end()],
                    found["place"].removesuffix("人民") or None,
                    int(year[:4]) if year else None,
                )
    return None


def statistics_office(head: Head) -> str | None:
    """The place whose statistics office signs below the title: 某州统计局."""
    for line, _ in head.lines:
        found = _STATISTICS_OFFICE.match(line)
        if found and found["place"] != "国家":
            return found["place"]
    return None
