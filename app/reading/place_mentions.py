"""Finds the place of a text without a heading: the one of its kind that the text names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from app.lexicon.types.regions import Region, Regions
from app.reading.head import HAN

_FORMULAS = (
    rf"中共(?P<place>{HAN}{{2,10}}?)[省市区县州旗盟]委",
    rf"《(?P<place>{HAN}{{2,16}}?)[省市区县州旗盟]国民经济和社会发展",
    rf"支持(?P<place>{HAN}{{2,10}}?)(?:改革|发展|建设|各项)",
    rf"是(?P<place>{HAN}{{2,10}}?)(?:改革)?(?:发展|历史)",
    (
        r"(?:平安|美丽|法治|数字|智慧|和谐|品质|文明|健康|幸福|活力|绿色|富强|富裕|诚信|清廉|创新型)"
        rf"(?P<place>{HAN}{{2,6}}?)(?:建设|创建|，|。|、|”)"
    ),
)
"""Formulas in which a report names its own place: 关心和支持某地发展, 是某地发展历程中极不平凡的一年."""
_FORMULA_WEIGHT, _LEAST, _RATIO = 3, 3, 2
_KINDS = re.compile(r"[我全](?P<kind>自治区|[省市县区旗州盟])(?![长级有委])")
_LOWEST_LAST = "省州盟市区旗县"
_OWN = 4
"""A kind with a quarter of the most frequent one's mentions is the text's own: 全省 is said by cities too."""


def kind_of_place(body: str) -> str | None:
    """The last character of the lowest kind of place that the text calls its own: 我市, 全县."""
    counts = Counter(found["kind"][-1] for found in _KINDS.finditer(body))
    least = max(counts.values(), default=0) / _OWN
    return max((kind for kind in counts if counts[kind] >= least), key=_LOWEST_LAST.index, default=None)


def named_most(body: str, kind: str, year: int, regions: Regions) -> Region | None:
    """The place of ``kind`` (last character of its name) that ``body`` names most; None if none stands out.

    A place does not compete with places in it: 义乌 in a report of 金华. Of places with the same name, the
    one counts whose city or province the text names.
    """
    mentions = _mentions(body, year, regions)
    scores = {name: times for name, times in mentions.items() if _of_kind(name, kind, year, regions)}
    for formula in _FORMULAS:
        for found in re.finditer(formula, body):
            name = found["place"].removesuffix(kind)
            if _of_kind(name, kind, year, regions):
                scores[name] = scores.get(name, 0) + _FORMULA_WEIGHT
    for name in sorted(scores, key=lambda name: -scores[name])[:2]:
        region = _only(_of_kind(name, kind, year, regions), mentions, regions)
        if region and scores[name] >= max(_LEAST, _RATIO * _rival(scores, name, region, year, regions)):
            return region
    return None


def above_most_named(same_named: Sequence[Region], body: str, year: int, regions: Regions) -> Region | None:
    """Of several places with one name, the one whose city or province ``body`` names by far most often."""
    return _only(same_named, _mentions(body, year, regions), regions) if same_named else None


def _of_kind(name: str, kind: str, year: int, regions: Regions) -> list[Region]:
    return [region for region in regions.called(name, year) if region.name.endswith(kind)]


def _rival(scores: dict[str, int], name: str, region: Region, year: int, regions: Regions) -> int:
    """The score of the next place that is not in ``region``."""
    others = (
        score
        for other, score in scores.items()
        if other != name and not any(place.lies_in(region) for place in regions.called(other, year))
    )
    return max(others, default=0)


def _only(same_named: Sequence[Region], mentions: Counter[str], regions: Regions) -> Region | None:
    if len(same_named) == 1:
        return same_named[0]
    above = {
        region: sum(mentions[upper.short_name] for upper in regions.ancestors(region))
        for region in same_named
    }
    first, second = sorted(above, key=lambda region: -above[region])[:2]
    return first if above[first] >= max(_LEAST, _RATIO * above[second] + 1) else None


def _mentions(body: str, year: int, regions: Regions) -> Counter[str]:
    """How often ``body`` has each short name of a place, outside a longer one."""
    names = regions.short_names(year)
    longest = max(map(len, names))
    beginnings = {name[:2] for name in names}
    counts: Counter[str] = Counter()
    position = 0
    while position < len(body):
        if body[position : position + 2] not in beginnings:
            position += 1
            continue
        ends = range(min(position + longest, len(body)), position + 1, -1)
        end = next((end for end in ends if body[position:end] in names), None)
        if end:
            counts[body[position:end]] += 1
        position = end or position + 1
    return counts
