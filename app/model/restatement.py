"""A value as it was first stated, as a later report restates it, and as a later report implies it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.model.observation import Observation


class YesNo(StrEnum):
    """The answer to a question with two answers."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Implied:
    """What the level and the growth of a year, both from one report, imply for the year before.

    ``low`` and ``high`` are the least and the greatest value that fit the rounding of both.
    """

    level: Observation
    growth: Observation
    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Restatement:
    """A quantity of one place and period about which later reports say more than the first.

    ``changed``: whether the last report states another value, rounding allowed for. ``consistent``: whether
    the first value agrees with the implied one within rounding. None if the other side is unknown.
    """

    first: Observation
    restated: Observation | None
    implied: Implied | None
    changed: YesNo | None
    consistent: YesNo | None
