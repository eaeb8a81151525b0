"""A target compared with the one before it, with its superior's and with those of its siblings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from app.model.better import Better
from app.model.digits import EXACT
from app.model.ledger import BoundChange, TargetChange
from app.model.observation import Bound

_TWO = Decimal(2)
_SIX_DIGITS = Decimal("0.000001")
#: How firm a wording is: 以上 and 以内 are limits; a plain number may be missed a little, and 左右 says so.
_FIRMNESS = {Bound.MIN: 2, Bound.MAX: 2, Bound.EXACT: 1, Bound.APPROX: 0, Bound.RANGE: 0}


@dataclass(frozen=True, slots=True)
class Among:
    """Where a target stands among the targets of its siblings, itself included.

    ``deviation`` is the standard deviation of all these targets, to six digits. ``rank`` is 1 for the most
    ambitious; equal targets share a rank.
    """

    median: Decimal
    deviation: Decimal
    rank: int
    stated: int


def midpoint(value: Decimal, high: Decimal | None) -> Decimal:
    """The middle of a range, or the value itself where there is no range."""
    return value if high is None else EXACT.divide(EXACT.add(value, high), _TWO)


def target_change(now: Decimal, before: Decimal) -> TargetChange:
    """Compare two targets by their numbers alone: a lower limit of unemployment counts as lowered."""
    if now == before:
        return TargetChange.KEPT
    return TargetChange.RAISED if now > before else TargetChange.LOWERED


def bound_change(now: Bound, before: Bound) -> BoundChange:
    """Compare how firm two wordings are: from 7%以上 to 7%左右 is softened."""
    one, other = _FIRMNESS[now], _FIRMNESS[before]
    if one == other:
        return BoundChange.KEPT
    return BoundChange.HARDENED if one > other else BoundChange.SOFTENED


def among(own: Decimal, targets: Sequence[Decimal], better: Better | None) -> Among:
    """Where a target stands among the targets of its siblings, itself included."""
    more = [other for other in targets if (other < own if better is Better.LOWER else other > own)]
    return Among(_rounded(Decimal(median(targets))), _deviation(targets), len(more) + 1, len(targets))


def _deviation(targets: Sequence[Decimal]) -> Decimal:
    mean = EXACT.divide(_sum(targets), Decimal(len(targets)))
    squares = [EXACT.power(EXACT.subtract(target, mean), _TWO) for target in targets]
    return _rounded(EXACT.sqrt(EXACT.divide(_sum(squares), Decimal(len(targets)))))


def _sum(values: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_SIX_DIGITS, context=EXACT)
