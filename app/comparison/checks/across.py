"""Checks across the reports of a place: growth against levels, and values against other years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import MAX_PREC, Decimal
from statistics import median

from app.comparison.checks.intervals import growth, interval
from app.comparison.keys import Key
from app.model.digits import fits
from app.model.finding import CheckKind, Finding
from app.model.observation import Bound, Measure, Observation

REAL_ALLOWANCE = Decimal(8)
"""Points by which growth at comparable prices and growth of the amounts may differ: prices and revisions."""
ALLOWANCE = Decimal(1)
"""Points for small revisions of last year's amount."""
MANY_TIMES = Decimal(8)
SEVERAL_YEARS = Decimal("2.5")
NEAR_YEARS, ENOUGH = 3, 2
"""Values of so many years before and after are compared, where there are at least so many."""

Settled = Mapping[Key, Observation]


def growth_misfits(settled: Settled, real: frozenset[str]) -> Iterator[Finding]:
    """Find levels and growth of a year that do not fit the level of the year before, within rounding.

    Args:
        settled: for each key the one value that is compared.
        real: codes of indicators whose growth is stated at comparable prices.
    """
    for at, level in settled.items():
        if at.measure is not Measure.LEVEL or not level.indicator_code or at.start_year != at.year:
            continue
        rate = settled.get(at._replace(measure=Measure.GROWTH, unit="%"))
        before = settled.get(at._replace(start_year=at.year - 1, year=at.year - 1))
        if rate is not None and before is not None and rate.report_id == level.report_id:
            yield from _misfit(level, rate, before, at.quantity in real)


def _misfit(level: Observation, rate: Observation, before: Observation, real: bool) -> Iterator[Finding]:
    now, then, stated = interval(level), interval(before), interval(rate)
    if now is None or then is None or stated is None or (implied := growth(now, then)) is None:
        return
    allowed = implied.widened(REAL_ALLOWANCE if real else ALLOWANCE)
    distance = allowed.distance(stated)
    # Of levels that are many trillion times each other no growth can be computed.
    if distance and all(fits(figure, decimals=MAX_PREC) for figure in (*implied, distance)):
        yield Finding(
            CheckKind.GROWTH, rate.id, (level.id, before.id), rate.value,
            round(implied.low, 2), round(implied.high, 2), round(distance, 2),
            doubtful=distance > MANY_TIMES,
        )  # fmt: skip


def out_of_scale(settled: Settled) -> Iterator[Finding]:
    """Find amounts that are several or many times those that the place states for nearby years."""
    for series in _series(settled).values():
        for row in series:
            others = [other for other in series if 0 < abs(other.year - row.year) <= NEAR_YEARS]
            amounts = [abs(other.value) for other in others if other.value]
            if len(amounts) >= ENOUGH and row.value:
                yield from _scaled(row, Decimal(median(amounts)), [other.id for other in others])


def _scaled(row: Observation, usual: Decimal, others: list[str]) -> Iterator[Finding]:
    times = abs(row.value) / usual
    kind = None
    if times > MANY_TIMES or times * MANY_TIMES < 1:
        kind = CheckKind.MAGNITUDE
    elif times > SEVERAL_YEARS and row.start_year == row.year:
        kind = CheckKind.CUMULATIVE
    if kind is not None:
        limits = usual / SEVERAL_YEARS, usual * SEVERAL_YEARS
        distance = max(limits[0] - abs(row.value), abs(row.value) - limits[1])
        yield Finding(kind, row.id, tuple(others), row.value, *limits, distance, doubtful=True)


def _series(settled: Settled) -> dict[Key, list[Observation]]:
    """Group the yearly amounts of coded quantities by everything but the year."""
    found: dict[Key, list[Observation]] = {}
    for at, row in settled.items():
        single = at.measure is Measure.LEVEL and at.start_year == at.year and row.indicator_code
        if single and row.bound in {Bound.EXACT, Bound.APPROX}:
            found.setdefault(at._replace(start_year=0, year=0), []).append(row)
    return found
