"""Rejects numbers that only define what is counted."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule
from app.extraction.values import COUNTED

THING = "⟨money unit⟩?的?⟨defined by size⟩|(?:⟨bound of class⟩的?)?(?:⟨threshold kind⟩*⟨threshold thing⟩)"
OVER = "(?!左)⟨bound of class⟩的?(?=[^\\W\\d_]|“)(?!的?⟨growth behind class⟩)"
STATED = "⟨bound of class⟩⟨states a value⟩"
AGE_GROUP = re.compile(r"以[上下]|[至到—-]|及|的|儿|老|人")
UP_TO = re.compile(r"以[下内]的?(?=[^\W\d_])")
BETWEEN_COUNTS = "⟨at least⟩的?[^，。；、\\d]{2,18}\\d"
COUNT_BEFORE = re.compile(r"\d[个家户座条]$")
YEARLY = ("/年", "/日", "/天")
CLAUSE_MARKS = frozenset("，。；、）以左\n")
PEOPLE = "⟨population⟩(?=[，。；、]|$)"
"""覆盖农村5亿人口 counts people; 50万人口大县 is a class of counties."""
SIZES = frozenset({"户", "人"})
AGE_UNITS = frozenset({"岁", "周岁"})
DEFINING = frozenset({"money", "mass", "area", "energy"})
COUNT_BEHIND = "[^，。；]*(?:\\d|[两三四五六七八九十]家|⟨firm⟩)"
BIGGER = "(?:(?<![成现到持])⟨bigger⟩|其中)[上超过]$"
"""Not 完成投资超10亿元, which states the investment."""
ABOVE = ("上", "超", "过")
"""The last characters of what BIGGER matches: a text without them need not be searched."""
COUNTED_BEHIND = "[^，。；、的\\d]{2,16}\\d+多?[家个户项]"
LISTED_LIMIT = re.compile(r"[、，][过超]")
LIMITED_COUNT = re.compile(r"的\d+[家个户项]")
PEOPLE_OVER = "⟨bound of class⟩的?[^，。；、\\d]{0,8}⟨people⟩(?![^，。；、]{0,3}[县市区镇乡村])"
"""1000万以上农村贫困人口 counts people; 50万以上人口大县 is a class of counties."""
HOUSES_OVER = "⟨at least⟩的?(?:⟨threshold kind⟩)*(?:⟨threshold thing⟩|⟨houses⟩)"


@rule("reject.threshold")
def threshold(around: NumberSurroundings) -> str | None:
    """Limits that define what is counted: 总投资10亿元以上项目, 50亿项目, 3岁以下婴幼儿, 8座以下客车."""
    number, after = around.number, around.after
    if number.form == "rank":
        return None
    if number.kind in COUNTED and number.unit:
        grouped = number.unit in AGE_UNITS and AGE_GROUP.match(after)
        inner = around.pattern(BETWEEN_COUNTS).match(after) or (
            around.pattern(OVER).match(after) and COUNT_BEFORE.search(around.before)
        )
        sized = number.unit in SIZES and around.pattern(HOUSES_OVER).match(after)
        return "threshold" if grouped or inner or sized or UP_TO.match(after) else None
    if around.pattern(STATED).match(after):
        return None
    behind = COUNT_BEHIND if after[:1] == "的" else COUNTED_BEHIND
    bigger = around.before.endswith(ABOVE) and around.pattern(BIGGER).search(around.before)
    if bigger and around.pattern(behind).match(after):
        return "threshold"
    over = number.kind != "percent" and around.pattern(OVER).match(after)
    people = number.multiplied and not number.unit and around.pattern(PEOPLE_OVER).match(after)
    return "threshold" if (over and not people) or _defines(around) or _again(around) else None


def _again(around: NumberSurroundings) -> bool:
    """Whether a higher limit defines what is counted next: 产值超百亿元的项目7个、超50亿元的4个."""
    listed = around.number.kind == "money" and LISTED_LIMIT.fullmatch(around.before[-2:])
    return bool(listed) and LIMITED_COUNT.match(around.after) is not None


def _defines(around: NumberSurroundings) -> bool:
    """Whether a measure directly precedes the thing that it defines: 亿元企业, 400万吨/年煤制油."""
    number = around.number
    if number.unit.endswith(YEARLY) and around.after[:1] not in CLAUSE_MARKS:
        return True
    if not number.unit and around.pattern(PEOPLE).match(around.after):
        return False
    measured = number.kind in DEFINING or (number.multiplied and not number.unit)
    return measured and around.pattern(THING).match(around.after) is not None
