"""Rows that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class CheckKind(StrEnum):
    """What a check compares."""

    GROWTH = "growth"
    """A level, its growth and the level of the year before do not fit within rounding."""
    CONFLICT = "conflict"
    """One report states several exact values of one quantity."""
    OVER_WHOLE = "over_whole"
    """A share is over 100 %, or a part is greater than its whole."""
    MAGNITUDE = "magnitude"
    """A value is many times what the place states for other years."""
    TARGET_IS_RESULT = "target_is_result"
    """A target equals the result that the same report states for the year before."""
    CUMULATIVE = "cumulative"
    """A value of one year looks like the sum of several."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found about one observation.

    ``expected_low`` to ``expected_high`` is the interval in which the value would fit the other
    observations; ``distance`` is how far it lies outside, in the unit of the value. ``doubtful`` says
    whether the observation itself is more likely wrong than the others; a finding that is not doubtful
    may be a revision by the government.
    """

    kind: CheckKind
    observation_id: str
    other_observation_ids: tuple[str, ...]
    value: Decimal
    expected_low: Decimal | None
    expected_high: Decimal | None
    distance: Decimal | None
    doubtful: bool
