"""A chart over the years: actuals as dots, targets as lines with their bound."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.model.flags import SURE
from app.model.observation import Observation, Status
from app.services.lists.series import Series
from app.web.charts.scale import Scale, scale_of

#: The most years that the axis names.
_MOST_YEARS: Final = 6
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 10, 12, 20


@dataclass(frozen=True, slots=True)
class Mark:
    """One observation in the chart; ``y_high`` is the upper end of a range."""

    x: float
    y: float
    y_high: float | None
    row: Observation
    doubtful: bool
    #: Whether this is a result that missed the target of its year.
    missed: bool = False

    @property
    def kind(self) -> str:
        """``actual`` or ``target``."""
        return self.row.status.value


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart: its size, the ticks as (pixel, number), marks, and the line through the actuals."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    values: tuple[tuple[float, Decimal], ...]
    years: tuple[tuple[float, int], ...]
    marks: tuple[Mark, ...]
    line: str


def is_doubtful(row: Observation) -> bool:
    """Whether a row is shown as doubtful: by a flag, or by low confidence; older rows have no flag for it."""
    return bool(row.flags) or row.confidence < SURE


def plot(series: Series, width: int = 320, height: int = 168) -> Plot:
    """Return the chart of one series, which must have at least one value."""
    return plot_rows([*series.targets.values(), *series.actuals.values()], width, height, series.missed)


def plot_rows(rows: Sequence[Observation], width: int, height: int, missed: Container[int] = ()) -> Plot:
    """Return the chart of the observations of one quantity; there must be at least one.

    ``missed`` has the years whose target was missed.
    """
    ends = [end for row in rows for end in (row.value, row.value_high) if end is not None]
    down = scale_of(ends, height - _BOTTOM, _TOP)
    years = sorted({row.year for row in rows})
    across = _years_scale(years, width)
    marks = tuple(_mark(row, across, down, missed) for row in rows)
    return Plot(
        width,
        height,
        _LEFT,
        width - _RIGHT,
        height - _BOTTOM,
        tuple((down.at(tick), tick) for tick in down.ticks()),
        tuple((across.at(year), year) for year in _named(years)),
        marks,
        _line(marks),
    )


def _years_scale(years: Sequence[int], width: int) -> Scale:
    """The axis of years, with half a year of room at both ends; a whole year if there is only one."""
    room = Decimal("0.5") if len(years) > 1 else Decimal(1)
    return Scale(years[0] - room, years[-1] + room, _LEFT, width - _RIGHT)


def _mark(row: Observation, across: Scale, down: Scale, missed: Container[int]) -> Mark:
    high = None if row.value_high is None else down.at(row.value_high)
    has_missed = row.status is Status.ACTUAL and row.year in missed
    return Mark(across.at(row.year), down.at(row.value), high, row, is_doubtful(row), has_missed)


def _line(marks: Sequence[Mark]) -> str:
    """The line through the actuals, broken where a year is missing."""
    actuals = sorted((mark for mark in marks if mark.row.status is Status.ACTUAL), key=_by_year)
    return " ".join(
        f"{'L' if place and actuals[place - 1].row.year == mark.row.year - 1 else 'M'}{mark.x} {mark.y}"
        for place, mark in enumerate(actuals)
    )


def _by_year(mark: Mark) -> int:
    return mark.row.year


def _named(years: Sequence[int]) -> list[int]:
    """The years that the axis names: all if there are few, else some at equal distances."""
    first, last = years[0], years[-1]
    step = next(step for step in (1, 2, 5, 10, 20, 50, 500) if (last - first) // step < _MOST_YEARS)
    return [year for year in range(first, last + 1) if year % step == 0] or [first]
