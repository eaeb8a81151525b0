"""Axes: their round numbers, and the pixel of each number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_STEPS: Final = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_ROOM: Final = Decimal("0.08")


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from numbers (``low`` to ``high``) to pixels (``start`` to ``end``)."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal | int) -> float:
        """Return the pixel of a number, rounded to a tenth."""
        share = (
            (Decimal(value) - self.low) / (self.high - self.low) if self.high > self.low else Decimal("0.5")
        )
        return round(self.start + float(share) * (self.end - self.start), 1)

    def ticks(self, most: int = 4) -> list[Decimal]:
        """Return about ``most`` round numbers within the scale, at equal distances."""
        step = _step(self.high - self.low, most)
        first = (self.low / step).to_integral_value(rounding="ROUND_CEILING")
        count = int((self.high / step).to_integral_value(rounding="ROUND_FLOOR") - first) + 1
        return [(first + place) * step for place in range(count)]


def scale_of(values: Iterable[Decimal], start: float, end: float) -> Scale:
    """Return a scale that fits all values, with a little room at both ends."""
    found = list(values)
    low, high = min(found), max(found)
    room = (high - low) * _ROOM or abs(high) * _ROOM or Decimal(1)
    # If no value is negative, the axis does not begin below zero.
    least = low - room if low < 0 or low >= room else Decimal(0)
    return Scale(least, high + room, start, end)


def _step(width: Decimal, most: int) -> Decimal:
    """The smallest round step with at most ``most`` steps in the width."""
    if width <= 0:
        return Decimal(1)
    rough = width / most
    unit = Decimal(10) ** (rough.adjusted())
    return next(unit * step for step in _STEPS if unit * step >= rough)
