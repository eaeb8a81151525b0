"""Numbers that name or define: digits inside names and slogans, thresholds, powers of ten as words."""

from __future__ import annotations

import re
from decimal import Decimal

from app.extraction.place import Place
from app.extraction.rules import rule
from app.extraction.tokens import COUNTED

LATIN = re.compile(r"[A-Za-z+#&]")
SPEC_UNITS = frozenset(
    {
        "千伏",
        "伏",
        "kV",
        "KV",
        "兆赫",
        "英寸",
        "蒸吨",
        "微米",
        "纳米",
        "毫米",
        "G",
        "K",
        "E",
        "T",
        "P",
        "M",
        "KW",
    }
)
ALWAYS_SPEC = frozenset({"千伏", "英寸", "纳米", "微米", "兆赫"})
ENDS_VALUE = re.compile(r"[，。；、]|以上|$")
FORCE = re.compile(r"(?:地震|台风|大风|强震|余震)")
NAME_TAIL = re.compile(
    r"[A-Za-z]|号(?!召)|型|级(?!以上)|\+|[xX×]\d|·\d|线(?:一期|二期|路)?|英寸|纳米|蒸吨|维"
)
SUM_OF_DIGITS = re.compile(r"[+·×/]")
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
SIZES = frozenset({"户", "人"})
AGE_UNITS = frozenset({"岁", "周岁"})
DEFINING = frozenset({"money", "mass", "area", "energy"})
CLOSED = re.compile(r"大关|台阶|关口")
PHRASE_ENDS = re.compile(r"[，。；、]|大关|台阶|$")
POWER_NAMES = frozenset({"级", "个", "大"})
NAMED_RATIO = re.compile(r"(?:比|比例|之比|结构|比值|系数)(?:[^，。；、\d]{0,3}[\d.]+:1)?[^，。；、\d]{0,8}$")
INDEX = re.compile(r"(?:指数|系数|倍数|比|得分|指标值)[^，。；、\d]{0,8}$")
PEOPLES = 56
GENERATIONS = frozenset(map(Decimal, range(2, 7)))
"""Of mobile networks: 5G is a name wherever it stands."""
FACILITY = "[^，。；、\\d]{0,12}?⟨facility⟩"
COUNT_BEHIND = re.compile(r"[^，。；]*(?:\d|[两三四五六七八九十]家|企业)")
BIGGER = re.compile("(?:投资|产值|收入|税收)[上超]$")
LESS = "⟨less⟩了?$"
HOUSES_OVER = "以上的?(?:⟨threshold kind⟩)*(?:⟨threshold thing⟩|自然村|村[寨组屯落]|单位|学校|居民点)"


@rule("reject.name")
def name(place: Place) -> str | None:
    """Digits inside names: 5G, 4A级, PM2.5, 3号线, 110千伏输电线路, 56个民族."""
    number = place.number
    if number.form == "rank":
        return None
    generation = number.unit == "G" and number.value in GENERATIONS
    if (
        generation
        or number.unit in ALWAYS_SPEC
        or (number.unit in SPEC_UNITS and not ENDS_VALUE.match(place.after))
    ):
        return "name"
    if number.form == "arabic" and LATIN.match(place.before[-1:]):
        return "name"
    classed = number.kind == "mass" and place.after.startswith("级")
    if classed or (number.unit == "级" and FORCE.match(place.after)):
        return "name"
    if number.value == PEOPLES and place.aftermath.startswith("个民族"):
        return "name"
    tail = NAME_TAIL.match(place.aftermath) and not (number.multiplied or number.unit)
    return "name" if tail or place.aftermath.startswith("人制") else None


@rule("reject.quoted")
def quoted(place: Place) -> str | None:
    """Numbers inside quotation marks and titles: “三年攀高”, “亩产英雄500强”, 《2030年议程》."""
    return "name" if place.quoted else None


@rule("reject.slogan")
def slogan(place: Place) -> str | None:
    """Digit codes in names: 12345热线, 1+N, 3+8+5, 4·20地震."""
    bare = not place.number.unit
    if SUM_OF_DIGITS.search(place.before[-1:]) or (bare and SUM_OF_DIGITS.match(place.aftermath)):
        return "name"
    return (
        "name"
        if bare and place.number.form == "arabic" and place.pattern("⟨hotline⟩").match(place.after)
        else None
    )


@rule("reject.power-word")
def power_word(place: Place) -> str | None:
    """Powers of ten that are words: 万元能耗, 千方百计, 百亿级产业; but 突破万亿元 is 10^12."""
    number = place.number
    if number.form != "chinese" or not number.multiplied:
        return None
    if number.unit in POWER_NAMES or place.after[:1] in "的级":
        return "name"
    defining = place.pattern(f"(?:、?(?:超|过)?[十百千万]+亿?(?:元|级)?)*(?:{THING})").match(place.after)
    above = place.before.endswith("以上")
    climbed = place.pattern("⟨climb⟩$").search(place.before) and not (defining or above)
    closed = number.unit and CLOSED.match(place.after)
    ends = number.unit or PHRASE_ENDS.match(place.after)
    return None if (climbed or closed) and ends else "name"


@rule("reject.proportion")
def proportion(place: Place) -> str | None:
    """Times of day, scores and proportions that state no ratio to one: 9:30, 3:2."""
    if place.number.form != "colon":
        return None
    return None if place.number.kind == "ratio" and NAMED_RATIO.search(place.before) else "proportion"


@rule("reject.threshold")
def threshold(place: Place) -> str | None:
    """What only defines what is counted: 总投资10亿元以上项目, 50亿项目, 3岁以下婴幼儿, 8座以下客车."""
    number, after = place.number, place.after
    if number.form == "rank":
        return None
    if number.kind in COUNTED and number.unit:
        grouped = number.unit in AGE_UNITS and AGE_GROUP.match(after)
        inner = BETWEEN_COUNTS.match(after) or (OVER.match(after) and COUNT_BEFORE.search(place.before))
        sized = number.unit in SIZES and place.pattern(HOUSES_OVER).match(after)
        return "threshold" if grouped or inner or sized or UP_TO.match(after) else None
    if STATED.match(after):
        return None
    if after[:1] == "的" and BIGGER.search(place.before) and COUNT_BEHIND.match(after):
        return "threshold"
    over = number.kind != "percent" and OVER.match(after)
    return "threshold" if over or _defines(place) else None


def _defines(place: Place) -> bool:
    """Whether a measure stands right before the thing that it defines: 亿元企业, 400万吨/年煤制油."""
    number = place.number
    if number.unit.endswith(YEARLY) and place.after[:1] not in CLAUSE_MARKS:
        return True
    measured = number.kind in DEFINING or (number.multiplied and not number.unit)
    return measured and place.pattern(THING).match(place.after) is not None


@rule("reject.capacity")
def capacity(place: Place) -> str | None:
    """How large a plant is: 40万吨铜冶炼项目, 日处理80吨污泥焚烧厂; 淘汰20万吨水泥生产线 is an amount."""
    if place.number.kind != "mass" or place.pattern(LESS).search(place.before):
        return None
    return "name" if place.pattern(FACILITY).match(place.after) else None


@rule("reject.bare")
def bare(place: Place) -> str | None:
    """A numeral without unit or multiplier says nothing that could be counted; an index does."""
    number = place.number
    if number.unit or number.multiplied or number.form != "arabic":
        return None
    return None if INDEX.search(place.before) else "no unit"
