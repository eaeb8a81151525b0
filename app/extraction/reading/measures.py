"""What a value measures: level, growth, change, share, rank, completion, ratio, and its sign.

Rules are tried in order; the first that answers wins.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from app.extraction.naming.leads import Lead
from app.extraction.rules import Decision, rule
from app.extraction.values import MOVED, NamingKind, Quantity, Reading
from app.lexicon.types.cues import Cues
from app.model.observation import Measure

GROWS_BEHIND = "的?⟨each year⟩?⟨grows behind⟩"
FALLS_BEHIND = "的?⟨falls behind⟩"
RATE_NAME = "⟨rate name⟩$"
RATIO_NAME = "⟨ratio name⟩$"
USUALLY_GROWTH = "(?:⟨price⟩⟨price index⟩?|⟨product of place⟩)$"
"""Names of which a percentage without a word of change states the growth."""
AGAINST_PLANS = frozenset({NamingKind.COMPLETION, NamingKind.OVER_GOAL})


class Stated(NamedTuple):
    """A quantity with the words that state it; ``kind`` is what the form knows that named it."""

    quantity: Quantity
    lead: Lead
    name: str
    tail: str
    kind: NamingKind
    cues: Cues

    @property
    def sign(self) -> int:
        """-1 where the words before the value say that it fell."""
        if self.kind is NamingKind.FALLS:
            return -1
        return self.lead.change.sign if self.lead.change else 1

    @property
    def names_a_rate(self) -> bool:
        """Whether the name is that of a rate, which does not grow by per cent."""
        return self.cues.compile(RATE_NAME).search(self.name) is not None

    def reading(self, measure: Measure, decision: Decision, *, factor: int = 1, unit: str = "") -> Reading:
        """The value times ``factor`` in ``unit`` (its own unless given) as ``measure``."""
        quantity = self.quantity
        high = quantity.value_high
        return Reading(
            measure, quantity.value * Decimal(factor), None if high is None else high * Decimal(factor),
            unit or quantity.unit, decision,
        )  # fmt: skip


Measurer = Callable[[Stated], Reading | None]


@rule("measure.rank")
def rank(stated: Stated) -> Reading | None:
    """A place among others: 位居全国第四位."""
    return stated.reading(Measure.RANK, rank.decision()) if stated.quantity.form == "rank" else None


@rule("measure.completion")
def completion(stated: Stated) -> Reading | None:
    """A percentage of a plan; what exceeds the plan is added to 100: 超年度目标15% is 115."""
    if stated.kind not in AGAINST_PLANS:
        return None
    reading = stated.reading(Measure.COMPLETION, completion.decision())
    if stated.kind is NamingKind.COMPLETION:
        return reading
    return Reading(Measure.COMPLETION, reading.value + 100, None, reading.unit, reading.decision)


@rule("measure.counted")
def counted(stated: Stated) -> Reading | None:
    """What stands behind its number is a level, whatever verb is before: 提升100所学校周边环境."""
    if stated.kind is not NamingKind.HEAD_BEHIND or stated.sign < 0:
        return None
    return stated.reading(Measure.LEVEL, counted.decision())


@rule("measure.points")
def points(stated: Stated) -> Reading | None:
    """Percentage points are an absolute change: 提高0.5个百分点."""
    if stated.quantity.kind != "point":
        return None
    return stated.reading(Measure.CHANGE, points.decision(), factor=stated.sign, unit="个百分点")


@rule("measure.multiple")
def multiple(stated: Stated) -> Reading | None:
    """Multiples: 是2007年的2.5倍, 翻一番 and 收入之比3.08 are ratios, 增长1.5倍 is growth of 150 %."""
    if stated.quantity.kind != "ratio":
        bare = not stated.quantity.unit and stated.cues.compile(RATIO_NAME).search(stated.name)
        return stated.reading(Measure.RATIO, multiple.decision(), unit="倍") if bare else None
    grows = stated.lead.change is not None and stated.quantity.form != "fold"
    if grows and not stated.lead.compared.ratio:
        return stated.reading(Measure.GROWTH, multiple.decision(), factor=100 * stated.sign, unit="%")
    return stated.reading(Measure.RATIO, multiple.decision(), unit="倍")


@rule("measure.average-growth")
def average_growth(stated: Stated) -> Reading | None:
    """Average yearly change: 年均增长6.2%, 年均递增8%."""
    if stated.quantity.kind != "percent" or not stated.lead.yearly:
        return None
    if stated.lead.change is None and not stated.cues.compile(GROWS_BEHIND).match(stated.tail):
        return None
    return stated.reading(Measure.AVERAGE_GROWTH, average_growth.decision(), factor=stated.sign)


@rule("measure.growth")
def growth(stated: Stated) -> Reading | None:
    """Percentage change: 增长7%, 下降11.8%, 涨幅3%左右, 5%的增长."""
    if stated.quantity.kind != "percent" or stated.quantity.unit == "‰":
        return None
    if stated.quantity.signed and not stated.names_a_rate:
        return stated.reading(Measure.GROWTH, growth.decision())
    passed = stated.kind is NamingKind.GOAL and not stated.names_a_rate
    moved = stated.lead.change is not None and not _states_a_rate(stated)
    if moved or stated.kind in MOVED or passed:
        return stated.reading(Measure.GROWTH, growth.decision(), factor=stated.sign)
    if stated.cues.compile(FALLS_BEHIND).match(stated.tail):
        return stated.reading(Measure.GROWTH, growth.decision(), factor=-1)
    grows = stated.cues.compile(GROWS_BEHIND).match(stated.tail)
    usually = (
        not stated.lead.settled
        and stated.lead.name
        and not stated.tail
        and stated.cues.compile(USUALLY_GROWTH).search(stated.name)
    )
    return stated.reading(Measure.GROWTH, growth.decision()) if grows or usually else None


def _states_a_rate(stated: Stated) -> bool:
    """Whether the word of change belongs to another name: 失业率和消费价格涨幅分别控制在5%和3%以内."""
    noun = stated.lead.change is not None and stated.lead.change.form == "noun"
    return noun and stated.lead.spread and stated.names_a_rate


@rule("measure.share")
def share(stated: Stated) -> Reading | None:
    """A percentage or rate of a whole: 占比48%, 覆盖率达到90.1%, 失业率控制在3%以内."""
    return stated.reading(Measure.SHARE, share.decision()) if stated.quantity.kind == "percent" else None


@rule("measure.change")
def change(stated: Stated) -> Reading | None:
    """Absolute change: 减少1386万人, 比上年增加8000亿元; 新增 before a name makes a level."""
    verb = stated.lead.change is not None and stated.lead.change.form != "noun"
    if not verb and stated.kind is not NamingKind.FLOW:
        return None
    return stated.reading(Measure.CHANGE, change.decision(), factor=stated.sign)


@rule("measure.level")
def level(stated: Stated) -> Reading:
    """An amount or count: 实现地区生产总值2211亿元."""
    return stated.reading(Measure.LEVEL, level.decision())


MEASURERS: tuple[Measurer, ...] = (
    rank, completion, counted, points, multiple, average_growth, growth, share, change,
)  # fmt: skip


def read_measure(stated: Stated) -> Reading:
    """The first rule's answer; what no rule knows is a level."""
    for measurer in MEASURERS:
        reading = measurer(stated)
        if reading is not None:
            return reading
    return level(stated)
