"""The values that pass from one pass to the next: all frozen, all positions in visible characters."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from app.extraction.rules import Decision
from app.model.observation import Bound, Measure, Status

LISTED = frozenset({"count", "people", "length", "area", "mass", "volume"})
"""Kinds of units that measure things in lists under one verb (新建公路8公里、桥梁3座)."""
COUNTED = frozenset({"count", "people"})
"""Kinds of units that count things: only these stand before what they count (61家鄞企)."""

STRUCTURE = "structure"
"""The form of numbers that are shares of a structure: 5.2:40.1:54.7."""


class NamingKind(Enum):
    """What the form that named a value knows of it beyond the name."""

    PLAIN = "nothing beyond the name"
    PART_OF_NAME = "the number is inside a name and states no value: 3家入围前十"
    RANK = "a place among others: 位居全国第四位"
    COMPLETION = "a percentage of a plan: 完成年度任务的154.3%"
    OVER_GOAL = "a percentage beyond a plan: 超年度目标15%"
    GOAL = "the target beside its outcome: 增长6.5%，超过6%的预期目标"
    SHARE = "a share of a whole that the form has found: 占地区生产总值比重"
    HEAD_BEHIND = "the name, or its head, stands behind the number: 启动14个民生项目"
    FLOW = "an amount that a verb alone adds to the name before: 余额120亿元，新增8亿元"
    RISES = "a verb before its object moves it up: 提高工资15%"
    FALLS = "a verb before its object moves it down: 压减公用经费15%"


MOVED = frozenset({NamingKind.RISES, NamingKind.FALLS})


class Number(NamedTuple):
    """A numeral with its multiplier and unit, before it is known whether it states a value.

    ``digits`` is where the unit-less numeral ends; ``form`` is arabic, chinese, rank, fold (翻番)
    or fraction (三分之一). ``vague`` is the word that leaves its last figures open (多). ``high`` is the
    upper end of a numeral with two (三五个). ``signed`` says that a sign stands before it (-3.5%);
    ``ill_formed`` that its spelling has no one value.
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
    """A number that states no value of a quantity, and the decision that says so."""

    start: int
    end: int
    reason: str
    decision: Decision


class Frame(NamedTuple):
    """The years that a stretch of text is about, and whether they are past or planned.

    ``start`` to ``year`` are the years that flows span; stocks are of ``year``. ``decision`` says how
    it is known and where. ``since`` is the first year of the section around, where that spans several
    years up to ``year``.
    """

    status: Status
    start: int
    year: int
    decision: Decision
    since: int = 0

    @property
    def at(self) -> int:
        """Where the words stand that set the frame."""
        return self.decision.at[0]


class Reading(NamedTuple):
    """What a value says once its words are read: the fields that names do not decide."""

    measure: Measure
    value: Decimal
    value_high: Decimal | None
    unit: str
    decision: Decision
