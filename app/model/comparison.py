"""A target and its result."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.model.observation import Bound, Measure, SourceKind
from app.model.report import Level


class Outcome(StrEnum):
    """Whether a target was met.

    ``unreported``: the report that would state the result is in the database and does not state it;
    ``awaited``: that report is not in the database.
    """

    MET = "met"
    MISSED = "missed"
    UNREPORTED = "unreported"
    AWAITED = "awaited"


class Vintage(StrEnum):
    """Whose actual counts where several texts state it.

    ``bulletin`` and ``report``: the first text of that kind; where none states it, the first of any kind.
    """

    FIRST = "first"
    LATEST = "latest"
    BULLETIN = "bulletin"
    REPORT = "report"


class ToleranceRule(StrEnum):
    """Why a target allows a deviation, or why it allows none."""

    NONE = "none"
    """Its bound allows none."""
    SHARE = "approx_5_percent"
    """左右 allows 5% of the target."""
    POINTS = "approx_0.1_points"
    """左右 allows at least 0.1 for percentages, where 5% would be less."""
    OFF = "off"
    """Its bound would allow some; the row is judged without it."""


class CommitmentClass(StrEnum):
    """How firmly a target is meant."""

    BINDING = "binding"
    EXPECTED = "expected"
    STRIVING = "striving"


class Match(StrEnum):
    """Why two observations are considered to state the same quantity, the strictest reason first."""

    CODE = "code"
    NAME = "name"
    COUNTER = "counter"
    UNIT = "unit"
    SYNONYM = "synonym"


@dataclass(frozen=True, slots=True)
class Pace:
    """How much of a target of several years was done by the end of a year, and of its time over."""

    year: int
    done_share: Decimal
    time_share: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """The contract's comparison row: one (region, scope, indicator, measure, year) with a target.

    ``vintages``: those in which this target has the same actual; ``vintage`` is the first of them.
    """

    region: str | None
    region_code: str | None
    scope: str
    indicator: str
    indicator_code: str | None
    category: str
    level: Level | None
    province: str | None
    province_code: str | None
    city: str | None
    measure: Measure
    unit: str
    start_year: int
    year: int
    vintage: Vintage
    vintages: tuple[Vintage, ...]
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
    tolerance_rule: ToleranceRule
    match_reason: Match | None
    match: Decimal | None
    confidence: Decimal
    commitment: str
    commitment_class: CommitmentClass | None
    done_until: int | None
    done_share: Decimal | None
    time_share: Decimal | None
    actual_source: SourceKind | None
    target_report_id: str
    actual_report_id: str | None
    target_observation_id: str
    actual_observation_id: str | None
    previous_observation_id: str | None
