"""The filters of computed lists, such as changes, checks, coverage, panel, summary and league."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from app.model.correction import CorrectionState, Verdict
from app.model.coverage import CoverageState
from app.model.finding import CheckKind
from app.model.observation import Measure, Reader, Status
from app.store.declared.comparison_filters import (
    COMPARISON_FILTERS,
    PREFER,
    TOLERANCE,
    UNITS,
    VINTAGE,
    UnitChoice,
)
from app.store.declared.fields import CellType
from app.store.declared.filters import (
    CATEGORY,
    FLAG,
    INDICATOR,
    INDICATOR_CODE,
    LARGEST,
    LEVEL,
    MEASURE,
    PERIOD,
    PLACES,
    REPORT_ID,
    SCOPE,
    START_YEAR,
    STATUS,
    UNIT,
    UPDATED_SINCE,
    WORDS,
    YEAR,
    YEARS,
    Empty,
    Filter,
    Operator,
    Period,
    choice,
    end,
    equals,
)


class By(StrEnum):
    """What a summary counts by; the values are the choices of its parameter."""

    REGION = "region"
    CATEGORY = "category"
    YEAR = "year"


class Order(StrEnum):
    """What a league ranks by."""

    ATTAINMENT = "attainment"
    GAP = "gap"
    GROWTH = "growth"
    LEVEL = "level"
    SHARE = "share"


INDICATOR_NAME = replace(
    INDICATOR,
    same_as="indicator_code",
    description="The same by its code or any name in the catalogue, English too.",
)
_CODE = replace(INDICATOR_CODE, empty=Empty.REFUSED, description="Code in the catalogue (/v1/indicators).")
_ONE_CODE = replace(_CODE, repeatable=False)
_ONE_NAME = replace(INDICATOR_NAME, repeatable=False)
_ONE_STATUS = replace(STATUS, repeatable=False, default=Status.ACTUAL.value)
_WHOLE_REGION = replace(
    SCOPE,
    repeatable=False,
    default="",
    description="Exact narrower coverage; without it the region as a whole.",
)

ANNUAL = replace(PERIOD, default=Period.ANNUAL.value)
"""Values of single years by default: values of several years are never of the same quantity."""

REVIEW_FILTERS: tuple[Filter, ...] = (
    replace(
        end(
            "below", "confidence", Operator.SERVICE, CellType.DECIMAL, "Confidence below this, 0 to 1.", "0.9"
        ),
        default="0.9",
    ),
    *PLACES,
    LEVEL,
    CATEGORY,
    INDICATOR_CODE,
    INDICATOR_NAME,
    MEASURE,
    STATUS,
    *YEARS,
    REPORT_ID,
    FLAG,
)

CHANGE_FILTERS: tuple[Filter, ...] = (
    replace(
        end(
            "since",
            "sequence",
            Operator.AFTER,
            CellType.INTEGER,
            "Changes after the one with this number.",
            "0",
        ),
        lowest=0,
        highest=LARGEST,
    ),
    replace(
        UPDATED_SINCE, column="changed_at", description="Changes of then or later, by date or time in UTC."
    ),
    choice("change", ("added", "changed", "removed"), "What happened to the observation.", "removed"),
    REPORT_ID,
)

COVERAGE_FILTERS: tuple[Filter, ...] = (
    *PLACES,
    LEVEL,
    *YEARS,
    _CODE,
    INDICATOR_NAME,
    CATEGORY,
    replace(MEASURE, description="Kind of figure that counts as stated; without it any."),
    _ONE_STATUS,
    choice("state", CoverageState, "What is known about the value.", "not_stated"),
)

_UNITS = replace(UNITS, default=UnitChoice.BASE.value)

PANEL_FILTERS: tuple[Filter, ...] = (
    _ONE_CODE,
    _ONE_NAME,
    replace(MEASURE, repeatable=False, required=True),
    _ONE_STATUS,
    PREFER,
    VINTAGE,
    _WHOLE_REGION,
    UNIT,
    _UNITS,
    replace(PERIOD, description=f"{PERIOD.description} Annual if it is not given; multi for average growth."),
    START_YEAR,
    *PLACES,
    LEVEL,
    *YEARS,
)

SUMMARY_FILTERS: tuple[Filter, ...] = (
    replace(
        choice("by", By, "What targets are counted by; several give each combination.", "year"),
        operator=Operator.SERVICE,
        default=By.REGION.value,
    ),
    *(ANNUAL if row is PERIOD else row for row in COMPARISON_FILTERS if row.name != UNITS.name),
)

LEAGUE_FILTERS: tuple[Filter, ...] = (
    _ONE_CODE,
    _ONE_NAME,
    replace(YEAR, repeatable=False, required=True, description="The year that values refer to."),
    replace(
        choice(
            "by",
            Order,
            "What regions are ranked by: how much of a planned level was reached, how far the actual is "
            "from the target, or the actual value of that measure.",
            "growth",
        ),
        operator=Operator.SERVICE,
        repeatable=False,
        default=Order.ATTAINMENT.value,
    ),
    replace(
        choice("measure", Measure, "With by=gap: the kind of figure whose targets count.", "growth"),
        repeatable=False,
        default=Measure.GROWTH.value,
    ),
    _UNITS,
    ANNUAL,
    START_YEAR,
    TOLERANCE,
    PREFER,
    VINTAGE,
    *PLACES,
    LEVEL,
)

RESOLVE_FILTERS: tuple[Filter, ...] = (
    replace(
        WORDS,
        column="why",
        operator=Operator.SERVICE,
        required=True,
        description="A question for one observation: place, year, quantity, in any order; words such as 目标 "
        "(target), 增速 (growth), 占比 (share) say which figure.",
        example="鄞州2019年新增就业",
    ),
)

CORRECTION_FILTERS: tuple[Filter, ...] = (
    REPORT_ID,
    choice("verdict", Verdict, "What the reader says.", "change"),
    choice("reader", (Reader.PERSON, Reader.MODEL), "A person or a model.", "person"),
    equals("reader_name", CellType.TEXT, "Exact name of the reader.", "李敏"),
    choice("state", CorrectionState, "Its state after the last reading of the report.", "orphaned"),
)
CHECK_FILTERS: tuple[Filter, ...] = (
    choice("kind", CheckKind, "What was compared.", "conflict"),
    choice("judgement", ("doubtful", "revision"), "Which side is in doubt.", "doubtful"),
    *YEARS,
    INDICATOR_CODE,
    INDICATOR_NAME,
    *PLACES,
    MEASURE,
    REPORT_ID,
)
