"""The columns and filters of the ledger of targets; the examples come from the seed report."""

from __future__ import annotations

from dataclasses import replace

from app.model.comparison import CommitmentClass
from app.model.ledger import BoundChange, TargetChange
from app.store.declared import filters
from app.store.declared.comparison_fields import COMPARISON_FIELDS
from app.store.declared.comparison_filters import OUTCOME, PREFER, TOLERANCE, VINTAGE
from app.store.declared.fields import Field, decimal, integer, text
from app.store.declared.filters import Filter, choice

#: The columns of a comparison that a row without a target lacks.
_OF_TARGET = ("target_value", "target_bound", "commitment", "outcome", "tolerance", "confidence")
_COMPARED = {
    field.name: replace(field, nullable=field.nullable or field.name in _OF_TARGET)
    for field in COMPARISON_FIELDS
}
_LINE = (
    "region", "region_code", "scope", "indicator", "indicator_code", "category", "measure", "unit",
    "start_year", "year",
)  # fmt: skip # names read better on few lines
_TARGET = ("target_value", "target_value_high", "target_bound")
_RESULT = (
    "commitment", "commitment_class", "actual_value", "actual_bound", "actual_source", "previous_value",
    "gap", "outcome", "tolerance", "done_until", "done_share", "time_share", "confidence",
)  # fmt: skip # names read better on few lines
#: The columns that come from a comparison, in the order in which they are read.
OF_COMPARISON = (*_LINE, *_TARGET, *_RESULT, "actual_observation_id")

_HISTORY: tuple[Field, ...] = (
    decimal("midpoint", "The middle of a planned range; the target itself if it is not a range.", "6.5",
            nullable=True),
    decimal("own_previous_target", "The midpoint of the target for the period before, in the unit; null "
            "if none is known.", "null", nullable=True),
    text("target_change", "How midpoint compares with own_previous_target: raised, kept or lowered.", None,
         nullable=True),
    text("bound_change", "How firm the bound is compared with the one before: hardened, kept or softened. "
         "以上 and 以内 are firmer than a plain number, 左右 and ranges are softer.", None, nullable=True),
    text("dropped", "yes: the year before had a target, and this year's report sets none for the quantity, "
         "in any measure; else no.", "no"),
)  # fmt: skip # one field a line group reads as a table
_SUPERIOR: tuple[Field, ...] = (
    text("superior_region_code", "The place above: the city or province of a county, the nation for a "
         "province; null without a code.", "330200", nullable=True),
    decimal("superior_target_value", "The midpoint of its target for the same quantity and period.", "null",
            nullable=True),
    decimal("amplification", "midpoint - superior_target_value: 层层加码 if it is above 0.", "null",
            nullable=True),
    decimal("siblings_median", "Median of the targets of all places at its level with the same superior, "
            "including itself.", "6.5", nullable=True),
    decimal("siblings_deviation", "Standard deviation of these targets, to six digits.", "0", nullable=True),
    integer("siblings_rank", "Its rank among them, 1 for the most ambitious; equal targets share a rank.", 1,
            nullable=True),
    integer("siblings_stated", "n: how many of these places have the target.", 1, nullable=True),
    integer("siblings_held", "N: how many of these places have a report of the year in the database.", 1,
            nullable=True),
)  # fmt: skip # one field a line group reads as a table
_EVIDENCE: tuple[Field, ...] = (
    text("target_observation_id", "The observation that states the target; null if it was dropped.",
         "7ff155eea5d02666", nullable=True),
    text("previous_target_observation_id", "The observation that states the target before, else null.", None,
         nullable=True),
)  # fmt: skip # one field a line group reads as a table

#: Names of the columns about other places; rows can't be sorted by them.
OF_OTHERS = tuple(field.name for field in _SUPERIOR)
LEDGER_FIELDS: tuple[Field, ...] = (
    *(_COMPARED[name] for name in (*_LINE, *_TARGET)),
    *_HISTORY,
    *(_COMPARED[name] for name in _RESULT),
    *_SUPERIOR,
    *_EVIDENCE,
    _COMPARED["actual_observation_id"],
)


#: Filters that select whole lines, by the cells of comparisons.
OF_LINES: tuple[Filter, ...] = (
    *filters.PLACES,
    *filters.PLACES_ABOVE,
    filters.INDICATOR_CODE,
    filters.INDICATOR,
    filters.CATEGORY,
    filters.SCOPE,
    filters.UNIT,
    filters.PERIOD,
    TOLERANCE,
    PREFER,
    VINTAGE,
)
#: Filters that select rows of these lines.
OF_ROWS: tuple[Filter, ...] = (
    filters.MEASURE,
    *filters.YEARS,
    OUTCOME,
    choice("commitment_class", CommitmentClass, "How firmly the target is meant.", "binding"),
    choice("target_change", TargetChange, "How the target compares with the one before.", "lowered"),
    choice("bound_change", BoundChange, "How its bound compares with the one before.", "softened"),
    choice("dropped", ("yes", "no"), "Whether last year's target was not set again.", "yes"),
)
LEDGER_FILTERS: tuple[Filter, ...] = (*OF_LINES, *OF_ROWS)
