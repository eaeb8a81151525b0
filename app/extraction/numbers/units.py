"""Reads marks next to a number that change its value or unit: 成, a damaged ‰, a sign, 角."""

from __future__ import annotations

import re
from decimal import Decimal

from app.extraction.numbers.numerals import numeral
from app.extraction.rules import Decision, rule
from app.extraction.values import Number
from app.lexicon.numerals import DIGIT
from app.lexicon.types.cues import Cues

TENTHS, YUAN = "成", "元"
SMALL_MONEY = re.compile(rf"(?P<jiao>[\d{DIGIT}])角(?:(?P<fen>[\d{DIGIT}])分)?")
POINTS = "个百分点"
POINTS_OVER = re.compile(rf"[\d.{DIGIT}]+个(?P<over>[多余])百分点")
LOOK_BEHIND = 24
VISIT = "人次"
VISITS = re.compile(r"人次(?:[由从][^，。；、\d]{0,4}[\d.]+[百千万亿]+)?[^，。；、\d]{0,6}$")
PER_MILLE_TORN = "。(?=以[上下内]|⟨about⟩|[，；。])"
VITAL_RATE = "⟨vital rate⟩[^，；。]{0,12}$"
SIGNED = "(?:^|[（，、：和与]|⟨before a sign⟩)(?P<sign>[-负↓↑+])$"
PER_VOLUME = "⟨per volume⟩$"
SIGNED_KINDS = frozenset({"percent", "point"})
FALLING = frozenset("-负↓")


@rule("number.tenths")
def tenths(number: Number) -> Number:
    """成 is a tenth of a whole: 7成 is 70 %."""
    if number.unit != TENTHS:
        return number
    return number._replace(
        value=number.value * 10, unit="%", kind="percent", decisions=(*number.decisions, tenths.decision())
    )


@rule("number.visits")
def visits(number: Number, chars: str) -> Number:
    """The unit of visits may be stated only in the name: 参展人次由7200万增加到9000万."""
    if number.unit or not number.multiplied or number.ill_formed:
        return number
    if not VISITS.search(chars[max(0, number.start - LOOK_BEHIND) : number.start]):
        return number
    decisions = (*number.decisions, visits.decision())
    return number._replace(unit=VISIT, kind="people", decisions=decisions)


@rule("number.per-mille-torn")
def per_mille(number: Number, chars: str, cues: Cues) -> Number:
    """5%。以下 is a damaged copy of 5‰以下; only for vital rates, since sentences start with 以上成绩."""
    if number.unit != "%" or not cues.compile(PER_MILLE_TORN).match(chars, number.end):
        return number
    if not cues.compile(VITAL_RATE).search(chars, max(0, number.start - LOOK_BEHIND), number.start):
        return number
    decision = per_mille.decision()
    return number._replace(unit="‰", end=number.end + 1, decisions=(*number.decisions, decision))


@rule("number.yuan-jiao")
def yuan_jiao(number: Number, chars: str) -> Number:
    """角 is a tenth of a yuan, 分 is a hundredth: 1元5角, 一百二十元五角."""
    small = SMALL_MONEY.match(chars, number.end) if number.unit == YUAN and not number.ill_formed else None
    if small is None:
        return number
    tens, ones = (numeral(small[part] or "零") or Decimal(0) for part in ("jiao", "fen"))
    return number._replace(
        end=small.end(), value=number.value + tens / 10 + ones / 100,
        decisions=(*number.decisions, yuan_jiao.decision()),
    )  # fmt: skip


@rule("number.per-volume")
def per_volume(number: Number, chars: str, cues: Cues) -> Number:
    """The volume of a concentration stands before the number: 每立方米34微克 is 34微克/立方米."""
    if not cues.has("unit of concentration", number.unit):
        return number
    per = cues.compile(PER_VOLUME).search(chars, max(0, number.start - LOOK_BEHIND), number.start)
    if per is None:
        return number
    decisions = (*number.decisions, per_volume.decision())
    return number._replace(unit=f"{number.unit}/{per.group()[1:]}", decisions=decisions)


@rule("number.points-over")
def points_over(number: Number, chars: str) -> Number:
    """A word for more inside the unit: 2个多百分点 is more than 2 percentage points."""
    found = POINTS_OVER.match(chars, number.start) if number.unit == "个" and not number.vague else None
    if found is None or found.start("over") != number.end:
        return number
    decisions = (*number.decisions, points_over.decision())
    return number._replace(
        unit=POINTS, kind="point", end=found.end(), vague=found["over"], decisions=decisions
    )


@rule("number.signed")
def signed(number: Number, chars: str, cues: Cues) -> Number:
    """A rate with its sign: 增长-3.5%, （-3.5%）, 增长负3.5%, （↓2%）; the dash of 5-6% is not a sign."""
    if number.kind not in SIGNED_KINDS or chars[number.start - 1 : number.start] not in "-负↓↑+":
        return number
    before = chars[max(0, number.start - LOOK_BEHIND) : number.start]
    found = cues.compile(SIGNED).search(before)
    if found is None:
        return number
    value = -number.value if found["sign"] in FALLING else number.value
    decisions: tuple[Decision, ...] = (*number.decisions, signed.decision())
    return number._replace(start=number.start - 1, value=value, signed=True, decisions=decisions)
