"""The columns and filters of restatements; the examples are about a place that does not exist."""

from __future__ import annotations

from dataclasses import replace

from app.model.restatement import YesNo
from app.store.declared import filters
from app.store.declared.fields import Field, decimal, text
from app.store.declared.filters import Empty, Filter, choice
from app.store.declared.quantity_fields import ExampleQuantity, quantity_fields

RESTATEMENT_FIELDS: tuple[Field, ...] = (
    *quantity_fields(
        ExampleQuantity("固定资产投资", "FIXED_ASSET_INVESTMENT", "investment", "level", "元", 2019),
        indicator="Name of the quantity as it was first stated.",
        start_year="First year of the period; equal to year for a single year.",
        year="Year of the value; for a period its last year.",
    ),
    decimal("first_value", "The value as the first report states it.", "10000000000"),
    text("first_report_id", "That report.", "330212-2020"),
    decimal("restated_value", "The value as the last report states it, else null.", "null", nullable=True),
    text("restated_report_id", "That report.", None, nullable=True),
    decimal("revision", "restated_value - first_value; null if it was not stated again.", "null",
            nullable=True),
    text("changed", "Whether the restated value differs, allowing for rounding: yes or no; null without "
         "one.", None, nullable=True),
    decimal("implied_value", "Level of the next year / (1 + its growth), as one later report states both; "
            "null if none does, or if growth is at comparable prices.", "9166666666.666667",
            nullable=True),
    decimal("implied_low", "Least value that fits the rounding of both.", "9160000000", nullable=True),
    decimal("implied_high", "Greatest value that fits the rounding of both.", "9173553719.008264",
            nullable=True),
    text("implied_report_id", "The report that states both.", "330212-2021", nullable=True),
    decimal("implied_revision", "implied_value - first_value.", "-833333333.333333", nullable=True),
    text("consistent", "Whether the first value, as it is rounded, can be the implied one: yes or no; no "
         "means that the base of the growth was revised, or that a figure is wrong.", "no", nullable=True),
    decimal("confidence", "The lowest confidence of the observations, 0 to 1.", "0.95"),
    text("first_observation_id", "The observation that states the first value.", "b0ca74dbccb5f04c"),
    text("restated_observation_id", "The observation that states the last, else null.", None, nullable=True),
    text("level_observation_id", "The observation of the next year's level, else null.", "6571f211cde870bf",
         nullable=True),
    text("growth_observation_id", "The observation of the next year's growth, else null.", "7ff155eea5d02666",
         nullable=True),
)  # fmt: skip # one field a line group reads as a table

RESTATEMENT_FILTERS: tuple[Filter, ...] = (
    *filters.OF_QUANTITY,
    *filters.PLACES_ABOVE,
    filters.MEASURE,
    filters.SCOPE,
    filters.UNIT,
    replace(
        choice("changed", YesNo, "Whether the restated value differs; empty: not stated again.", "yes"),
        empty=Empty.NULL,
    ),
    replace(
        choice("consistent", YesNo, "Whether the first value fits the implied one; empty: unknown.", "no"),
        empty=Empty.NULL,
    ),
    filters.CONFIDENCE_FROM,
)
