"""The columns of comparisons: pure data, like ``fields``. The examples come from the seed report."""

from __future__ import annotations

from dataclasses import replace

from app.store.declared.fields import (
    PLACE_ABOVE,
    Field,
    decimal,
    integer,
    text,
)
from app.store.declared.quantity_fields import ExampleQuantity, quantity_fields

COMPARISON_FIELDS: tuple[Field, ...] = (
    *quantity_fields(
        ExampleQuantity("地区生产总值", "GDP", "economy", "growth", "%", 2020),
        indicator="Name of the quantity as the target states it.",
        start_year="First year of the target's period; equal to year for a single year.",
        year="The year that the target is for; for a period its last year.",
    ),
    text("vintage", "Whose actual this is if several texts state it: that of the first report; or of the "
         "latest, or of a preferred bulletin or report, if it states another one.", "first"),
    decimal("target_value", "What was planned for the year.", "6.5"),
    decimal("target_value_high", "Upper end of a planned range, else null.", "null", nullable=True),
    text("target_bound", "How the planned number limits: exact, approx, min, max or range.", "approx"),
    decimal("actual_value", "The result; null while unknown.", "null", nullable=True),
    text("actual_bound", "How the actual number limits the true one; null while unknown.", None,
          nullable=True),
    decimal("previous_value", "The actual of the year before, else null.", "7", nullable=True),
    decimal("ambition", "target_value - previous_value, in the unit; null if either is unknown.", "-0.5",
             nullable=True),
    decimal("gap", "actual_value - target_value, in the unit; against a range the distance to its nearer "
             "end, 0 inside; null while the actual is unknown.", "null", nullable=True),
    decimal("attainment", "actual_value / target_value for levels, to six digits after the point; else "
             "null.", "null", nullable=True),
    text("outcome", "met; missed; unreported: the report that would state the actual is in the database and "
         "does not state it; awaited: that report is not in the database.", "awaited"),
    decimal("tolerance", "The deviation that the outcome allows, in the unit.", "0.325"),
    text("tolerance_rule", "Why: none (the bound allows none); approx_5_percent (左右 allows 5% of the "
         "target); approx_0.1_points (of a percentage at least 0.1); off (the query has tolerance=0).",
         "approx_5_percent"),
    text("match_reason", "Why the actual is taken to be of the target's quantity: code; name (equal names); "
         "counter (another counter, 家 for 户); unit (another unit of its family, 亩 for 公顷); synonym "
         "(names with the same meaning); null while the actual is unknown.", None, nullable=True),
    decimal("match", "Measured share of right matches with that reason, 0 to 1.", "null",
            nullable=True),
    decimal("confidence", "The lower confidence of target and actual, 0 to 1.", "0.97"),
    text("commitment", "The word that says how firmly the target is meant (力争, 确保), else empty.", "奋力"),
    text("commitment_class", "binding (确保, 必须), expected (预期, 左右) or striving (力争, 争取); null "
         "without such a word.", "striving", nullable=True),
    replace(
        integer("done_until", "For a target of several years: the last year before its end with a known "
                "value, else null.", 0, nullable=True),
        example="null",
    ),
    decimal("done_share", "The share of such a target that was done by the end of done_until, to six digits.",
            "null", nullable=True),
    decimal("time_share", "The share of its period that had passed by then.", "null", nullable=True),
    text("actual_source", "What states the actual: report, bulletin, plan or table; null while unknown.",
          None, nullable=True),
    text("target_report_id", "The report that states the target.", "330212-2020"),
    text("actual_report_id", "The report that states the actual, else null.", None, nullable=True),
    text("target_observation_id", "The observation that states the target.", "7ff155eea5d02666"),
    text("actual_observation_id", "The observation that states the actual, else null.", None,
          nullable=True),
    text("previous_observation_id", "The observation that states the year before, else null.",
          "6571f211cde870bf", nullable=True),
    *PLACE_ABOVE,
)  # fmt: skip # one field a line group reads as a table
