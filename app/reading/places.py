"""Finds the place of a report, from the ways in which reports name it, the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.lexicon.types.regions import NATION_CODE, Region, Regions
from app.model.report import Basis, Level
from app.reading.delivery import OFFICE
from app.reading.head import HAN, Head
from app.reading.place_mentions import above_most_named, kind_of_place, named_most
from app.reading.title import Title, statistics_office

NATION = "中国"
_STATE = "中华人民共和国"
_NATIONAL = re.compile(r"届全国(?:人民代表大会|人大)[^，。]{0,8}会议|国务院(?:总理|政府工作报告)")
_FOR_THE_NATION = re.compile(r"代表国务院|受国务院的?委托")
_VENUE = re.compile(
    rf"在(?P<place>{HAN}{{2,24}}?)(?:第[〇零一二三四五六七八九十百\d]+届|[〇一二三四五六七八九十]{{1,3}}届人|人民代表大会|人大)"
)
_OFFICE = re.compile(rf"(?:^|[\W\d_]|上|日)(?P<place>{HAN}{{2,24}}?)(?:人民政府)?{OFFICE}", re.MULTILINE)
_OPENING = re.compile(rf"代表(?P<place>{HAN}{{1,20}}?)(?:人民)?政府")
_OPENING_WITHIN = 600
_GENERIC = re.compile(r"(?:自治|直辖|我|全|本|各)?[省市区县州旗盟国]|自治[区州县旗]")
_KINDS = {"省": Level.PROVINCE, "州": Level.CITY, "盟": Level.CITY, "县": Level.COUNTY, "旗": Level.COUNTY}
_LIKE_A_PLACE = re.compile(r"(?!.*(?:会议|大会|报告|政府|各位|[上在]))\S{2,20}[省市区县州旗盟]$")


class Where(NamedTuple):
    """The place of a report. ``region`` is its name in the table, else in the text; None if not stated.

    ``shared``: several places have this name, and the text does not say which one it is.
    """

    region: str | None = None
    code: str | None = None
    level: Level | None = None
    basis: Basis | None = None
    warning: str | None = None
    shared: bool = False


def read_place(head: Head, title: Title | None, body: str, year: int, regions: Regions) -> Where:
    """The place that the report states, with its code as of ``year``.

    ``body`` is the normalised text below the head without blanks.
    """
    opening = body[:_OPENING_WITHIN].replace("\n", "")
    of_the_state = title is not None and title.place == _STATE
    if of_the_state or _NATIONAL.search(head.flat) or _FOR_THE_NATION.search(opening):
        return Where(NATION, NATION_CODE, Level.NATIONAL, Basis.STATED)
    stated = [name for name in _stated(head, title, opening) if not _GENERIC.fullmatch(name)]
    for name in stated:
        region = regions.find(name, year)
        if region:
            return at(region, Basis.STATED)
    unknown = next((name for name in stated if _LIKE_A_PLACE.match(name)), None)
    if unknown:
        return _unknown(unknown, body, year, regions)
    kind = _kind(head, opening) or kind_of_place(body)
    named = named_most(body, kind, year, regions) if kind else None
    if named:
        return at(
            named, Basis.ASSUMED, f"no heading names the place: {named.name} is what the text names most"
        )
    return Where(
        level=_KINDS.get(kind or ""), warning="the text does not state its place; state it with --region"
    )


def stated_place(name: str, year: int, regions: Regions, basis: Basis = Basis.STATED) -> Where:
    """The place that a person states: a name, a path of names (浙江省宁波市鄞州区), a code, or the nation."""
    if name in {NATION, NATION_CODE, "全国", "国家", "national"}:
        return Where(NATION, NATION_CODE, Level.NATIONAL, basis)
    region = regions.by_code(name, year) if name.isdigit() else regions.find(name, year)
    if region:
        return at(region, basis)
    shared = len(regions.candidates(name, year)) > 1
    return Where(name, None, None, basis, _no_code(name, year, regions), shared)


def at(region: Region, basis: Basis, warning: str | None = None) -> Where:
    """A place of the table."""
    return Where(region.name, region.code, region.level, basis, warning)


def _unknown(name: str, body: str, year: int, regions: Regions) -> Where:
    """A stated name without a single code: the text may name the city of one of several places."""
    several = regions.candidates(name, year)
    region = above_most_named(several, body, year, regions)
    if region:
        upper = regions.ancestors(region)[0].name
        return at(region, Basis.ASSUMED, f"{name} is taken as that of {upper}, which the text names most")
    return Where(name, None, None, Basis.STATED, _no_code(name, year, regions), len(several) > 1)


def _no_code(name: str, year: int, regions: Regions) -> str:
    several = regions.candidates(name, year)
    if len(several) > 1:
        above = ["".join(a.name for a in reversed(regions.ancestors(r))) for r in several]
        return f"{name} is in {', '.join(above)}: no code; state which with --region"
    return f"{name} has no code of GB/T 2260 in {year}"


def _stated(head: Head, title: Title | None, opening: str) -> Iterator[str]:
    """Names in the meeting, before the office, in the title, in 我代表某地人民政府."""
    for found in _VENUE.finditer(head.flat):
        yield found["place"]
    for line, _ in head.lines:
        for found in _OFFICE.finditer(line):
            yield found["place"].removesuffix("人民政府")
    if title and title.place:
        yield title.place
    for found in _OPENING.finditer(opening):
        yield found["place"].removesuffix("人民")
    office = statistics_office(head)
    if office:
        yield office


def _kind(head: Head, opening: str) -> str | None:
    """The kind of place that speaks: the last character of its name, from 我代表市人民政府 or 市长."""
    found = _OPENING.search(opening)
    if found:
        return found["place"].removesuffix("人民")[-1]
    office = re.search(r"([省市区县旗州盟])长", head.flat)
    return office[1] if office else None
