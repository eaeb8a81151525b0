"""What a value measures: level, growth, change, share, rank, completion, ratio, and its sign.

Rules are tried in order; the first that answers wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from app.extraction.leads import Lead
from app.extraction.rules import rule
from app.extraction.tokens import Quantity, Reading
from app.model.observation import Measure

GROWS_BEHIND = re.compile(r"的?(?:年均)?(?:增长|增速|增幅|速度|涨幅)")
FALLS_BEHIND = re.compile(r"的?(?:降幅|下降)")
RATE_NAME = re.compile(r"(?:率|比重|占比|比例|份额|比|程度|度|覆盖面|占.{1,20})$")
PRICE = re.compile(r"(?:居民消费价格|消费价格|物价|CPI)(?:总水平|总?指数)?$")
PRODUCT = re.compile(r"(?:总值|增加值|零售总额|投资|预算收入|财政收入|可支配收入|纯收入|进出口总?额|出口总?额|支出|贷款余额|存款余额)$")
ADDED = frozenset({"增加", "增长", "减少", "下降", "提高", "降低", "上升", "上调", "下调", "上涨", "压减", "增", "减", "降", "多增", "新增", "扩大", "缩小", "上浮", "回落", "降低了"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity with the words that state it."""

    quantity: Quantity
    lead: Lead
    name: str
    tail: str
    frame_years: int


Measurer = Callable[[Stated], Reading | None]


def _reading(stated: Stated, measure: Measure, rule_id: str, *, sign: int = 1, times: int = 1, unit: str = "") -> Reading:
    quantity = stated.quantity
    factor = Decimal(sign * times)
    high = quantity.value_high
    return Reading(
        measure, quantity.value * factor, None if high is None else high * factor, unit or quantity.unit, rule_id
    )


def _sign(stated: Stated) -> int:
    return stated.lead.change.sign if stated.lead.change else 1


@rule("measure.rank")
def rank(stated: Stated) -> Reading | None:
    """A place among others: 位居全国第四位."""
    return _reading(stated, Measure.RANK, "measure.rank") if stated.quantity.form == "rank" else None


@rule("measure.points")
def points(stated: Stated) -> Reading | None:
    """Percentage points are an absolute change: 提高0.5个百分点."""
    if stated.quantity.kind != "point":
        return None
    return _reading(stated, Measure.CHANGE, "measure.points", sign=_sign(stated), unit="个百分点")


@rule("measure.multiple")
def multiple(stated: Stated) -> Reading | None:
    """Multiples: 是2007年的2.5倍 and 翻一番 are ratios, 增长1.5倍 is growth of 150 %."""
    if stated.quantity.kind != "ratio":
        return None
    grows = stated.lead.change is not None and stated.quantity.form != "fold"
    if grows and not stated.lead.ratio:
        return _reading(stated, Measure.GROWTH, "measure.multiple", sign=_sign(stated), times=100, unit="%")
    return _reading(stated, Measure.RATIO, "measure.multiple", unit="倍")


@rule("measure.average-growth")
def average_growth(stated: Stated) -> Reading | None:
    """Average yearly change: 年均增长6.2%, 年均递增8%."""
    if stated.quantity.kind != "percent" or not stated.lead.yearly:
        return None
    if stated.lead.change is None and not GROWS_BEHIND.match(stated.tail):
        return None
    return _reading(stated, Measure.AVERAGE_GROWTH, "measure.average-growth", sign=_sign(stated))


@rule("measure.growth")
def growth(stated: Stated) -> Reading | None:
    """Percentage change: 增长7%, 下降11.8%, 涨幅3%左右, 5%的增长."""
    if stated.quantity.kind != "percent" or stated.quantity.unit == "‰":
        return None
    if stated.lead.change is not None:
        return _reading(stated, Measure.GROWTH, "measure.growth", sign=_sign(stated))
    if GROWS_BEHIND.match(stated.tail):
        return _reading(stated, Measure.GROWTH, "measure.growth")
    if FALLS_BEHIND.match(stated.tail):
        return _reading(stated, Measure.GROWTH, "measure.growth", sign=-1)
    if not stated.lead.settled and (PRICE.search(stated.name) or PRODUCT.search(stated.name)):
        return _reading(stated, Measure.GROWTH, "measure.growth")
    return None


@rule("measure.share")
def share(stated: Stated) -> Reading | None:
    """A percentage or rate of a whole: 占比48%, 覆盖率达到90.1%, 失业率控制在3%以内."""
    if stated.quantity.kind != "percent":
        return None
    return _reading(stated, Measure.SHARE, "measure.share")


@rule("measure.change")
def change(stated: Stated) -> Reading | None:
    """Absolute change: 减少1386万人, 比上年增加8000亿元; 新增 before a name makes a level."""
    lead = stated.lead
    if lead.change is None or lead.change.form == "noun":
        return None
    return _reading(stated, Measure.CHANGE, "measure.change", sign=_sign(stated))


@rule("measure.level")
def level(stated: Stated) -> Reading | None:
    """An amount or count: 实现地区生产总值2211亿元."""
    return _reading(stated, Measure.LEVEL, "measure.level")


MEASURERS: tuple[Measurer, ...] = (rank, points, multiple, average_growth, growth, share, change, level)


def read_measure(stated: Stated) -> Reading:
    """The first rule's answer; ``level`` always has one."""
    for measurer in MEASURERS:
        reading = measurer(stated)
        if reading is not None:
            return reading
    raise AssertionError("measure.level answers everything")
