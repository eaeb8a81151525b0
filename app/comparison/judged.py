"""Makes the rows of comparisons for a target and its result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.comparison.outcome import NOTHING, ambition, judge, tolerance
from app.lexicon.commitments import commitment_class
from app.lexicon.matches import load_matches
from app.model.better import Better
from app.model.comparison import Comparison, Match, Outcome, Pace, ToleranceRule, Vintage
from app.model.observation import Observation

#: Fields of a comparison by name.
Fields = dict[str, Any]
#: Fields that a comparison takes from its target as they are.
_OF_THE_TARGET = (
    "region", "region_code", "level", "province", "province_code", "city", "scope", "indicator",
    "indicator_code", "category", "measure", "unit", "start_year", "year", "commitment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A target with its result, in one unit; ``unknown`` is the outcome without a result.

    ``vintages`` are those in which the actual is this one.
    """

    target: Observation
    actual: Observation | None
    previous: Observation | None
    reason: Match | None
    vintages: tuple[Vintage, ...]
    unknown: Outcome
    pace: Pace | None


def judged(pair: Pair, better: Better | None) -> Iterator[Comparison]:
    """The row, judged with the tolerance of its wording and, if there is one, also without it."""
    allowed, rule = tolerance(pair.target)
    yield _comparison(pair, better, allowed, rule)
    if rule is not ToleranceRule.NONE:
        yield _comparison(pair, better, NOTHING, ToleranceRule.OFF)


def _comparison(pair: Pair, better: Better | None, allowed: Decimal, rule: ToleranceRule) -> Comparison:
    target, actual, previous = pair.target, pair.actual, pair.previous
    before = previous.value if previous else None
    result = judge(target, actual.value if actual else None, better, allowed, pair.unknown)
    return Comparison(
        **{name: getattr(target, name) for name in _OF_THE_TARGET},
        **_evidence(pair),
        **_progress(pair.pace),
        vintage=pair.vintages[0],
        vintages=pair.vintages,
        target_value=target.value,
        target_value_high=target.value_high,
        target_bound=target.bound,
        actual_value=actual.value if actual else None,
        actual_bound=actual.bound if actual else None,
        previous_value=before,
        ambition=ambition(target, before),
        gap=result.gap,
        attainment=result.attainment,
        outcome=result.outcome,
        tolerance=allowed,
        tolerance_rule=rule,
        match_reason=pair.reason,
        match=load_matches()[pair.reason] if pair.reason else None,
        confidence=_lower(target, actual),
        commitment_class=commitment_class(target.commitment, target.bound_text),
    )


def _evidence(pair: Pair) -> Fields:
    """Which reports and observations state the three values."""
    target, actual, previous = pair.target, pair.actual, pair.previous
    return {
        "target_report_id": target.report_id,
        "target_observation_id": target.id,
        "actual_report_id": actual.report_id if actual else None,
        "actual_observation_id": actual.id if actual else None,
        "actual_source": actual.source_kind if actual else None,
        "previous_observation_id": previous.id if previous else None,
    }


def _progress(pace: Pace | None) -> Fields:
    """How far a target of several years has come."""
    return {
        "done_until": pace.year if pace else None,
        "done_share": pace.done_share if pace else None,
        "time_share": pace.time_share if pace else None,
    }


def _lower(target: Observation, actual: Observation | None) -> Decimal:
    """The confidence of the side that is less sure."""
    return min(target.confidence, actual.confidence) if actual else target.confidence
