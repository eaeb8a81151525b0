"""Reads the title of a text, and the kind of document that it names."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.model.report import ReportKind
from app.reading.head import HAN, Head
from app.reading.year_signs import number_of

_PLACE = rf"(?P<place>(?:(?![作在向代会]){HAN}){{0,20}}?)"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_SOCIETY = "(?:国民)?经济[和与]?社会发展"
_YEAR = r"(?P<year>\d{4}年)?度?"
_YEAR_ALONE = re.compile(r"[（(]?(?P<year>\d{4})(?:年度?[）)]?|[）)])")
_LATER = r"(?P<later>\d{4}年)?度?"
TITLES: tuple[tuple[ReportKind, re.Pattern[str]], ...] = (
    (
        ReportKind.REPORT,
        re.compile(rf"{_YEAR}{_PLACE}{_LATER}(?:(?:人民)?政府|行政公署|行署|管理委员会|管委会)工作报告"),
    ),
    (
        ReportKind.BULLETIN,
        re.compile(
            rf"{_YEAR}{_PLACE}(?:关于)?{_LATER}(?:{_SOCIETY}(?:情况)?的?|(?<=[省市县区州盟旗])|(?<=年))统计公报"
        ),
    ),
    (
        ReportKind.PLAN,
        re.compile(
            rf"(?:关于)?{_YEAR}{_PLACE}{_LATER}{_SOCIETY}"
            rf"(?:计划.{{0,12}}执行情况|第(?P<nth>{_NUMERAL})个五年(?:计划|规划)"
            rf"|“?(?P<fifth>{_NUMERAL})五”?(?:计划|规划)|计划|规划)(?:[^。；]{{0,40}}?(?:报告|纲要|草案）)|$)"
        ),
    ),
)
"""Titles of documents by kind, most frequent kind first."""
_LINES = 3
"""So many lines can hold one title."""
_FIRST_OF_ITS_PLAN = 1951
"""The nth five-year plan, from the sixth on, begins 5n years later: the 14th in 2021."""
_SIXTH = 6
_STATISTICS_OFFICE = re.compile(rf"(?P<place>{HAN}{{2,24}}?)(?:人民政府)?统计局")


class Title(NamedTuple):
    """A title: ``text`` as given without blanks, ``place`` and ``year`` as it names them, else None.

    ``plan_from`` is the first year of the five-year plan in the title.
    """

    kind: ReportKind
    text: str
    place: str | None
    year: int | None
    plan_from: int | None = None


def read_title(head: Head) -> Title | None:
    """The title at the start of the first line; it may continue on the lines below."""
    lines = [line for line in head.lines if line[0]]
    for index in range(len(lines)):
        for count in range(1, _LINES + 1):
            inked, given = ("".join(part) for part in zip(*lines[index : index + count], strict=True))
            for kind, pattern in TITLES:
                if found := pattern.match(inked):
                    below = "".join(line for line, _ in lines[index + count : index + count + 1])
                    return _title(kind, found, given, inked[found.end() :] or below)
    return None


def _title(kind: ReportKind, found: re.Match[str], given: str, behind: str) -> Title:
    """The title ``found``; ``behind`` is what follows it, where a year may stand alone."""
    named = found.groupdict()
    last = _YEAR_ALONE.fullmatch(behind)
    year = named["year"] or named["later"] or (last and last["year"])
    nth = number_of(named.get("nth") or named.get("fifth") or "")
    return Title(
        kind,
        given[: found.end()],
        named["place"].removesuffix("人民") or None,
        int(year[:4]) if year else None,
        _FIRST_OF_ITS_PLAN + 5 * nth if nth >= _SIXTH else None,
    )


def statistics_office(head: Head) -> str | None:
    """The place whose statistics office signs below the title: 某州统计局."""
    for line, _ in head.lines:
        found = _STATISTICS_OFFICE.match(line)
        if found and found["place"] != "国家":
            return found["place"]
    return None
