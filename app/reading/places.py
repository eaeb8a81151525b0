"""The place that a report is of, from the ways in which reports name it, the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.lexicon.regions import Region, Regions
from app.model.report import Level
from app.reading.title import HAN, OFFICE, Head, find_title

NATION = "中国"
_NATIONAL = re.compile(r"届全国(?:人民代表大会|人大)[^，。]{0,8}会议|国务院(?:总理|政府工作报告)")
_VENUE = re.compile(
    rf"在(?P<place>{HAN}{{2,24}}?)(?:第[〇零一二三四五六七八九十百\d]+届|[〇一二三四五六七八九十]{{1,3}}届人|人民代表大会|人大)"
)
_OFFICE = re.compile(rf"(?:^|[\W\d_]|上|日)(?P<place>{HAN}{{2,24}}?)(?:人民政府)?{OFFICE}", re.MULTILINE)
_OPENING = re.compile(rf"代表(?P<place>{HAN}{{1,20}}?)(?:人民)?政府")
_OPENING_WITHIN = 600
_BODY = (
    rf"中共(?P<place>{HAN}{{2,10}}?[省市区县州旗盟])委",
    rf"《(?P<place>{HAN}{{2,16}}?)国民经济和社会发展",
    rf"支持(?P<place>{HAN}{{2,10}}?)(?:改革|发展|建设|各项)",
    rf"是(?P<place>{HAN}{{2,10}}?)(?:改革)?(?:发展|历史)",
    (
        r"(?:平安|美丽|法治|数字|智慧|和谐|品质|文明|健康|幸福|活力|绿色|富强|富裕|诚信|清廉|创新型)"
        rf"(?P<place>{HAN}{{2,6}}?)(?:建设|创建|，|。|、|”)"
    ),
)
"""Formulas in which a report names its own place: 关心和支持某地发展, 是某地发展历程中极不平凡的一年."""
_GENERIC = re.compile(r"(?:自治|直辖|我|全|本|各)?[省市区县州旗盟国]|自治[区州县旗]")
_KINDS = {"省": Level.PROVINCE, "州": Level.CITY, "盟": Level.CITY, "县": Level.COUNTY, "旗": Level.COUNTY}
_LIKE_A_PLACE = re.compile(r"(?!.*(?:会议|大会|报告|政府|各位|[上在]))\S{2,20}[省市区县州旗盟]$")


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a report: ``region`` as the table names it, else as the text does; None if unstated."""

    region: str | None = None
    code: str | None = None
    level: Level | None = None
    warning: str | None = None


def read_place(head: Head, body: str, year: int, regions: Regions) -> Where:
    """The place that the report states, with its code as of ``year``.

    ``body`` is the normalised text below the head without blanks.
    """
    opening = body[:_OPENING_WITHIN].replace("\n", "")
    if _NATIONAL.search(head.flat) or "代表国务院" in opening:
        return Where(NATION, None, Level.NATIONAL)
    stated = [name for name in _stated(head, opening) if not _GENERIC.fullmatch(name)]
    for name in stated:
        region = regions.find(name, year)
        if region:
            return _at(region)
    kind = _kind(head, opening)
    unknown = next((name for name in stated if _LIKE_A_PLACE.match(name)), None)
    if unknown:
        return Where(unknown, None, None, _no_code(unknown, year, regions))
    return _named_in_body(body, kind, year, regions) or Where(
        level=_KINDS.get(kind or ""), warning="the text does not state its place; state it with --region"
    )


def stated_place(name: str, year: int, regions: Regions) -> Where:
    """The place that a person states: a name, a path of names (浙江省宁波市鄞州区), a code, or the nation."""
    if name in {NATION, "全国", "国家", "national"}:
        return Where(NATION, None, Level.NATIONAL)
    region = regions.by_code(name, year) if name.isdigit() else regions.find(name, year)
    return _at(region) if region else Where(name, None, None, _no_code(name, year, regions))


def _at(region: Region, warning: str | None = None) -> Where:
    return Where(region.name, region.code, region.level, warning)


def _no_code(name: str, year: int, regions: Regions) -> str:
    several = regions.candidates(name, year)
    if len(several) > 1:
        above = ["".join(a.name for a in reversed(regions.ancestors(r))) for r in several]
        return f"{name} is in {', '.join(above)}: no code; state which with --region"
    return f"{name} has no code of GB/T 2260 in {year}"


def _stated(head: Head, opening: str) -> Iterator[str]:
    """Names in the meeting, before the office, in the title, in 我代表某地人民政府."""
    for found in _VENUE.finditer(head.flat):
        yield found["place"]
    for line, _ in head.lines:
        for found in _OFFICE.finditer(line):
            yield found["place"].removesuffix("人民政府")
    title = find_title(head)
    if title and title[0]["place"]:
        yield title[0]["place"].removesuffix("人民")
    for found in _OPENING.finditer(opening):
        yield found["place"].removesuffix("人民")


def _kind(head: Head, opening: str) -> str | None:
    """What kind of place speaks: the last character of 我代表市人民政府, of 市长."""
    found = _OPENING.search(opening)
    if found:
        return found["place"].removesuffix("人民")[-1]
    office = re.search(r"([省市区县旗州盟])长", head.flat)
    return office[1] if office else None


def _named_in_body(body: str, kind: str | None, year: int, regions: Regions) -> Where | None:
    """The one place of the right kind that the text's formulas about itself name; None if they disagree."""
    if not kind:
        return None
    named: dict[str, Region] = {}
    words = ""
    for found in (found for formula in _BODY for found in re.finditer(formula, body)):
        region = regions.find(found["place"], year)
        if region and region.name.endswith(kind):
            named[region.code] = region
            words = words or found[0]
    if len(named) != 1:
        return None
    region = next(iter(named.values()))
    return _at(region, f"no heading names the place: {region.name} is taken from “{words}”")
