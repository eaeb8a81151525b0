"""Outcomes: whether a target was met, by how much, and which deviation its wording allows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.model.better import Better
from app.model.comparison import Outcome, ToleranceRule
from app.model.digits import EXACT, fits
from app.model.observation import Bound, Measure, Observation

NOTHING = Decimal(0)
#: The deviation that 左右 allows, as a share of the target (contract: 5%, at least 0.1 for percentages).
_APPROX_SHARE = Decimal("0.05")
_APPROX_POINTS = Decimal("0.1")
_PERCENTAGES = ("%", "个百分点")
_SIX_DIGITS = Decimal("0.000001")
_CHANGES = (Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.CHANGE)


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a target, with ``gap`` and ``attainment`` as in the contract."""

    outcome: Outcome
    gap: Decimal | None
    attainment: Decimal | None


def judge(
    target: Observation,
    actual: Decimal | None,
    better: Better | None,
    allowed: Decimal = NOTHING,
    unknown: Outcome = Outcome.AWAITED,
) -> Result:
    """Judge a target by its result.

    Args:
        target: the plan.
        actual: what happened, in the same unit; None while unknown.
        better: which direction is good by the catalogue. None for quantities without a code, where the target
            decides: lower is better for a planned fall, else higher. For a rank lower is always better, for
            the completion of a plan higher.
        allowed: the allowed deviation, in the unit: see ``tolerance``.
        unknown: the outcome where ``actual`` is None.
    """
    if actual is None:
        return Result(unknown, None, None)
    direction = _direction(target, better)
    met = _met(target, actual, direction, allowed)
    return Result(Outcome.MET if met else Outcome.MISSED, _gap(target, actual), _attainment(target, actual))


def is_missed(target: Observation, actual: Decimal, better: Better | None) -> bool:
    """Whether a result in the unit of the target misses it, with the deviation that the wording allows."""
    return judge(target, actual, better, tolerance(target)[0]).outcome is Outcome.MISSED


def tolerance(target: Observation) -> tuple[Decimal, ToleranceRule]:
    """The deviation that the wording allows, in the unit, and why: 5% of an approximate target.

    For percentages it is at least 0.1, so 0.4% meets 0.5%左右. Other bounds allow no deviation.
    """
    if target.bound is not Bound.APPROX:
        return NOTHING, ToleranceRule.NONE
    share = EXACT.multiply(abs(target.value), _APPROX_SHARE)
    if target.unit in _PERCENTAGES and share < _APPROX_POINTS:
        return _APPROX_POINTS, ToleranceRule.POINTS
    return share, ToleranceRule.SHARE


def ambition(target: Observation, previous: Decimal | None) -> Decimal | None:
    """How far the target lies from the actual of the year before; None where that is unknown."""
    return None if previous is None else EXACT.subtract(target.value, previous)


def _direction(target: Observation, better: Better | None) -> Better:
    if target.measure is Measure.RANK:
        return Better.LOWER
    if target.measure is Measure.COMPLETION:
        return Better.HIGHER
    if better is not None:
        return better
    return Better.LOWER if target.measure in _CHANGES and target.value < 0 else Better.HIGHER


def _met(target: Observation, actual: Decimal, better: Better, margin: Decimal) -> bool:
    bound = target.bound
    if bound is Bound.RANGE:
        low, high = _ends(target)
    else:
        low, high = EXACT.subtract(target.value, margin), EXACT.add(target.value, margin)
    # A bound in words bounds the magnitude: 下降3%以上 is met by -3.5.
    if bound in (Bound.MIN, Bound.MAX):
        at_least = (bound is Bound.MIN) == (target.value >= 0)
        return actual >= low if at_least else actual <= high
    if better is Better.HIGHER:
        return actual >= low
    return actual <= high if better is Better.LOWER else low <= actual <= high


def _ends(target: Observation) -> tuple[Decimal, Decimal]:
    """The ends of a range, the lower first: 下降3%至5% is from -5 to -3."""
    other = target.value if target.value_high is None else target.value_high
    return min(target.value, other), max(target.value, other)


def _gap(target: Observation, actual: Decimal) -> Decimal:
    if target.bound is not Bound.RANGE:
        return EXACT.subtract(actual, target.value)
    low, high = _ends(target)
    nearer = min(max(actual, low), high)
    return EXACT.subtract(actual, nearer)


def _attainment(target: Observation, actual: Decimal) -> Decimal | None:
    if target.measure is not Measure.LEVEL or not target.value:
        return None
    attained = EXACT.divide(actual, target.value).quantize(_SIX_DIGITS, context=EXACT)
    # Many trillion times the target is a mistake of the text, and no figure.
    return attained if fits(attained) else None
