"""The filters of every list, one row for each: the single source for the query, OpenAPI and the docs.

To add a filter, add a row here, and an index in a migration if it selects few rows of many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.model.flags import Flag
from app.model.observation import Bound, Measure, Reader, SourceKind, Status
from app.model.report import Level
from app.store.declared.fields import CellType

FIRST_YEAR, LAST_YEAR = 1000, 2999
LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON reads exactly."""


class Operator(StrEnum):
    """How a filter's values select rows; several values of one filter mean "any of"."""

    EQUALS = "equals"
    FROM = "from"
    TO = "to"
    AFTER = "after"
    #: Like ``FROM``, of a column with seconds since 1970.
    SINCE = "since"
    #: The rows of reports, by the reports' ids.
    REPORT = "report"
    CONTAINS = "contains"
    #: A list of rules that contains one.
    RULE = "rule"
    WORDS = "words"
    #: A region and all regions below it, by the first digits of their codes.
    WITHIN = "within"
    #: A region by its codes, or by its name if it has none.
    PLACE = "place"
    #: A quantity by its code in the catalogue, or by its name.
    QUANTITY = "quantity"
    #: Whether a value is of a single year or of several.
    PERIOD = "period"
    #: Comparisons by whose actual counts.
    PREFERRED = "preferred"
    #: The newest year of each series among the rows that the other filters select.
    LATEST = "latest"
    #: Not a condition on rows of a table: the service uses it.
    SERVICE = "service"


class Period(StrEnum):
    """Whether a value is of a single year or of several."""

    ANNUAL = "annual"
    MULTI = "multi"


class Empty(StrEnum):
    """What an empty value of a filter means: a mistake, "rows without one", or the empty text itself."""

    REFUSED = "refused"
    NULL = "null"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Filter:
    """One query parameter.

    ``column`` is the field that it selects by. ``choices`` lists all valid values if they are few and
    fixed; otherwise ``vocabulary`` may name the table that has them (categories, indicators, regions).
    ``repeatable``: several values may be given, and rows with any of them are selected. ``required``: every
    query of the list must have it. ``default``: the value if none is given. ``lowest`` and ``highest`` limit
    whole numbers, by default to years. ``means`` maps a value to the cells that it stands for, if they are
    not the value itself. ``same_as`` names the filter that this one is another name of; only one of the two
    can be given.
    """

    name: str
    column: str
    operator: Operator
    kind: CellType
    description: str
    example: str
    choices: tuple[str, ...] = ()
    vocabulary: str | None = None
    empty: Empty = Empty.REFUSED
    repeatable: bool = True
    required: bool = False
    default: str | None = None
    lowest: int = FIRST_YEAR
    highest: int = LAST_YEAR
    means: tuple[tuple[str, tuple[str, ...]], ...] = ()
    same_as: str | None = None


def choice(name: str, choices: Iterable[str], description: str, example: str) -> Filter:
    """A filter with few and fixed values."""
    values = tuple(choices)
    return Filter(name, name, Operator.EQUALS, CellType.TEXT, description, example, choices=values)


def equals(name: str, kind: CellType, description: str, example: str) -> Filter:
    """A filter by the exact cell of the field with its name."""
    return Filter(name, name, Operator.EQUALS, kind, description, example)


def end(name: str, column: str, operator: Operator, kind: CellType, description: str, example: str) -> Filter:
    """One end of a range."""
    return Filter(name, column, operator, kind, description, example, repeatable=False)


CATEGORY = replace(
    equals("category", CellType.TEXT, "Category code; /v1/categories lists them.", "fiscal"),
    vocabulary="categories",
)
INDICATOR_CODE = replace(
    equals(
        "indicator_code",
        CellType.TEXT,
        "Code in the catalogue (/v1/indicators); empty for quantities without a code.",
        "GDP",
    ),
    vocabulary="indicators",
    empty=Empty.NULL,
)
INDICATOR = replace(
    equals(
        "indicator",
        CellType.TEXT,
        "A quantity: its exact name in reports, or its code or any name in the catalogue, English too.",
        "地区生产总值",
    ),
    operator=Operator.QUANTITY,
)
REGION_CODE = replace(
    equals(
        "region_code",
        CellType.TEXT,
        "Six-digit GB/T 2260 code of the place; empty for places without a code.",
        "330212",
    ),
    vocabulary="regions",
    empty=Empty.NULL,
)
REGION = replace(
    equals(
        "region",
        CellType.TEXT,
        "A place: code, whole or short name, name in English or pinyin, or a part of a name that is unique. "
        "If places share a name, put the place above before it: 北京朝阳区.",
        "鄞州区",
    ),
    operator=Operator.PLACE,
)
SCOPE = replace(
    equals("scope", CellType.TEXT, "Exact narrower coverage; empty for the region as a whole.", "区本级"),
    empty=Empty.TEXT,
)
MEASURE = choice("measure", Measure, "Kind of figure.", "growth")
STATUS = choice("status", Status, "What happened or what is planned.", "actual")
LEVEL = replace(choice("level", Level, "Level of government.", "county"), empty=Empty.NULL)
UNIT = equals("unit", CellType.TEXT, "Exact unit, without multiplier.", "元")
REPORT_ID = equals("report_id", CellType.TEXT, "Id of the report that states it.", "330212-2020")
YEAR = equals("year", CellType.INTEGER, "Year of the value; for a period its last year.", "2019")
YEAR_FROM = end("year_from", "year", Operator.FROM, CellType.INTEGER, "This year and later.", "2018")
YEAR_TO = end("year_to", "year", Operator.TO, CellType.INTEGER, "This year and earlier.", "2020")
START_YEAR = equals("start_year", CellType.INTEGER, "First year of the period that the value is of.", "2016")
PERIOD = replace(
    choice(
        "period",
        Period,
        "annual: values of a single year or a point in time; multi: of several years.",
        "annual",
    ),
    column="start_year",
    operator=Operator.PERIOD,
    repeatable=False,
)
WITHIN = Filter(
    "within",
    "region_code",
    Operator.WITHIN,
    CellType.TEXT,
    "A province, city or county by code or name: the place itself and all below it.",
    "330000",
    vocabulary="regions",
)
PROVINCE = replace(
    WITHIN,
    name="province",
    description="A province by name or code: itself and all places in it.",
    example="浙江省",
)
CITY = replace(PROVINCE, name="city", description="A city, likewise.", example="宁波市")
UPDATED_SINCE = end(
    "updated_since",
    "updated_at",
    Operator.FROM,
    CellType.DATE,
    "Rows that were added or changed then or later: a date, or a time in UTC such as 2026-01-31T08:00:00Z. "
    "Removed rows are in /v1/changes.",
    "2026-01-31",
)
REPORT_YEAR = equals("report_year", CellType.INTEGER, "Year of delivery.", "2020")
ACTION = replace(
    equals("action", CellType.TEXT, "Exact action in the name; empty for names without one.", "新增"),
    empty=Empty.TEXT,
)
HEAD = replace(
    equals("head", CellType.TEXT, "What the name is about, exactly; empty if it is unknown.", "就业"),
    empty=Empty.TEXT,
)
WORDS = Filter(
    "q",
    "sentence",
    Operator.WORDS,
    CellType.TEXT,
    "Words separated by spaces; all must occur in the name, or in the sentence with the names of its rows. "
    "Without sort, matches in names come before matches in sentences, and shorter ones first.",
    "养老 服务",
    repeatable=False,
)
CONFIDENCE_FROM = end(
    "confidence_from",
    "confidence",
    Operator.FROM,
    CellType.DECIMAL,
    "Confidence of this or more, 0 to 1.",
    "0.9",
)
FLAG = replace(
    choice("flag", Flag, "Observations with this doubt; empty for those without any.", "fallback_name"),
    column="flags",
    operator=Operator.CONTAINS,
    empty=Empty.NULL,
)
#: Filters that lists have together: by year, by place, by a place above.
YEARS: tuple[Filter, ...] = (YEAR, YEAR_FROM, YEAR_TO)
PLACES: tuple[Filter, ...] = (REGION_CODE, REGION, WITHIN)
PLACES_ABOVE: tuple[Filter, ...] = (PROVINCE, CITY)
#: The first filters of the lists of observations, comparisons and restatements.
OF_QUANTITY: tuple[Filter, ...] = (CATEGORY, *YEARS, START_YEAR, PERIOD, INDICATOR_CODE, INDICATOR, *PLACES)
OBSERVATION_FILTERS: tuple[Filter, ...] = (
    *OF_QUANTITY,
    STATUS,
    MEASURE,
    replace(REPORT_ID, operator=Operator.REPORT),
    SCOPE,
    UNIT,
    choice("bound", Bound, "How the number limits the true one.", "min"),
    replace(
        equals(
            "commitment", CellType.TEXT, "Exact word of commitment; empty for values without one.", "力争"
        ),
        empty=Empty.TEXT,
    ),
    end(
        "value_from", "value", Operator.FROM, CellType.DECIMAL, "Values from this one on, in the unit.", "0.5"
    ),
    end("value_to", "value", Operator.TO, CellType.DECIMAL, "Values up to this one, in the unit.", "1000000"),
    FLAG,
    CONFIDENCE_FROM,
    ACTION,
    HEAD,
    LEVEL,
    equals("province_code", CellType.TEXT, "Code of the province that the place is or belongs to.", "330000"),
    *PLACES_ABOVE,
    choice("source_kind", SourceKind, "What kind of text states the value.", "report"),
    choice("reader", Reader, "Who has the last word on it.", "person"),
    Filter(
        "corrected",
        "corrected",
        Operator.CONTAINS,
        CellType.TEXT,
        "Observations in which a correction changed this field; empty for those without changes.",
        "indicator",
        empty=Empty.NULL,
    ),
    Filter("rule", "rules", Operator.RULE, CellType.TEXT, "Observations that this rule read.", "name.own"),
    WORDS,
    replace(
        choice(
            "latest",
            ("0", "1"),
            "1: of each series (place, scope, quantity, measure, unit, status) only the newest year that the "
            "other filters select; 0: every year.",
            "1",
        ),
        column="year",
        operator=Operator.LATEST,
        repeatable=False,
        default="0",
    ),
    replace(UPDATED_SINCE, operator=Operator.SINCE),
)
