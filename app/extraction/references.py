"""Numbers that speak of something else: distances, parameters, steps, a document's own counts."""

from __future__ import annotations

import re

from app.extraction.place import Place
from app.extraction.rules import rule

DISTANCE = re.compile(
    r"(?:(?<!不)(?:高于|快于|低于|优于|好于|领先|大于|快过|高过|少于|多于)[^，。；、]{1,18}(?:\d个?(?:百分点)?、[\d.、个百分点]*)?"
    r"|高出[^，。；]{0,14}"
    r"|(?<![同环占])比(?!上年|去年|上一?年|前年|同期|\d|“|年初|上届|上次|“?十)[^，。；]{1,16}"
    r"(?<![提降减增])(?:高|低|快|多|少|慢)出?)$"
)
TIMES_OF_OTHERS = re.compile(r"(?:是|为|相当于)(?:全国|全省|全市|世界|同期|全球)[^，。；]{0,8}的$")
PARAMETER = re.compile(r"减按$|(?:税率|税负率|起征点|征收率|准备金率|费率)[^，。；]{0,16}$")
PARAMETER_BEHIND = re.compile(r"(?:的?征收|[^，。；]{0,3}(?:税率|费率|征收率|一档))")
PER_UNIT = re.compile(
    r"每(?:增长|提高|增加|下降|减少|提升|降低)?$|相当于[^，。；]{0,12}[年月]前[^，。；]{0,14}$"
)
AIM_BEHIND = re.compile(r"的?(?:目标|计划|行动|任务)")
FIELD_BEFORE = re.compile(r"(?:在|全[国省市区县州]|世界|全球)[^，。；\d]{0,4}$")
FIELD_BEHIND = re.compile(r"[^，。；\d]{1,16}(?:中的?(?:排|位|列|居|名列|脱颖|比)|之一|[前后](?=\d))")
LAST = re.compile("后$")
LAST_UNITS = frozenset({"名", "位"})
STEPS = re.compile(r"个?(?:大)?(?:[百千万亿十]+(?:元|美元)?)?级?大?(?:台阶|关口|大关)")
STEP_UNITS = frozenset({"个", "大", ""})
COUNTED_STEPS = re.compile(r"[一二两三四五六七八九\d]个$")
STEP_BEHIND = re.compile(r"(?:元|美元)?级?大?(?:台阶|大关|关口)")
CLIMBING = re.compile(r"(?:跨越|连跨|连续跨[越过])了?[^，。；]{0,6}$")
SEVERAL_STEPS = re.compile(r"[^，。；]{0,10}[一二两三四五六\d]个(?:新)?台阶")
STEPPING = re.compile(r"[迈跨上越登跃][^，。；]{0,10}$")
DOCUMENT_UNITS = frozenset({"条", "项", "个", "大", "类"})
ASPECTS = re.compile(r"(?:大|个)?方面|个指标体系")
INDICATORS = re.compile(r"(?:主要|核心|经济|约束性|预期性|重点|考核|国家|发展)*指标")


@rule("reject.distance")
def distance(place: Place) -> str | None:
    """Distances to another place or indicator: 高于全国平均0.5个百分点, 是全国平均水平的两倍."""
    if place.number.kind == "ratio" and TIMES_OF_OTHERS.search(place.before):
        return "comparison"
    return "comparison" if DISTANCE.search(place.before) else None


@rule("reject.parameter")
def parameter(place: Place) -> str | None:
    """Parameters of a rule: 税率由16%降至13%, 现行16%的税率, 起征点提高到10万元."""
    return "policy" if PARAMETER.search(place.before) or PARAMETER_BEHIND.match(place.after) else None


@rule("reject.per-unit")
def per_unit(place: Place) -> str | None:
    """Bases of rates and hypothetical steps: 每10万人, 每增长1个百分点, 相当于5年前1.5个百分点."""
    return "comparison" if PER_UNIT.search(place.before) else None


@rule("reject.fold-as-aim")
def fold_as_aim(place: Place) -> str | None:
    """Doubling as the name of a plan: 提前实现翻番目标, 翻番计划."""
    return "name" if place.number.form == "fold" and AIM_BEHIND.match(place.after) else None


@rule("reject.step")
def step(place: Place) -> str | None:
    """Steps climbed: 连跨3个万亿级台阶; but 跃上3000亿元台阶 states a level."""
    number = place.number
    if (
        not number.multiplied
        and number.unit in STEP_UNITS
        and STEPS.match(place.aftermath.removeprefix("个"))
    ):
        return "step"
    if COUNTED_STEPS.search(place.before) and STEP_BEHIND.match(place.aftermath):
        return "step"
    climbing = CLIMBING.search(place.before) or STEPPING.search(place.before)
    return "step" if climbing and SEVERAL_STEPS.match(place.after) else None


@rule("reject.field")
def field(place: Place) -> str | None:
    """How many there are to be ranked or chosen from: 在全国294个城市中排名第七, 全国18个试点之一, 后20名."""
    if place.number.unit in LAST_UNITS and LAST.search(place.before):
        return "comparison"
    if place.number.kind != "count":
        return None
    among = FIELD_BEHIND.match(place.after)
    return "comparison" if among and FIELD_BEFORE.search(place.before) else None


@rule("reject.document")
def document(place: Place) -> str | None:
    """Counts of a document's own measures and indicators: 出台20条政策, 28项指标."""
    number = place.number
    if number.unit not in DOCUMENT_UNITS or number.multiplied:
        return None
    if INDICATORS.match(place.after) or ASPECTS.match(place.aftermath):
        return "document"
    if number.unit not in {"条", "项"}:
        return None
    if place.pattern("⟨issue⟩[^，。；]{0,12}⟨document⟩$").search(place.before):
        return "document"
    issued = place.pattern("⟨issue⟩[^，。；]{0,16}$").search(place.before)
    return "document" if issued and place.pattern("[^，。；]{0,10}⟨document⟩").match(place.after) else None
