"""Axes: which round numbers they show, and where a number stands on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_STEPS: Final = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_ROOM: Final = Decimal("0.08")


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from ``low`` to ``high`` on pixels from ``start`` to ``end``."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal | int) -> float:
        """The pixel of a number, to a tenth."""
        share = (
            (Decimal(value) - self.low) / (self.high - self.low) if self.high > self.low else Decimal("0.5")
        )
        return round(self.start + float(share) * (self.end - self.start), 1)

    def ticks(self, most: int = 4) -> list[Decimal]:
        """Round numbers within the scale, at about equal distances, ``most`` at most."""
        step = _step(self.high - self.low, most)
        first = (self.low / step).to_integral_value(rounding="ROUND_CEILING")
        count = int((self.high / step).to_integral_value(rounding="ROUND_FLOOR") - first) + 1
        return [(first + place) * step for place in range(count)]


def scale_of(values: Iterable[Decimal], start: float, end: float) -> Scale:
    """A scale on which all values have their place, with a little room at both ends."""
    found = list(values)
    low, high = min(found), max(found)
    room = (high - low) * _ROOM or abs(high) * _ROOM or Decimal(1)
    # What cannot be negative does not get an axis that is.
    least = low - room if low < 0 or low >= room else Decimal(0)
    return Scale(least, high + room, start, end)


def _step(width: Decimal, most: int) -> Decimal:
    """The smallest round step of which ``most`` fit into the width."""
    if width <= 0:
        return Decimal(1)
    rough = width / most
    unit = Decimal(10) ** (rough.adjusted())
    return next(unit * step for step in _STEPS if unit * step >= rough)
