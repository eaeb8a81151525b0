"""Distances to another place, period or indicator, and the bases that rates are counted on."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import Surroundings
from app.extraction.rules import rule

DISTANCE = re.compile(
    r"(?:(?<!不)(?:高于|快于|低于|优于|好于|领先|大于|快过|高过|少于|多于)[^，。；、]{1,18}(?:\d个?(?:百分点)?、[\d.、个百分点]*)?"
    r"|高出[^，。；]{0,14}"
    r"|(?<![同环占])比(?!上年|去年|上一?年|前年|同期|\d|“|年初|上届|上次|“?十)[^，。；]{1,16}"
    r"(?<![提降减增])(?:高|低|快|多|少|慢)出?)$"
)
TIMES_OF_OTHERS = re.compile(r"(?:是|为|相当于)(?:全国|全省|全市|世界|同期|全球)[^，。；]{0,8}的$")
PER_UNIT = re.compile(
    r"每(?:增长|提高|增加|下降|减少|提升|降低)?$|相当于[^，。；]{0,12}[年月]前[^，。；]{0,14}$"
)
FIELD_BEFORE = re.compile(r"(?:在|全[国省市区县州]|世界|全球)[^，。；\d]{0,4}$")
FIELD_BEHIND = re.compile(r"[^，。；\d]{1,16}(?:中的?(?:排|位|列|居|名列|脱颖|比)|之一|[前后](?=\d))")
LAST = re.compile("后$")
TOP = "前"
LAST_UNITS = frozenset({"名", "位"})


@rule("reject.distance")
def distance(around: Surroundings) -> str | None:
    """Distances to another place or indicator: 高于全国平均0.5个百分点, 是全国平均水平的两倍."""
    if around.number.kind == "ratio" and TIMES_OF_OTHERS.search(around.before):
        return "comparison"
    return "comparison" if DISTANCE.search(around.before) else None


@rule("reject.per-unit")
def per_unit(around: Surroundings) -> str | None:
    """Bases of rates and hypothetical steps: 每10万人, 每增长1个百分点, 相当于5年前1.5个百分点."""
    return "comparison" if PER_UNIT.search(around.before) else None


@rule("reject.field")
def field(around: Surroundings) -> str | None:
    """How many there are to be ranked or chosen from: 在全国294个城市中排名第七, 后20名, 前万分之一."""
    if around.number.unit in LAST_UNITS and LAST.search(around.before):
        return "comparison"
    if around.number.kind == "percent" and around.before.endswith(TOP):
        return "comparison"
    if around.number.kind != "count":
        return None
    among = FIELD_BEHIND.match(around.after)
    return "comparison" if among and FIELD_BEFORE.search(around.before) else None
