"""What stands above a report's first sentence: its title, when it was delivered and by whom.

Reports open in a few ways: 2025年某省政府工作报告 / ——2025年1月20日在某省第十四届人民代表大会第三次会议上 /
省长 某某, in any order, on one line or several, with blanks between the characters or none, and on web
pages among dates and names of the newspaper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

FARTHEST = 3000
"""A salutation farther down (in characters) closes no heading."""
LONGEST_LINE = 60
"""Where no salutation stands, the first line longer than this (in characters) opens the report."""
SALUTATION = re.compile(r"各 *位 *(?:代 *表|委 *员|同 *志)|同志们|现在，?我(?:谨|受|代表)|我 *代 *表")
HAN = r"[^\W\d_]"
"""A letter: in a heading a Chinese character. (A range of code points takes re a millisecond to compile.)"""
TITLE = re.compile(
    rf"(?P<year>\d{{4}}年)?(?P<place>(?:(?![作在向代会]){HAN}){{0,20}}?)(?P<later>\d{{4}}年)?"
    r"(?:(?:人民)?政府|行政公署|行署|管理委员会|管委会)工作报告"
)
OFFICE = r"(?:代理?|副)?(?:[省市区县旗州盟]长|专员|主席|总理|行政长官)"
_GAP = r"[ ]*\n?[ ]*"
_NAME = rf"{HAN}{{1,8}}(?:·{HAN}{{1,8}}?)+|{HAN}(?: ?{HAN}){{1,4}}?"
SPEAKER = re.compile(
    rf"{OFFICE}{_GAP}(?P<name>{_NAME})(?=[ ]*(?:$|同志|作|在|于|代表|向|各位|[，。（] ?|  ))", re.MULTILINE
)
_BARE_NAME = re.compile(f"{HAN}{{2,4}}")
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
DATE = re.compile(
    r"(?P<year>[12]\d{3}|[一二][〇零一二三四五六七八九]{3})(?:年|[-./](?=\d))"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})(?:月|[-./](?=\d))"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日?(?!\d))?"
)
_PUBLISHED = re.compile(r"(?:时间|日期|发布|来源|更新|编辑|印发)[：:]?.{0,4}$|(?:日报|晚报|网)$")
_VENUE = re.compile(r"[^。；]{0,40}?(?:人民代表大会|人大|会议)")


@dataclass(frozen=True, slots=True)
class Delivery:
    """When a report was delivered; ``day`` is None where only year and month are stated."""

    year: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Head:
    """The part above the first sentence: ``text`` is normalised, ``given`` the same characters as given.

    ``lines`` are the lines of both without blanks, ``flat`` is all of ``text`` without blanks and breaks.
    """

    text: str
    given: str
    lines: tuple[tuple[str, str], ...]
    flat: str


def head_of(text: str, given: str) -> Head:
    """The part of a normalised report above its salutation; ``given`` is the text as given."""
    found = SALUTATION.search(text, 0, FARTHEST)
    end = found.start() if found else _first_long_line(text)
    return Head(text[:end], given[:end], _lines(text[:end], given), "".join(text[:end].split()))


def _lines(text: str, given: str) -> tuple[tuple[str, str], ...]:
    lines, start = [], 0
    for line in text.split("\n"):
        inked = [index for index, character in enumerate(line) if character != " "]
        lines.append(("".join(line[i] for i in inked), "".join(given[start + i] for i in inked)))
        start += len(line) + 1
    return tuple(lines)


def _first_long_line(text: str) -> int:
    start = 0
    for line in text[:FARTHEST].split("\n"):
        if len(line.strip()) > LONGEST_LINE:
            break
        start += len(line) + 1
    return min(start, len(text))


def read_title(head: Head) -> str | None:
    """The title as given, without blanks inside: the first line that begins with one."""
    found = find_title(head)
    return found[1] if found else None


def find_title(head: Head) -> tuple[re.Match[str], str] | None:
    """The first line's beginning that is a title, with the same characters as given."""
    for line, given in head.lines:
        found = TITLE.match(line)
        if found:
            return found, given[: found.end()]
    return None


def read_speaker(head: Head) -> str | None:
    """The name behind the office (区长 某某), or alone on the line below the meeting."""
    found = SPEAKER.search(head.text)
    if found:
        return "".join(head.given[found.start("name") : found.end("name")].split())
    for line, given in head.lines:
        found = SPEAKER.search(line)
        if found:
            return given[found.start("name") : found.end("name")]
    return _alone(head)


def _alone(head: Head) -> str | None:
    inked = [(line, given) for line, given in head.lines if line]
    if len(inked) > 1 and inked[-2][0].rstrip("）").endswith(("会议上", "会议")):
        line, given = inked[-1]
        return given if _BARE_NAME.fullmatch(line) else None
    return None


def read_delivery(head: Head) -> Delivery | None:
    """The date before the meeting's name, else one in brackets, else any that no publisher set.

    Written with strokes (2026-02-11) it counts only in the first two places.
    """
    dates = [found for found in DATE.finditer(head.flat) if not _PUBLISHED.search(head.flat[: found.start()])]
    ranked = [(_rank(found, head.flat), index) for index, found in enumerate(dates)]
    for rank, index in sorted(ranked):
        delivery = _delivery(dates[index])
        if rank < _NEVER and delivery:
            return delivery
    return None


_NEVER = 3


def _rank(found: re.Match[str], flat: str) -> int:
    if _VENUE.match(flat, found.end()):
        return 0
    if flat[found.start() - 1 : found.start()] == "（":
        return 1
    return 2 if "年" in found[0] else _NEVER


def _delivery(found: re.Match[str]) -> Delivery | None:
    year, month = int(found["year"].translate(_CHINESE)), _number(found["month"])
    try:
        first = date(year, month, 1)
        return Delivery(year, first.replace(day=_number(found["day"])) if found["day"] else None)
    except ValueError:
        return None


def _number(text: str) -> int:
    """A month or day: 5, 五, 十二, 二十八."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(text.translate(_CHINESE))
    return int((tens or "一").translate(_CHINESE)) * 10 + int((ones or "〇").translate(_CHINESE))
