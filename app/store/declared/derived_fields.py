"""The columns of computed lists: changes, review, resolve, coverage, panel, summary, league.

Pure data, like ``fields``. The examples come from the seed report.
"""

from __future__ import annotations

from dataclasses import replace

from app.store.declared.fields import (
    CATEGORY,
    INDICATOR_CODE,
    OBSERVATION_FIELDS,
    REGION,
    REGION_CODE,
    REPORT_ID,
    UNIT,
    CellType,
    Field,
    decimal,
    integer,
    text,
    with_example,
)

_LEVEL = text(
    "level", "Level of government: national, province, city or county; null if unknown.", "county",
    nullable=True,
)  # fmt: skip # one field a line group reads as a table
_CODE = replace(with_example(INDICATOR_CODE, '"GDP"'), nullable=False, description="Code in the catalogue.")
_COMPARABLE = text(
    "comparable", "yes; no: the unit can't be converted to the one that most rows have.", "yes"
)
_REGIONS_STATED = integer(
    "regions_stated", "n: number of ranked regions: those with a value that can be compared.", 1
)
_FLAGS = Field("flags", CellType.LIST, False, "Doubts about the actual; empty if there are none.", "[]")
_REGIONS_HELD = integer("regions_held", "N: number of selected regions that have reports.", 1)

#: The fields of an observation in the answer to a question.
ANSWERED: tuple[str, ...] = (
    "id", "region", "region_code", "indicator", "indicator_code", "measure", "status", "value", "value_high",
    "bound", "unit", "scope", "start_year", "year", "report_id", "confidence", "sentence",
)  # fmt: skip # names read better on few lines
RESOLVE_FIELDS: tuple[Field, ...] = (
    integer("rank", "1 is the best answer.", 1),
    decimal("match", "How well it answers the question, 0 to 1.", "0.996"),
    Field("why", CellType.LIST, False, "How each part of the question was understood.",
          '["region: 鄞州 is 鄞州区 (330212)", "indicator: URBAN_NEW_JOBS is called so", '
          '"measure: level, no word names one", "status: actual, no word names one", "year: 2019"]'),
    *(field for name in ANSWERED for field in OBSERVATION_FIELDS if field.name == name),
)  # fmt: skip # one field a line group reads as a table

#: The fields of an observation that a reader of doubtful statements needs.
REVIEWED: tuple[str, ...] = (
    "id", "region", "region_code", "indicator", "indicator_code", "category", "measure", "status", "value",
    "value_high", "bound", "unit", "scope", "start_year", "year", "report_id", "value_text", "value_start",
    "value_end", "sentence_start", "sentence_end", "sentence", "flags", "confidence", "reader",
)  # fmt: skip # names read better on few lines
REVIEW_FIELDS: tuple[Field, ...] = (
    integer("weight", "How much it matters: 1, plus 2 with a code, plus 1 if the code is one of the 20 with "
            "the most observations, plus 1 for a target.", 3),
    *(field for name in REVIEWED for field in OBSERVATION_FIELDS if field.name == name),
    Field("alternatives", CellType.LIST, False, "Other names that may be right, the best first; empty in "
          "tables, whose names have no sentence.", "[]"),
)  # fmt: skip # one field a line group reads as a table

CHANGE_FIELDS: tuple[Field, ...] = (
    integer("sequence", "Number of the change: each is higher than all before it.", 1),
    text("change", "added, changed (its row is different now) or removed.", "added"),
    text("observation_id", "The observation; /v1/observations/{id} shows it unless it was removed.",
         "b0ca74dbccb5f04c"),
    REPORT_ID,
    text("changed_at", "Time of the change, UTC, ISO 8601; never earlier than that of the change before.",
         "2026-01-31T08:00:00Z"),
    text("correction_id", "The correction that was applied with this change, else null; see /v1/corrections.",
         None, nullable=True),
)  # fmt: skip # one field a line group reads as a table

COVERAGE_FIELDS: tuple[Field, ...] = (
    REGION_CODE,
    REGION,
    integer("year", "The year that values refer to.", 2019),
    _CODE,
    with_example(CATEGORY, '"economy"'),
    text("state", "stated; doubtful (stated, but only with flags); not_stated (the report that should "
         "state it exists and does not); not_held (there is no such report).", "stated"),
    integer("observations", "How many observations state it.", 4),
    text("report_id", "The report that should state it, null if it is missing: for actuals the one "
         "of the year after, for targets the one of the year itself.", "330212-2020", nullable=True),
)  # fmt: skip # one field a line group reads as a table

#: The first columns of a panel; a column for each year follows, with the year as name (``2019``).
PANEL_FIELDS: tuple[Field, ...] = (
    REGION_CODE,
    REGION,
    _LEVEL,
    with_example(UNIT, '"%"'),
    integer("period_years", "How many years the period of each value has: 1 for values of single years.", 1),
    _COMPARABLE,
)
#: The columns of each year. Every year has the first; the others are only there if they say something.
PANEL_YEARS: tuple[Field, ...] = (
    decimal("2019", "The value of that year, exact; null if no report states one.", "7", nullable=True),
    decimal("2019_high", "Upper end if the value is a range. Only for years with a range.", "null",
            nullable=True),
    text("2019_bound", "How the number limits the true one: exact, approx, min, max or range. Only for years "
         "in which some bound is not exact.", "exact", nullable=True),
    text("2019_source", "What states the value: report, bulletin, plan or table. Only if prefer or "
         "vintage is given.", "report", nullable=True),
)  # fmt: skip # one field a line group reads as a table

SUMMARY_FIELDS: tuple[Field, ...] = (
    replace(REGION_CODE, description="Code of the place; null unless counted by region."),
    replace(REGION, description="Name of the place; null unless counted by region."),
    replace(with_example(CATEGORY, "null"), nullable=True,
            description="The category; null unless counted by category."),
    replace(integer("year", "The year that targets are for; null unless counted by year.", 0, nullable=True),
            example="null"),
    integer("targets", "How many targets there are.", 89),
    integer("met", "How many of them were met.", 0),
    integer("missed", "How many of them were missed.", 0),
    integer("unreported", "How many of them have no actual in the report that should state it.", 0),
    integer("awaited", "How many of them wait for a report that is not in the database.", 89),
    decimal("met_share", "met / (met + missed), to four digits after the point; null if both are 0.",
            "null", nullable=True),
)  # fmt: skip # one field a line group reads as a table

LEAGUE_FIELDS: tuple[Field, ...] = (
    integer("rank", "Place among the regions, from 1; equal values share one; null if the value can't be "
            "compared.", 1, nullable=True),
    REGION_CODE,
    REGION,
    _LEVEL,
    decimal("value", "The value that ranks regions: attainment, gap, or the value of that measure.", "7"),
    with_example(UNIT, '"%"'),
    decimal("actual_value", "What was stated for the year.", "7"),
    decimal("target_value", "What was planned for the year; null unless ranked by attainment or gap.",
            "null", nullable=True),
    text("outcome", "met or missed; null unless ranked by attainment or gap.", None, nullable=True),
    text("actual_source", "What states the actual: report, bulletin, plan or table.", "report"),
    text("observation_id", "The observation that states the actual.", "6571f211cde870bf"),
    decimal("confidence", "Confidence of the actual; by attainment or gap that of the less sure side, "
            "actual or target.", "0.97"),
    _FLAGS,
    _COMPARABLE,
    _REGIONS_STATED,
    _REGIONS_HELD,
)  # fmt: skip # one field a line group reads as a table
