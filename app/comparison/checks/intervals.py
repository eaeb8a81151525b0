"""Intervals: the exact values that a rounded figure can stand for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from app.model.observation import Bound, Observation

NUMERAL = re.compile(r"\d[\d,]*(?:\.(\d+))?")
HALF = Decimal("0.5")
HUNDRED = Decimal(100)
INFINITY = Decimal("Infinity")


class Interval(NamedTuple):
    """All values from ``low`` to ``high``."""

    low: Decimal
    high: Decimal

    def distance(self, other: Interval) -> Decimal:
        """How far the other interval lies outside this one; 0 where they meet."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))

    def overlaps(self, other: Interval) -> bool:
        """Whether the intervals share more than an end: 7% and 8% do not."""
        return self.low < other.high and other.low < self.high

    def widened(self, by: Decimal) -> Interval:
        """The interval with an allowance at both ends."""
        return Interval(self.low - by, self.high + by)


def interval(row: Observation) -> Interval | None:
    """The values that a row can stand for: half its last digit to both sides, upwards open for ``min``.

    None where the digits do not show how the value was rounded: Chinese numerals, ranges.

    ``2211亿元`` is 220,950,000,000 to 221,150,000,000.
    """
    found = NUMERAL.search(row.value_text)
    if found is None or row.bound is Bound.RANGE:
        return None
    written = Decimal(found.group().replace(",", ""))
    if not written:
        return None
    scale = abs(row.value / written)
    half = HALF * scale.scaleb(-len(found[1] or ""))
    low, high = row.value - half, row.value + half
    if row.bound is Bound.MIN:
        return Interval(low, INFINITY)
    return Interval(-INFINITY, high) if row.bound is Bound.MAX else Interval(low, high)


def growth(now: Interval, before: Interval) -> Interval | None:
    """The growth in per cent that two levels allow; None where the earlier one can be 0 or less."""
    if before.low <= 0 or INFINITY in (now.high, before.high):
        return None
    return Interval((now.low / before.high - 1) * HUNDRED, (now.high / before.low - 1) * HUNDRED)
