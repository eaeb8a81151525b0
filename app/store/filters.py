"""The filters of every list, one row each: the single source for the query, OpenAPI and the docs.

To add a filter, add a row here (and an index in a migration where it selects few rows of many).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from app.model.comparison import Outcome, Vintage
from app.model.observation import Bound, Measure, Status
from app.model.report import Level
from app.store.fields import Kind


class Operator(StrEnum):
    """How a filter's values select rows; several values of one filter mean "any of"."""

    EQUALS = "equals"
    FROM = "from"
    TO = "to"
    CONTAINS = "contains"
    WORDS = "words"


class Empty(StrEnum):
    """What an empty value of a filter means: a mistake, "rows without one", or the empty text itself."""

    REFUSED = "refused"
    NULL = "null"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Filter:
    """One query parameter.

    ``column`` is the field that it selects by. ``choices`` names all valid values where they are
    few and fixed; ``vocabulary`` names the table that knows them (categories, indicators, regions)
    where only the services can. ``repeatable``: several values may be given, any of them selects.
    """

    name: str
    column: str
    operator: Operator
    kind: Kind
    description: str
    example: str
    choices: tuple[str, ...] = ()
    vocabulary: str | None = None
    empty: Empty = Empty.REFUSED
    repeatable: bool = True


def _choice(name: str, choices: type[StrEnum], description: str, example: str) -> Filter:
    values = tuple(choices)
    return Filter(name, name, Operator.EQUALS, Kind.TEXT, description, example, choices=values)


def _equals(name: str, kind: Kind, description: str, example: str) -> Filter:
    return Filter(name, name, Operator.EQUALS, kind, description, example)


def _end(name: str, column: str, operator: Operator, kind: Kind, description: str, example: str) -> Filter:
    return Filter(name, column, operator, kind, description, example, repeatable=False)


_CATEGORY = replace(
    _equals("category", Kind.TEXT, "Category code; /v1/categories lists them.", "fiscal"),
    vocabulary="categories",
)
_INDICATOR_CODE = replace(
    _equals(
        "indicator_code",
        Kind.TEXT,
        "Code in the catalogue (/v1/indicators); empty for quantities without a code.",
        "GDP",
    ),
    vocabulary="indicators",
    empty=Empty.NULL,
)
_INDICATOR = _equals("indicator", Kind.TEXT, "Exact name of the quantity.", "地区生产总值")
_REGION_CODE = replace(
    _equals(
        "region_code",
        Kind.TEXT,
        "Six-digit GB/T 2260 code of the place; empty for places without a code.",
        "330212",
    ),
    vocabulary="regions",
    empty=Empty.NULL,
)
_REGION = _equals("region", Kind.TEXT, "Exact name of the place.", "鄞州区")
_SCOPE = replace(
    _equals("scope", Kind.TEXT, "Exact narrower coverage; empty for the region as a whole.", "区本级"),
    empty=Empty.TEXT,
)
_MEASURE = _choice("measure", Measure, "Kind of figure.", "growth")
_STATUS = _choice("status", Status, "What happened or what is planned.", "actual")
_LEVEL = replace(_choice("level", Level, "Level of government.", "county"), empty=Empty.NULL)
_UNIT = _equals("unit", Kind.TEXT, "Exact unit, without multiplier.", "元")
_REPORT_ID = _equals("report_id", Kind.TEXT, "Id of the report that states it.", "330212-2020")
_YEAR = _equals("year", Kind.INTEGER, "Last year that the value refers to.", "2019")
_YEAR_FROM = _end("year_from", "year", Operator.FROM, Kind.INTEGER, "This year and later.", "2018")
_YEAR_TO = _end("year_to", "year", Operator.TO, Kind.INTEGER, "This year and earlier.", "2020")
_REPORT_YEAR = _equals("report_year", Kind.INTEGER, "Year of delivery.", "2020")
_WORDS = Filter(
    "q",
    "sentence",
    Operator.WORDS,
    Kind.TEXT,
    "Words in names and sentences, separated by spaces; all must occur.",
    "养老",
    repeatable=False,
)

OBSERVATION_FILTERS: tuple[Filter, ...] = (
    _CATEGORY,
    _YEAR,
    _YEAR_FROM,
    _YEAR_TO,
    _INDICATOR_CODE,
    _INDICATOR,
    _REGION_CODE,
    _REGION,
    _STATUS,
    _MEASURE,
    _REPORT_ID,
    _SCOPE,
    _UNIT,
    _choice("bound", Bound, "How the number limits the true one.", "min"),
    _end("value_from", "value", Operator.FROM, Kind.DECIMAL, "Values from this one on, in the unit.", "0.5"),
    _end("value_to", "value", Operator.TO, Kind.DECIMAL, "Values up to this one, in the unit.", "1000000"),
    Filter("flag", "flags", Operator.CONTAINS, Kind.TEXT, "Observations with this doubt.", "fallback_name"),
    Filter("rule", "rules", Operator.CONTAINS, Kind.TEXT, "Observations made by this rule.", "name.own"),
    _WORDS,
)

COMPARISON_FILTERS: tuple[Filter, ...] = (
    _CATEGORY,
    _YEAR,
    _YEAR_FROM,
    _YEAR_TO,
    _INDICATOR_CODE,
    _INDICATOR,
    _REGION_CODE,
    _REGION,
    _MEASURE,
    _SCOPE,
    _UNIT,
    _choice("outcome", Outcome, "What came of the target.", "met"),
    replace(
        _choice("vintage", Vintage, "Whose actual counts: first (default) or latest.", "latest"),
        repeatable=False,
    ),
    replace(
        _WORDS, description="Words in the target's name and sentence, separated by spaces; all must occur."
    ),
)

REPORT_FILTERS: tuple[Filter, ...] = (
    _REGION_CODE,
    _REGION,
    _LEVEL,
    _REPORT_YEAR,
    _end("report_year_from", "report_year", Operator.FROM, Kind.INTEGER, "Delivered then or later.", "2018"),
    _end("report_year_to", "report_year", Operator.TO, Kind.INTEGER, "Delivered then or earlier.", "2020"),
)

INDICATOR_FILTERS: tuple[Filter, ...] = (
    _CATEGORY,
    replace(_INDICATOR_CODE, empty=Empty.REFUSED, description="Code in the catalogue."),
    replace(
        _WORDS,
        column="name_zh",
        description="Words in names and definitions; all must occur.",
        example="收入",
    ),
)

#: What the counts of /v1/categories, /v1/years and /v1/regions can be narrowed by.
COUNT_FILTERS: tuple[Filter, ...] = (
    _CATEGORY,
    _YEAR,
    _YEAR_FROM,
    _YEAR_TO,
    _INDICATOR_CODE,
    _REGION_CODE,
    _STATUS,
    _MEASURE,
    _REPORT_ID,
)

REGION_FILTERS: tuple[Filter, ...] = (_REGION_CODE, _REGION, _LEVEL)
