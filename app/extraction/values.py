"""The data that the passes exchange: all frozen, all positions in visible characters."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from app.extraction.rules import Decision
from app.model.observation import Bound, Measure, Status

LISTED = frozenset({"count", "people", "length", "area", "mass", "volume"})
"""Kinds of units for the things in a list under one verb (新建公路8公里、桥梁3座)."""
COUNTED = frozenset({"count", "people"})
"""Kinds of units that count things: only these can come before the thing (61家鄞企)."""

STRUCTURE = "structure"
"""The form of a number that is a share of a structure: 5.2:40.1:54.7."""


# A text, because texts hash faster than other enums.
class NamingKind(StrEnum):
    """What the form that named a value says about it in addition to the name."""

    PLAIN = "nothing beyond the name"
    PART_OF_NAME = "the number is inside a name and states no value: 3家入围前十"
    RANK = "a place among others: 位居全国第四位"
    COMPLETION = "a percentage of a plan: 完成年度任务的154.3%"
    OVER_GOAL = "a percentage beyond a plan: 超年度目标15%"
    GOAL = "the target that an outcome is compared with: 增长6.5%，超过6%的预期目标"
    SHARE = "a share of a whole: 占地区生产总值比重"
    HEAD_BEHIND = "the name, or its head, comes after the number: 启动14个民生项目"
    DEED_BEHIND = "the deed of all comes after the share: 群众诉求100%响应"
    MEDALS = "the counter is the thing: 运动员斩获2金3银"
    FLOW = "a flow with only a verb, which takes the name before it: 余额120亿元，新增8亿元"
    RISES = "a verb before its object says that it rises: 提高工资15%"
    FALLS = "a verb before its object says that it falls: 压减公用经费15%"


MOVED = frozenset({NamingKind.RISES, NamingKind.FALLS})


class Number(NamedTuple):
    """A numeral with its multiplier and unit, before the rules decide whether it states a value.

    ``digits`` is the end of the numeral without multiplier and unit. ``form`` is arabic, chinese, rank, fold
    (翻番), fraction (三分之一), colon (2.1:1) or structure. ``vague`` is the word that leaves the last digits
    open (多). ``high`` is the upper end of a numeral with two ends (三五个). ``signed`` is true if a sign
    comes before the number (-3.5%), ``ill_formed`` if its spelling does not have exactly one value.
    """

    start: int
    digits: int
    end: int
    value: Decimal
    unit: str
    kind: str
    form: str
    multiplied: bool
    vague: str = ""
    text: str = ""
    high: Decimal | None = None
    signed: bool = False
    ill_formed: bool = False
    decisions: tuple[Decision, ...] = ()


class Quantity(NamedTuple):
    """A number that states a value: ``start:end`` is the number, ``low:high_end`` includes bound words."""

    start: int
    end: int
    low: int
    high_end: int
    value: Decimal
    value_high: Decimal | None
    unit: str
    kind: str
    form: str
    bound: Bound
    bound_text: str
    signed: bool = False
    decisions: tuple[Decision, ...] = ()


class Refusal(NamedTuple):
    """A number that states no value, with the reason and the decision."""

    start: int
    end: int
    reason: str
    decision: Decision


class Frame(NamedTuple):
    """The years that a stretch of text is about, and whether they are past or planned.

    Flows span ``start`` to ``year``; stocks belong to ``year``. ``decision`` records the rule and the place
    of the words. ``since`` is the first year of the enclosing section, if that spans several years up to
    ``year``; else 0.
    """

    status: Status
    start: int
    year: int
    decision: Decision
    since: int = 0

    @property
    def at(self) -> int:
        """The position of the words that set the frame."""
        return self.decision.at[0]


class Reading(NamedTuple):
    """The measure, value and unit of a value: the fields that the name does not decide."""

    measure: Measure
    value: Decimal
    value_high: Decimal | None
    unit: str
    decision: Decision
