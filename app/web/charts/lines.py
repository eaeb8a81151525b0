"""A line chart of several places over the years, with their names in the right margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.web.charts.scale import Scale, scale_of
from app.web.charts.words import width_of

#: Colours that people with any kind of colour vision can tell apart (mostly from Okabe and Ito).
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#7a7a7a", "#7b4fa0")
WIDTH, HEIGHT = 880, 380
_LEFT, _TOP, _BOTTOM = 70, 16, 30
#: The margin for the names: at least and at most these pixels.
_RIGHT, _WIDEST = 110, 330
#: The size of the names, in pixels, and how much wider than estimated they are in the widest fonts.
_SIZE, _WIDE = 14, 1.15
#: The least distance between two names, in pixels.
_APART: Final = 16
_MOST_YEARS: Final = 12

Values = Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place: its colour, its points as (x, y, year, value), its path, and the height of its name."""

    name: str
    colour: str
    points: tuple[tuple[float, float, int, Decimal], ...]
    path: str
    y: float


@dataclass(frozen=True, slots=True)
class Lines:
    """The chart: the ticks of both axes as (pixel, number), and the lines."""

    values: tuple[tuple[float, Decimal], ...]
    years: tuple[tuple[float, int], ...]
    lines: tuple[PlaceLine, ...]
    right: int
    left: int = _LEFT
    bottom: int = HEIGHT - _BOTTOM


def lines(places: Mapping[str, Values]) -> Lines | None:
    """Return the chart of the values of some places by year; None if there are no values.

    The position of a place gives its colour, so that it has the same colour in the charts of all indicators.
    """
    found = {name: (COLOURS[place], values) for place, (name, values) in enumerate(places.items()) if values}
    years = sorted({year for _, values in found.values() for year in values})
    if not years:
        return None
    down = scale_of(
        (value for _, values in found.values() for value in values.values()), HEIGHT - _BOTTOM, _TOP
    )
    right = WIDTH - _margin(found)
    across = Scale(years[0] - Decimal("0.3"), years[-1] + Decimal("0.3"), _LEFT, right)
    drawn = [_line(name, colour, values, across, down) for name, (colour, values) in found.items()]
    step = (years[-1] - years[0]) // _MOST_YEARS + 1
    named = range(years[-1], years[0] - 1, -step)
    return Lines(
        tuple((down.at(tick), tick) for tick in down.ticks(6)),
        tuple((across.at(year), year) for year in named),
        tuple(_apart(drawn)),
        right,
    )


def _margin(names: Iterable[str]) -> int:
    """The width of the longest name, with room for the sign of its line."""
    return round(min(max(_SIZE * _WIDE * max(map(width_of, names)) + 36, _RIGHT), _WIDEST))


def _line(name: str, colour: str, values: Values, across: Scale, down: Scale) -> PlaceLine:
    points = tuple((across.at(year), down.at(values[year]), year, values[year]) for year in sorted(values))
    path = " ".join(
        f"{'L' if place and points[place - 1][2] == year - 1 else 'M'}{x} {y}"
        for place, (x, y, year, _) in enumerate(points)
    )
    return PlaceLine(name, colour, points, path, points[-1][1])


def _apart(drawn: list[PlaceLine]) -> Iterator[PlaceLine]:
    """The lines in their order, with their names moved apart so that they do not overlap."""
    at, last = {}, -float(_APART)
    for line in sorted(drawn, key=lambda one: one.y):
        last = max(line.y, last + _APART)
        at[line.name] = last
    for line in drawn:
        yield replace(line, y=at[line.name])
