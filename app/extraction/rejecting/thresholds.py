"""Numbers that only define what is counted."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import Surroundings
from app.extraction.rules import rule
from app.extraction.values import COUNTED

THING = (
    "(?:元|美元)?的?(?:级|计(?!划)|规模(?:的|企业)|量级)"
    "|(?:以上的?|以下的?|以内的?|及以上的?|左右的)?(?:⟨threshold kind⟩*⟨threshold thing⟩)"
)
OVER = re.compile(
    r"(?:以上|以下|以内|及以上)的?(?=[^\W\d_]|“)(?!的?(?:增长|增速|增幅|水平|目标|速度|提升|下降))"
)
STATED = re.compile(
    r"(?:以上|以下|以内|及以上|左右)(?:达|占|实现|完成|居|位|增|用于|投|是|为|超|按|由|高于|的(?:增长|增速|水平|目标))"
)
AGE_GROUP = re.compile(r"以[上下]|[至到—-]|及|的|儿|老|人")
UP_TO = re.compile(r"以[下内]的?(?=[^\W\d_])")
BETWEEN_COUNTS = re.compile(r"以上的?[^，。；、\d]{2,18}\d")
COUNT_BEFORE = re.compile(r"\d[个家户座条]$")
YEARLY = ("/年", "/日", "/天")
CLAUSE_MARKS = frozenset("，。；、）以左\n")
PEOPLE = re.compile("人口(?=[，。；、]|$)")
"""覆盖农村5亿人口 counts people; 50万人口大县 is a class of counties."""
SIZES = frozenset({"户", "人"})
AGE_UNITS = frozenset({"岁", "周岁"})
DEFINING = frozenset({"money", "mass", "area", "energy"})
COUNT_BEHIND = re.compile(r"[^，。；]*(?:\d|[两三四五六七八九十]家|企业)")
BIGGER = re.compile("(?:投资|产值|收入|税收)[上超]$")
HOUSES_OVER = "以上的?(?:⟨threshold kind⟩)*(?:⟨threshold thing⟩|自然村|村[寨组屯落]|单位|学校|居民点)"


@rule("reject.threshold")
def threshold(around: Surroundings) -> str | None:
    """What only defines what is counted: 总投资10亿元以上项目, 50亿项目, 3岁以下婴幼儿, 8座以下客车."""
    number, after = around.number, around.after
    if number.form == "rank":
        return None
    if number.kind in COUNTED and number.unit:
        grouped = number.unit in AGE_UNITS and AGE_GROUP.match(after)
        inner = BETWEEN_COUNTS.match(after) or (OVER.match(after) and COUNT_BEFORE.search(around.before))
        sized = number.unit in SIZES and around.pattern(HOUSES_OVER).match(after)
        return "threshold" if grouped or inner or sized or UP_TO.match(after) else None
    if STATED.match(after):
        return None
    if after[:1] == "的" and BIGGER.search(around.before) and COUNT_BEHIND.match(after):
        return "threshold"
    over = number.kind != "percent" and OVER.match(after)
    return "threshold" if over or _defines(around) else None


def _defines(around: Surroundings) -> bool:
    """Whether a measure stands right before the thing that it defines: 亿元企业, 400万吨/年煤制油."""
    number = around.number
    if number.unit.endswith(YEARLY) and around.after[:1] not in CLAUSE_MARKS:
        return True
    if not number.unit and PEOPLE.match(around.after):
        return False
    measured = number.kind in DEFINING or (number.multiplied and not number.unit)
    return measured and around.pattern(THING).match(around.after) is not None
