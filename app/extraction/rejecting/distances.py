"""Rejects differences from another place, period or indicator, and the bases of rates."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

DISTANCE = (
    "(?:(?<!不)⟨better or worse⟩(?!每)[^，。；、]{1,18}(?:\\d个?⟨percentage point⟩?、[\\d.、个百分点]*)?"
    "|高出[^，。；]{0,14}|超⟨pace of year⟩"
    "|(?<![同环占])比(?!⟨time compared with⟩|\\d|“|“?十)[^，。；]{1,16}"
    "(?<![提降减增])(?:高|低|快|多|少|慢)出?(?:[\\d.]+、)*)$"
)
TIMES_OF_OTHERS = "⟨says equal⟩⟨whose level⟩[^，。；]{0,8}的$"
PER_UNIT = "每⟨moves by⟩?$|⟨equals⟩[^，。；]{0,12}[年月]前[^，。；]{0,14}$"
FIELD_BEFORE = "(?:在|全[国省市区县州]|⟨world⟩)[^，。；、第\\d]{0,4}$"
FIELD_BEHIND = (
    "[^，。；\\d]{1,16}?(?:中的?⟨ranks among⟩|⟨one of them⟩|[前后](?=\\d)"
    "|⟨ranks⟩?第(?=[\\d一二三四五六七八九十]))"
)
LAST = re.compile("后$")
TOP = "前"
LAST_UNITS = frozenset({"名", "位"})


@rule("reject.distance")
def distance(around: NumberSurroundings) -> str | None:
    """Differences from another place or indicator: 高于全国平均0.5个百分点, 是全国平均水平的两倍."""
    if around.number.kind == "ratio" and around.pattern(TIMES_OF_OTHERS).search(around.before):
        return "comparison"
    return "comparison" if around.pattern(DISTANCE).search(around.clause) else None


@rule("reject.per-unit")
def per_unit(around: NumberSurroundings) -> str | None:
    """Bases of rates and hypothetical changes: 每10万人, 每增长1个百分点, 相当于5年前1.5个百分点."""
    return "comparison" if around.pattern(PER_UNIT).search(around.clause) else None


@rule("reject.field")
def field(around: NumberSurroundings) -> str | None:
    """The size of the field of a ranking or choice: 在全国294个城市中排名第七, 后20名, 前万分之一."""
    if around.number.unit in LAST_UNITS and LAST.search(around.before):
        return "comparison"
    if around.number.kind == "percent" and around.before.endswith(TOP):
        return "comparison"
    if around.number.kind != "count":
        return None
    among = around.pattern(FIELD_BEHIND).match(around.after)
    return "comparison" if among and around.pattern(FIELD_BEFORE).search(around.before) else None
