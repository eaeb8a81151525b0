"""Restatements: what later reports say about a value, directly or by level and growth of the next year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from app.comparison.checks.intervals import Interval, interval
from app.comparison.keys import Key, stated_key
from app.comparison.match import KeyStatements, ReportedValue, grouped, stated_of_year
from app.model.digits import EXACT, fits
from app.model.observation import Bound, Measure, Observation
from app.model.restatement import Implied, Restatement, YesNo

_HUNDRED = Decimal(100)
_SIX_DIGITS = Decimal("0.000001")

Groups = Mapping[Key, KeyStatements]


def restatements(stated: Iterable[ReportedValue], real: frozenset[str]) -> list[Restatement]:
    """All values that later reports state again or imply, in the order in which they were first stated.

    Args:
        stated: observations of any places and reports, each report's in the order of its text.
        real: codes of indicators whose growth is stated at comparable prices. Their level and growth do not
            imply the level of the year before.
    """
    groups = grouped(stated, stated_key)
    found = (_restatement(at, group, groups, real) for at, group in groups.items())
    return [row for row in found if row is not None]


def _restatement(at: Key, group: KeyStatements, groups: Groups, real: frozenset[str]) -> Restatement | None:
    known = stated_of_year(group, at.year)
    if not known:
        return None
    first, restated = known[0], known[-1] if len(known) > 1 else None
    implied = next(_implied(at, first, groups), None) if at.quantity not in real else None
    if restated is None and implied is None:
        return None
    changed = _answer(_differs(first, restated)) if restated else None
    return Restatement(first, restated, implied, changed, _consistent(first, implied))


def _differs(first: Observation, restated: Observation) -> bool:
    """Whether two statements exclude each other: 9.6万 can be 9.56万, and 不到70万亿 any lower value."""
    one, other = interval(first), interval(restated)
    if one is None or other is None:
        return restated.value != first.value
    return not one.overlaps(other)


def _implied(at: Key, first: Observation, groups: Groups) -> Iterator[Implied]:
    """What the first later report with level and growth of the next year implies."""
    if at.measure is not Measure.LEVEL or at.start_year != at.year:
        return
    year = at.year + 1
    following = at._replace(start_year=year, year=year)
    levels, rates = groups.get(following), groups.get(following._replace(measure=Measure.GROWTH, unit="%"))
    if levels is None or rates is None:
        return
    by_report = {row.report_id: row for row in _exact(stated_of_year(rates, year))}
    for level in _exact(stated_of_year(levels, year)):
        rate = by_report.get(level.report_id)
        if rate and level.report_id != first.report_id and (found := _before(level, rate)):
            yield found


def _exact(rows: Sequence[Observation]) -> Iterator[Observation]:
    return (row for row in rows if row.bound is Bound.EXACT)


def _before(level: Observation, rate: Observation) -> Implied | None:
    """The level of the year before; None where the digits do not show how it was rounded."""
    levels, rates = interval(level), interval(rate)
    if levels is None or rates is None or rates.low <= -_HUNDRED:
        return None
    figures = (
        _divided(level.value, rate.value),
        _divided(levels.low, rates.high),
        _divided(levels.high, rates.low),
    )
    return Implied(level, rate, *figures) if all(map(fits, figures)) else None


def _divided(level: Decimal, rate: Decimal) -> Decimal:
    times = EXACT.divide(EXACT.add(_HUNDRED, rate), _HUNDRED)
    return EXACT.divide(level, times).quantize(_SIX_DIGITS, context=EXACT)


def _consistent(first: Observation, implied: Implied | None) -> YesNo | None:
    stated = interval(first)
    if stated is None or implied is None:
        return None
    return _answer(not stated.distance(Interval(implied.low, implied.high)))


def _answer(fact: bool) -> YesNo:
    return YesNo.YES if fact else YesNo.NO
