"""A strip plot: the values of several groups as dots on one axis, with one row for each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any, Final

from app.web.charts.scale import scale_of

WIDTH: Final = 640
_LEFT, _RIGHT, _ROW, _TOP, _BOTTOM = 90, 16, 44, 10, 24
#: Dots closer than ``_CLOSE`` pixels are moved up or down by multiples of ``_STEP``, in ``_STEPS`` positions.
_CLOSE, _STEP, _STEPS = 7.0, 6.0, 5

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dot:
    """One value: its position and its row."""

    x: float
    y: float
    value: Decimal
    row: Record


@dataclass(frozen=True, slots=True)
class Strip:
    """One group: its name, the height of its line, its dots, and its median as (pixel, number)."""

    name: str
    y: float
    dots: tuple[Dot, ...]
    median: tuple[float, Decimal]

    @property
    def above(self) -> int:
        """The number of values above zero."""
        return sum(dot.value > 0 for dot in self.dots)


@dataclass(frozen=True, slots=True)
class Strips:
    """The plot: the ticks of the axis as (pixel, number), the pixel of zero, and the strips."""

    ticks: tuple[tuple[float, Decimal], ...]
    zero: float
    strips: tuple[Strip, ...]
    width: int = WIDTH

    @property
    def height(self) -> int:
        """The height of the plot, in pixels."""
        return _TOP + _ROW * len(self.strips) + _BOTTOM


def strips(groups: Mapping[str, Sequence[tuple[Decimal, Record]]]) -> Strips | None:
    """Return the plot of some groups, with zero on its axis; None if there are no values."""
    found = {name: sorted(values, key=_value) for name, values in groups.items() if values}
    if not found:
        return None
    values = [value for pairs in found.values() for value, _ in pairs]
    across = scale_of([*values, Decimal(0), min(values) - Decimal("0.0001")], _LEFT, WIDTH - _RIGHT)
    drawn = []
    for place, (name, pairs) in enumerate(found.items()):
        line = _TOP + _ROW * place + _ROW / 2
        middle = Decimal(median(value for value, _ in pairs))
        dots = _dots([(across.at(value), value, row) for value, row in pairs], line)
        drawn.append(Strip(name, line, dots, (across.at(middle), middle)))
    return Strips(tuple((across.at(tick), tick) for tick in across.ticks(7)), across.at(0), tuple(drawn))


def _value(pair: tuple[Decimal, Record]) -> Decimal:
    return pair[0]


def _dots(values: Sequence[tuple[float, Decimal, Record]], line: float) -> tuple[Dot, ...]:
    """The dots from left to right; close ones alternate above and below their line."""
    made: list[Dot] = []
    place = 0
    for x, value, row in values:
        place = place + 1 if made and x - made[-1].x < _CLOSE else 0
        made.append(Dot(x, round(line + _away(place), 1), value, row))
    return tuple(made)


def _away(place: int) -> float:
    """The vertical distance of a dot from its line: 0, then down, up, farther down ..."""
    step = (place % _STEPS + 1) // 2
    return _STEP * (step if place % 2 else -step)
