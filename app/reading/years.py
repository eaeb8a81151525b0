"""The year in which a report was delivered, from what it states, the surest statement first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.reading.title import Head, find_title, read_delivery

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_REVIEW = re.compile(r"(?:回顾|总结|完成情况)")
_PLAN = re.compile(r"(?:任务|目标|要求|部署|安排|重点|建议|打算)")
_PERIOD = re.compile(r"远景|规划|时期|五年")
_SECOND_PART = re.compile("^二、", re.MULTILINE)
_AHEAD = frozenset("到至")
LONGEST_HEADING = 45
_LONG, _REVIEW_SHARE = 6000, 3


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year of delivery; ``warning`` says on what it rests where the text does not state it."""

    year: int
    warning: str | None = None


def read_year(head: Head, body: str) -> ReportYear | None:
    """The year in which the report was delivered, None where nothing points to one.

    ``body`` is the normalised text below the head without blanks.

    The date of delivery; the title's year, unless the text looks back on that very year; the year after
    the one that a heading looks back on; the year that a heading plans; the year after the latest one
    that the review speaks of.
    """
    delivery = read_delivery(head)
    if delivery:
        return ReportYear(delivery.year)
    headings = _headings(body)
    reviewed = max((y for h in headings if _REVIEW.search(h) for y in _years(h)), default=None)
    return (
        _titled(head, reviewed)
        or _after(reviewed, "looks back on")
        or _planned(headings)
        or _after(_latest(body), "speaks last of")
    )


def _titled(head: Head, reviewed: int | None) -> ReportYear | None:
    title = find_title(head)
    stated = (title[0]["year"] or title[0]["later"]) if title else None
    if not stated:
        return None
    year = int(stated[:4])
    if year != reviewed:
        return ReportYear(year)
    return ReportYear(year + 1, f"the title says {year}, which the text looks back on: taken as {year + 1}")


def _after(year: int | None, how: str) -> ReportYear | None:
    if year is None:
        return None
    return ReportYear(
        year + 1, f"no date of delivery: report year taken as {year + 1}, since the text {how} {year}"
    )


def _planned(headings: list[str]) -> ReportYear | None:
    for heading in headings:
        if _PLAN.search(heading) and not _PERIOD.search(heading):
            for year in _years(heading):
                return ReportYear(
                    year, f"no date of delivery: report year taken as {year}, which the text plans"
                )
    return None


def _headings(text: str) -> list[str]:
    return [line for line in text.split("\n") if len(line) <= LONGEST_HEADING and "年" in line]


def _years(text: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(text)]


def _latest(text: str) -> int | None:
    """The latest year of the first part that is not one to come (到2020年)."""
    second = _SECOND_PART.search(text)
    end = second.start() if second else len(text) if len(text) < _LONG else len(text) // _REVIEW_SHARE
    found = [m for m in _YEAR.finditer(text, 0, end) if text[m.start() - 1 : m.start()] not in _AHEAD]
    return max((int(m[1]) for m in found), default=None)
