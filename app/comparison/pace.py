"""The pace of targets of several years: the share done, compared with the share of time that has passed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.comparison.keys import Key
from app.model.comparison import Pace
from app.model.digits import EXACT
from app.model.observation import Measure, Observation

_SUMMED = (Measure.LEVEL, Measure.CHANGE)
_STANDING = (Measure.LEVEL, Measure.SHARE)
_SIX_DIGITS = Decimal("0.000001")

#: The value of the quantity over the years from the first to the second; None where none is known.
ValueOf = Callable[[int, int], Decimal | None]


@dataclass(frozen=True, slots=True)
class _Reached:
    """The value that was reached by the end of ``year``."""

    year: int
    value: Decimal


def pace(at: Key, target: Observation, planned_in: int, value: ValueOf) -> Pace | None:
    """The pace of a target of several years, from the last year before its end that has a value.

    For an amount over a period, the share done is the amount since its start: as stated, or summed over the
    years. For a level at the end of a plan, it is the change since the year before the plan.

    Args:
        at: the key of the target.
        target: the plan.
        planned_in: the year of the report that states it.
        value: the known values of the quantity, in the target's unit.
    """
    if at.start_year < at.year and at.measure in _SUMMED:
        start, base = at.start_year - 1, Decimal(0)
        reached = max((*_stated(at, value), *_summed(at, value)), key=lambda found: found.year, default=None)
    elif at.start_year == at.year and at.measure in _STANDING:
        start, known = planned_in - 1, value(planned_in - 1, planned_in - 1)
        if known is None:
            return None
        base, reached = known, next(_standing(at, start, value), None)
    else:
        return None
    way = EXACT.subtract(target.value, base)
    if reached is None or not way:
        return None
    done = EXACT.subtract(reached.value, base)
    return Pace(reached.year, _share(done, way), _share(reached.year - start, at.year - start))


def _stated(at: Key, value: ValueOf) -> Iterator[_Reached]:
    """The amounts that reports state for the period from its start to a year before its end."""
    for year in range(at.start_year, at.year):
        found = value(at.start_year, year)
        if found is not None:
            yield _Reached(year, found)


def _summed(at: Key, value: ValueOf) -> Iterator[_Reached]:
    """The sums of the single years since the start, up to the first year without a value."""
    total = Decimal(0)
    for year in range(at.start_year, at.year):
        found = value(year, year)
        if found is None:
            return
        total = EXACT.add(total, found)
        yield _Reached(year, total)


def _standing(at: Key, start: int, value: ValueOf) -> Iterator[_Reached]:
    """The levels at the ends of the years before the last one, the newest first."""
    for year in range(at.year - 1, start, -1):
        found = value(year, year)
        if found is not None:
            yield _Reached(year, found)


def _share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    return EXACT.divide(Decimal(part), Decimal(whole)).quantize(_SIX_DIGITS, context=EXACT)
