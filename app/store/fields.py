"""The columns of every list, one row each: what the API, the files, the docs and the tables agree on.

Pure data, so that a command which never touches a database can read it. Cells are what the drivers
give, made uniform: ``str``, ``int`` or ``None``, see ``Kind``. The examples are those of the seed
report (宁波市鄞州区, 2020).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

Cell = str | int | None
Row = tuple[Cell, ...]


class Kind(StrEnum):
    """What a cell holds.

    ``decimal`` is plain digits as text (``-11.8``, never an exponent); ``list`` is a JSON array as
    text (``["pair.zip"]``); ``date`` is ISO 8601 text.
    """

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, what a cell holds, whether it may be empty, what it means, one example.

    ``example`` is the JSON form of a real cell.
    """

    name: str
    kind: Kind
    nullable: bool
    description: str
    example: str


def _text(name: str, description: str, example: str | None, *, nullable: bool = False) -> Field:
    return Field(name, Kind.TEXT, nullable, description, "null" if example is None else f'"{example}"')


def _integer(name: str, description: str, example: int, *, nullable: bool = False) -> Field:
    return Field(name, Kind.INTEGER, nullable, description, str(example))


def _decimal(name: str, description: str, example: str, *, nullable: bool = False) -> Field:
    return Field(name, Kind.DECIMAL, nullable, description, example)


def _example(field: Field, example: str) -> Field:
    """The same field with another example, so that the examples of a list are one real row."""
    return replace(field, example=example)


_CATEGORY = _text("category", "One of the eighteen categories; /v1/categories lists them.", "employment")
_INDICATOR_CODE = _text(
    "indicator_code",
    "Code in the catalogue where the quantity is that indicator itself, else null; see /v1/indicators.",
    "URBAN_NEW_JOBS",
    nullable=True,
)
_MEASURE = _text(
    "measure",
    "What kind of figure it is: level, growth, average_growth, change, share, rank, completion or ratio.",
    "level",
)
_UNIT = _text("unit", "Unit as written, without its multiplier: 元, %, 个百分点, 家.", "人")
_SCOPE = _text(
    "scope", "Narrower coverage that the text states (区本级, 城区), else empty: the whole region.", ""
)
_REGION = _text("region", "Name of the place that the report is of.", "鄞州区", nullable=True)
_REGION_CODE = _text(
    "region_code",
    "Six-digit GB/T 2260 code as of the report's year; null where the place has none.",
    "330212",
    nullable=True,
)
_REPORT_ID = _text("report_id", "The report that states it: region and year of delivery.", "330212-2020")

OBSERVATION_FIELDS: tuple[Field, ...] = (
    _text("id", "Stable id: the same statement read again keeps it.", "b0ca74dbccb5f04c"),
    _text("indicator", "Whole name of the quantity in the report's words, ellipsis resolved.", "新增就业"),
    _INDICATOR_CODE,
    _CATEGORY,
    _MEASURE,
    _text("status", "actual: it happened; target: it is planned.", "actual"),
    _decimal("value", "The value, exact, 万 and 亿 multiplied out; a fall is negative.", "35000"),
    _decimal("value_high", "Upper end where bound is range, else null.", "null", nullable=True),
    _text("bound", "How the number limits the true one: exact, approx, min, max or range.", "exact"),
    _UNIT,
    _SCOPE,
    _integer("start_year", "First year that the value refers to.", 2019),
    _integer("year", "Last year that the value refers to; equals start_year for a single year.", 2019),
    _REGION,
    _REGION_CODE,
    _REPORT_ID,
    _text("value_text", "The number as written, with multiplier and unit.", "3.5万人"),
    _text("bound_text", "The words behind bound (左右, 以上), else empty.", ""),
    _text("commitment", "The word that says how firmly a target is meant (力争, 确保), else empty.", ""),
    _integer("value_start", "Where the number starts in the report's text, in characters from 0.", 6479),
    _integer("value_end", "Where the number ends in the report's text, exclusive.", 6484),
    _integer("sentence_start", "Where the sentence that carries it starts.", 6459),
    _integer("sentence_end", "Where the sentence ends, exclusive.", 6501),
    _text("sentence", "The sentence that carries the number: the evidence.",
          "加大就业帮扶、鄞企稳岗保障力度，新增就业3.5万人，城镇登记失业率控制在1.34%。"),
    Field("rules", Kind.LIST, False, "Ids of the rules that made it, in order.",
          '["name.own", "measure.level", "period.last-year"]'),
    Field("flags", Kind.LIST, False, "Doubts, such as fallback_name; empty where there are none.", "[]"),
)  # fmt: skip # one field a line group reads as a table

COMPARISON_FIELDS: tuple[Field, ...] = (
    _REGION,
    _REGION_CODE,
    _SCOPE,
    _text("indicator", "Name of the quantity as the target states it.", "地区生产总值"),
    _example(_INDICATOR_CODE, '"GDP"'),
    _example(_CATEGORY, '"economy"'),
    _example(_MEASURE, '"growth"'),
    _example(_UNIT, '"%"'),
    _integer("year", "The year that the target is for.", 2020),
    _text("vintage", "Whose actual counts where several reports state it: first or latest.", "first"),
    _decimal("target_value", "What was planned for the year.", "6.5"),
    _decimal("target_value_high", "Upper end of a planned range, else null.", "null", nullable=True),
    _text("target_bound", "How the planned number limits: exact, approx, min, max or range.", "approx"),
    _decimal("actual_value", "What came of it; null while unknown.", "null", nullable=True),
    _text("actual_bound", "How the actual number limits the true one; null while unknown.", None,
          nullable=True),
    _decimal("previous_value", "The actual of the year before, else null.", "7", nullable=True),
    _decimal("ambition", "target_value - previous_value, in the unit; null where either is unknown.", "-0.5",
             nullable=True),
    _decimal("gap", "actual_value - target_value, in the unit; against a range the distance to its nearer "
             "end, 0 inside; null while the actual is unknown.", "null", nullable=True),
    _decimal("attainment", "actual_value / target_value for levels, to six digits after the point; else "
             "null.", "null", nullable=True),
    _text("outcome", "met, missed or pending (no actual yet).", "pending"),
    _decimal("tolerance", "What approx forgave, in the unit; 0 for other bounds.", "0.325"),
    _text("target_observation_id", "The observation that states the target.", "7ff155eea5d02666"),
    _text("actual_observation_id", "The observation that states the actual, else null.", None,
          nullable=True),
    _text("previous_observation_id", "The observation that states the year before, else null.",
          "6571f211cde870bf", nullable=True),
)  # fmt: skip # one field a line group reads as a table

REPORT_FIELDS: tuple[Field, ...] = (
    _text("id", "Region code (or slug) and year of delivery.", "330212-2020"),
    _text("title", "Title as the text states it, else null.", None, nullable=True),
    _REGION,
    _REGION_CODE,
    _text("level", "national, province, city or county; null where unknown.", "county", nullable=True),
    _integer("report_year", "The year in which it was delivered.", 2020),
    Field("delivered_on", Kind.DATE, True, "Date of delivery, else null.", '"2020-05-08"'),
    _text("speaker", "Who delivered it, else null.", "王兆波", nullable=True),
    _text("source", "File name or address as given.", "yinzhou-2020.txt"),
    _text("sha256", "SHA-256 of the text (UTF-8), hexadecimal.",
          "de91f31a425550d918f5b6eaadaed3a9396eed7d73f7b59ce4085177679a393e"),
    _integer("characters", "Length of the text in Unicode characters.", 18852),
    _integer("observations", "How many observations were read from it.", 334),
    _text("extractor_version", "Version of the extractor that read it.", "1"),
    _text("ingested_at", "When it was read last, UTC, ISO 8601.", "2026-01-31T08:00:00Z"),
    Field("warnings", Kind.LIST, False, "What could not be read of the report itself.", '["no title"]'),
)  # fmt: skip # one field a line group reads as a table

INDICATOR_FIELDS: tuple[Field, ...] = (
    _text("indicator_code", "Stable code.", "GDP"),
    _text("name_zh", "Chinese name.", "地区生产总值"),
    _text("name_en", "English name.", "Gross regional (domestic) product"),
    _text("definition", "What it measures, in a sentence.",
          "Value added of all resident producers of the place in the period."),
    _example(_CATEGORY, '"economy"'),
    _text("unit", "Unit of its level.", "元"),
    _text("better", "Which way it should go: higher, lower or neutral.", "higher"),
    _text("source", "Who defines it.", "National Bureau of Statistics: national accounts (国民经济核算)"),
    _integer("observations", "How many observations of it are held.", 5),
    _integer("first_year", "First year of them, else null.", 2019, nullable=True),
    _integer("last_year", "Last year of them, else null.", 2020, nullable=True),
)  # fmt: skip # one field a line group reads as a table

CATEGORY_FIELDS: tuple[Field, ...] = (
    _text("category", "Code of the category.", "fiscal"),
    _text("name_zh", "Chinese name.", "财政税收"),
    _text("name_en", "English name.", "Public finance and taxes"),
    _integer("observations", "How many observations the filters select in it.", 16),
    _integer("indicators", "How many different coded indicators they are of.", 4),
)

YEAR_FIELDS: tuple[Field, ...] = (
    _integer("year", "The year that values refer to (last year of a span).", 2019),
    _integer("observations", "How many observations the filters select in it.", 225),
    _integer("actuals", "How many of them are actual.", 225),
    _integer("targets", "How many of them are targets.", 0),
    _integer("regions", "How many regions they are of.", 1),
)

REGION_FIELDS: tuple[Field, ...] = (
    _REGION_CODE,
    _REGION,
    _text("level", "national, province, city or county; null where unknown.", "county", nullable=True),
    _integer("reports", "How many of its reports are held.", 1),
    _integer("observations", "How many observations they state.", 334),
    _integer("first_report_year", "Year of delivery of the first.", 2020),
    _integer("last_report_year", "Year of delivery of the last.", 2020),
)
