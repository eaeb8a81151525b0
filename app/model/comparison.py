"""A target beside what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.model.observation import Bound, Measure


class Outcome(StrEnum):
    """What came of a target."""

    MET = "met"
    MISSED = "missed"
    PENDING = "pending"


class Better(StrEnum):
    """Which way an indicator should go (the catalogue's ``better``)."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Vintage(StrEnum):
    """Which report's actual counts where several state it."""

    FIRST = "first"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The contract's comparison row: one (region, scope, indicator, measure, year) with a target."""

    region: str | None
    region_code: str | None
    scope: str
    indicator: str
    indicator_code: str | None
    category: str
    measure: Measure
    unit: str
    year: int
    vintage: Vintage
    target_value: Decimal
    target_value_high: Decimal | None
    target_bound: Bound
    actual_value: Decimal | None
    actual_bound: Bound | None
    previous_value: Decimal | None
    ambition: Decimal | None
    gap: Decimal | None
    attainment: Decimal | None
    outcome: Outcome
    tolerance: Decimal
    target_observation_id: str
    actual_observation_id: str | None
    previous_observation_id: str | None
