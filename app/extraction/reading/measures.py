"""Reads the measure of a value (level, growth, change, share, rank, completion, ratio) and its sign.

The rules are tried in order; the first that returns a reading wins.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app.extraction.naming.leads import Lead
from app.extraction.rules import Decision, rule
from app.extraction.values import MOVED, NamingKind, Quantity, Reading
from app.lexicon.types.cues import Cues
from app.model.observation import Measure

GROWS_BEHIND = "的?⟨each year⟩?⟨grows behind⟩(?![到至])"
FALLS_BEHIND = "的?⟨falls behind⟩(?![到至])"
RATE_NAME = "⟨rate name⟩$"
RATIO_NAME = "⟨ratio name⟩$"
USUALLY_GROWTH = "(?:⟨price⟩⟨price index⟩?|⟨product of place⟩)$"
"""For these names a percentage without a word of change is a growth."""
RATES = frozenset({"percent", "point"})
AGAINST_PLANS = frozenset({NamingKind.COMPLETION, NamingKind.OVER_GOAL})


class NamedValue(NamedTuple):
    """A quantity with its lead, name and tail; ``kind`` comes from the form that named it.

    ``pace`` is the measure of the value before if that is a growth in per cent.
    """

    quantity: Quantity
    lead: Lead
    name: str
    tail: str
    kind: NamingKind
    cues: Cues
    pace: Measure | None

    @property
    def sign(self) -> int:
        """-1 if the words before the value say that it fell, else 1."""
        if self.kind is NamingKind.FALLS:
            return -1
        return self.lead.change.sign if self.lead.change else 1

    @property
    def names_a_rate(self) -> bool:
        """Whether the name is a rate, which does not grow by per cent."""
        return self.cues.compile(RATE_NAME).search(self.name) is not None

    @property
    def restates(self) -> bool:
        """Whether the words only state another value of the growth before: 计划增长3%，实际达到4%."""
        lead = self.lead
        said = lead.stated or bool(lead.commitment)
        return self.pace is not None and not lead.name and said and not self.names_a_rate

    def reading(self, measure: Measure, decision: Decision, *, factor: int = 1, unit: str = "") -> Reading:
        """Return the value times ``factor`` as ``measure``, in ``unit`` or else the quantity's unit."""
        quantity, unit = self.quantity, unit or self.quantity.unit
        if factor == 1:
            return Reading(measure, quantity.value, quantity.value_high, unit, decision)
        high = quantity.value_high
        return Reading(
            measure, quantity.value * factor, None if high is None else high * factor, unit, decision
        )


Measurer = Callable[[NamedValue], Reading | None]


@rule("measure.rank")
def rank(value: NamedValue) -> Reading | None:
    """A place in a ranking: 位居全国第四位."""
    return value.reading(Measure.RANK, rank.decision()) if value.quantity.form == "rank" else None


@rule("measure.completion")
def completion(value: NamedValue) -> Reading | None:
    """A percentage of a plan; an excess is added to 100: 超年度目标15% is 115."""
    if value.kind not in AGAINST_PLANS:
        return None
    reading = value.reading(Measure.COMPLETION, completion.decision())
    if value.kind is NamingKind.COMPLETION:
        return reading
    return Reading(Measure.COMPLETION, reading.value + 100, None, reading.unit, reading.decision)


@rule("measure.counted")
def counted(value: NamedValue) -> Reading | None:
    """A number before the thing that it counts is a level, whatever the verb: 提升100所学校周边环境."""
    if value.kind is not NamingKind.HEAD_BEHIND or value.sign < 0:
        return None
    return value.reading(Measure.LEVEL, counted.decision())


@rule("measure.points")
def points(value: NamedValue) -> Reading | None:
    """Percentage points are an absolute change: 提高0.5个百分点."""
    if value.quantity.kind != "point":
        return None
    return value.reading(Measure.CHANGE, points.decision(), factor=value.sign, unit="个百分点")


@rule("measure.multiple")
def multiple(value: NamedValue) -> Reading | None:
    """Multiples: 是2007年的2.5倍, 翻一番 and 收入之比3.08 are ratios; 增长1.5倍 is a growth of 150 %.

    A ratio that 缩小0.03 changes.
    """
    if value.quantity.kind != "ratio":
        bare = not value.quantity.unit and value.cues.compile(RATIO_NAME).search(value.name)
        moved = value.lead.change is not None and not value.lead.settled
        if bare and moved:
            return value.reading(Measure.CHANGE, multiple.decision(), factor=value.sign, unit="倍")
        return value.reading(Measure.RATIO, multiple.decision(), unit="倍") if bare else None
    grows = value.lead.change is not None and value.quantity.form != "fold"
    if grows and not value.lead.compared.ratio:
        return value.reading(Measure.GROWTH, multiple.decision(), factor=100 * value.sign, unit="%")
    return value.reading(Measure.RATIO, multiple.decision(), unit="倍")


@rule("measure.average-growth")
def average_growth(value: NamedValue) -> Reading | None:
    """Average yearly change: 年均增长6.2%, 年均递增8%、力争达到9%."""
    if value.quantity.kind != "percent":
        return None
    if value.restates and value.pace is Measure.AVERAGE_GROWTH and value.lead.change is None:
        return value.reading(Measure.AVERAGE_GROWTH, average_growth.decision())
    if not value.lead.yearly:
        return None
    if value.lead.change is None and not value.cues.compile(GROWS_BEHIND).match(value.tail):
        return None
    return value.reading(Measure.AVERAGE_GROWTH, average_growth.decision(), factor=value.sign)


@rule("measure.growth")
def growth(value: NamedValue) -> Reading | None:
    """Percentage change: 增长7%, 下降11.8%, 涨幅3%左右, 5%的增长; 增长6%、力争达到7% are two."""
    if value.quantity.kind != "percent" or value.quantity.unit == "‰":
        return None
    if value.quantity.signed and not value.names_a_rate:
        return value.reading(Measure.GROWTH, growth.decision())
    passed = value.kind is NamingKind.GOAL and not value.names_a_rate
    moved = value.lead.change is not None and not _states_a_rate(value)
    if moved or value.kind in MOVED or passed:
        return value.reading(Measure.GROWTH, growth.decision(), factor=value.sign)
    if value.cues.compile(FALLS_BEHIND).match(value.tail):
        return value.reading(Measure.GROWTH, growth.decision(), factor=-1)
    grows = value.cues.compile(GROWS_BEHIND).match(value.tail)
    usually = (
        not value.lead.settled
        and value.lead.name
        and not value.tail
        and value.cues.compile(USUALLY_GROWTH).search(value.name)
    )
    if grows or usually or value.restates:
        return value.reading(Measure.GROWTH, growth.decision())
    return None


def _states_a_rate(value: NamedValue) -> bool:
    """Whether the word of change belongs to another name: 失业率和消费价格涨幅分别控制在5%和3%以内."""
    noun = value.lead.change is not None and value.lead.change.form == "noun"
    return noun and value.lead.spread and value.names_a_rate


@rule("measure.share")
def share(value: NamedValue) -> Reading | None:
    """A percentage or rate of a whole: 占比48%, 覆盖率达到90.1%, 失业率控制在3%以内."""
    return value.reading(Measure.SHARE, share.decision()) if value.quantity.kind == "percent" else None


@rule("measure.change")
def change(value: NamedValue) -> Reading | None:
    """Absolute change: 减少1386万人, 比上年增加8000亿元; 新增 before a name states a level."""
    verb = value.lead.change is not None and value.lead.change.form != "noun"
    if not verb and value.kind is not NamingKind.FLOW:
        return None
    return value.reading(Measure.CHANGE, change.decision(), factor=value.sign)


@rule("measure.level")
def level(value: NamedValue) -> Reading:
    """An amount or count: 实现地区生产总值2211亿元."""
    return value.reading(Measure.LEVEL, level.decision())


OF_RATES: tuple[Measurer, ...] = (
    rank, completion, counted, points, multiple, average_growth, growth, share, change,
)  # fmt: skip
OF_AMOUNTS: tuple[Measurer, ...] = (rank, completion, counted, multiple, change)
"""The other rules are about percentages and points."""


def read_measure(value: NamedValue) -> Reading:
    """Read a value by the first rule that applies; if no rule applies it is a level."""
    for measurer in OF_RATES if value.quantity.kind in RATES else OF_AMOUNTS:
        reading = measurer(value)
        if reading is not None:
            return reading
    return level(value)
