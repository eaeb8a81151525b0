"""When a report was delivered and by whom, from the part above its first sentence."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from app.reading.head import HAN, Head

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


class Delivery(NamedTuple):
    """When a report was delivered; ``day`` is None where only year and month are stated."""

    year: int
    month: int
    day: date | None


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
        return Delivery(year, month, first.replace(day=_number(found["day"])) if found["day"] else None)
    except ValueError:
        return None


def _number(text: str) -> int:
    """A month or day: 5, 五, 十二, 二十八."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(text.translate(_CHINESE))
    return int((tens or "一").translate(_CHINESE)) * 10 + int((ones or "〇").translate(_CHINESE))
