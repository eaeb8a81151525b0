"""A histogram: the number of values in each of several equal intervals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

WIDTH, HEIGHT, BASE = 560, 170, 140
_FEWEST_BARS, _MOST_BARS = 6, 14
_STEPS: Final = tuple(map(Decimal, ("0.5", "1", "2", "2.5", "5", "10", "20")))


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of the values from ``low`` (included) to ``high`` (excluded), with their count."""

    low: Decimal
    high: Decimal
    count: int
    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        """The height of the bar, in pixels."""
        return round(BASE - self.y, 1)


def histogram(values: Sequence[Decimal]) -> list[Bar]:
    """Return the bars of some values in ascending order, including empty ones."""
    step = _step(max(values) - min(values), _bars(len(values)))
    counts = Counter(int(value // step) for value in values)
    first, last = min(counts), max(counts)
    width = WIDTH / (last - first + 1)
    most = max(counts.values())
    return [
        Bar(
            place * step,
            (place + 1) * step,
            counts[place],
            round((place - first) * width, 1),
            round(BASE - counts[place] / most * (BASE - 24), 1),
            round(width - 3, 1),
        )
        for place in range(first, last + 1)
    ]


def _bars(count: int) -> int:
    """How many bars show some values well: more for more values, so that few bars are empty."""
    return min(_MOST_BARS, max(_FEWEST_BARS, round(2 * math.cbrt(count))))


def _step(width: Decimal, most: int) -> Decimal:
    """The smallest round interval that gives at most ``most`` bars."""
    if not width:
        return Decimal(1)
    unit = Decimal(10) ** (width / most).adjusted()
    return next(unit * step for step in _STEPS if width / (unit * step) <= most - 1)
