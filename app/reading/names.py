"""Reads place and year from the names of a file and its folders: 驻马店市/2012年政府工作报告.docx."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.lexicon.spelling import normalise
from app.lexicon.types.regions import Region, Regions

_YEAR = re.compile(r"(?<!\d)(?:19[4-9]\d|20\d\d)(?!\d)")
_AROUND = re.compile(
    r"(?:\d{4}年?|政府工作报告|工作报告|国民经济和社会发展|统计公报|公报|人民政府|政府|报告|全文|report|\d+|[\W_])+",
    re.IGNORECASE,
)


def year_in(names: Sequence[str]) -> int | None:
    """The year in the last of ``names`` that has one; None if that has several, or if none has one."""
    for name in reversed(names):
        years = {int(found[0]) for found in _YEAR.finditer(normalise(name))}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def region_in(names: Sequence[str], year: int, regions: Regions) -> Region | None:
    """The place in the last of ``names`` that has one; its folder's place decides between several."""
    words = [word for name in names for word in _words(name)]
    for index in range(len(words) - 1, -1, -1):
        region = regions.find(words[index], year)
        if region:
            return region
        for above in reversed(words[:index]):
            region = regions.find(above + words[index], year)
            if region:
                return region
    return None


def _words(name: str) -> list[str]:
    """The parts of a name that can be a place: without years and words for reports."""
    stem = re.sub(r"\.\w{2,5}$", "", name)
    return [word for word in _AROUND.split(normalise(stem)) if len(word) > 1]
