"""The columns of every list, one row for each: the API, the files, the docs and the tables use them.

Pure data, so that commands that do not use a database can read it. A cell is ``str``, ``int`` or ``None``
for every driver, see ``CellType``. The examples come from the seed report (宁波市鄞州区, 2020).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

Cell = str | int | None
Row = tuple[Cell, ...]


class CellType(StrEnum):
    """The type of a cell.

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
    """One column: its name, the type of its cells, whether they may be null, its meaning, one example.

    ``example`` is a real cell in JSON.
    """

    name: str
    kind: CellType
    nullable: bool
    description: str
    example: str


def text(name: str, description: str, example: str | None, *, nullable: bool = False) -> Field:
    """A column of text; an example of None means null."""
    return Field(name, CellType.TEXT, nullable, description, "null" if example is None else f'"{example}"')


def integer(name: str, description: str, example: int, *, nullable: bool = False) -> Field:
    """A column of whole numbers."""
    return Field(name, CellType.INTEGER, nullable, description, str(example))


def decimal(name: str, description: str, example: str, *, nullable: bool = False) -> Field:
    """A column of exact decimals; the example is written in digits."""
    return Field(name, CellType.DECIMAL, nullable, description, example)


def with_example(field: Field, example: str) -> Field:
    """The same field with another example, so that the examples of a list are from one real row."""
    return replace(field, example=example)


CATEGORY = text("category", "One of the eighteen categories; /v1/categories lists them.", "employment")
INDICATOR_CODE = text(
    "indicator_code",
    "Code in the catalogue if the quantity is that indicator itself, else null; see /v1/indicators.",
    "URBAN_NEW_JOBS",
    nullable=True,
)
MEASURE = text(
    "measure",
    "Kind of figure: level, growth, average_growth, change, share, rank, completion or ratio.",
    "level",
)
UNIT = text("unit", "Unit as written, without its multiplier: 元, %, 个百分点, 家.", "人")
SCOPE = text(
    "scope", "Narrower coverage that the text states (区本级, 城区), else empty: the whole region.", ""
)
REGION = text("region", "Name of the place of the report.", "鄞州区", nullable=True)
REGION_CODE = text(
    "region_code",
    "Six-digit GB/T 2260 code as of the report's year; null if the place has none.",
    "330212",
    nullable=True,
)
REPORT_ID = text("report_id", "The report that states it: region and year of delivery.", "330212-2020")

LEVEL = text("level", "national, province, city or county; null if unknown.", "county", nullable=True)
_PROVINCE = text(
    "province", "The province that the place is or belongs to, else null.", "浙江省", nullable=True
)
_CITY = text("city", "The city that the place is or belongs to, else null.", "宁波市", nullable=True)
#: The level of the place of a row, and the places above it.
PLACE_ABOVE: tuple[Field, ...] = (
    LEVEL,
    _PROVINCE,
    text("province_code", "Its code.", "330000", nullable=True),
    _CITY,
)

OBSERVATION_FIELDS: tuple[Field, ...] = (
    text("id", "Stable id: it stays the same when the statement is read again.", "b0ca74dbccb5f04c"),
    text("indicator", "Whole name of the quantity in the report's words, omissions filled in.", "新增就业"),
    INDICATOR_CODE,
    CATEGORY,
    MEASURE,
    text("status", "actual: it happened; target: it is planned.", "actual"),
    decimal("value", "The exact value, with 万 and 亿 multiplied out; a decrease is negative.", "35000"),
    decimal("value_high", "Upper end if bound is range, else null.", "null", nullable=True),
    text("bound", "How the number limits the true one: exact, approx, min, max or range.", "exact"),
    UNIT,
    SCOPE,
    integer("start_year", "First year of the period; equal to year for a single year.", 2019),
    integer("year", "Year of the value; for a period its last year.", 2019),
    REGION,
    REGION_CODE,
    REPORT_ID,
    text("value_text", "The number as written, with multiplier and unit.", "3.5万人"),
    text("bound_text", "The words that bound comes from (左右, 以上), else empty.", ""),
    text("commitment", "The word that says how firmly a target is meant (力争, 确保), else empty.", ""),
    integer("value_start", "Where the number starts in the report's text, in characters from 0.", 6479),
    integer("value_end", "Where the number ends in the report's text, exclusive.", 6484),
    integer("sentence_start", "Where the sentence starts.", 6459),
    integer("sentence_end", "Where the sentence ends, exclusive.", 6501),
    text("sentence", "The sentence, or row of a table, that states the number: the evidence.",
          "加大就业帮扶、鄞企稳岗保障力度，新增就业3.5万人，城镇登记失业率控制在1.34%。"),
    Field("rules", CellType.LIST, False, "Ids of the rules that read it, in order.",
          '["name.own", "measure.level", "period.heading"]'),
    Field("flags", CellType.LIST, False, "Doubts, such as low_confidence; empty if there are none.", "[]"),
    decimal("confidence", "Measured share of rows like this one that are wholly right, 0 to 1; 1 if a "
            "table of facts states it.", "0.96"),
    text("action", "The action in the name (新增, 改造), else empty.", "新增"),
    text("head", "What the name is about, without action and grade; empty if unknown.", "就业"),
    decimal("base_value", "The value in the base unit of its family: 斤 in 吨, 亩 in 公顷.", "35000"),
    decimal("base_value_high", "Upper end of a range in the base unit, else null.", "null", nullable=True),
    text("base_unit", "The base unit, or the stated unit if it has none. Currencies stay.", "人"),
    Field("date", CellType.DATE, False, "Last day of the period, ISO 8601.", '"2019-12-31"'),
    *PLACE_ABOVE,
    text("source_kind", "What states it: report, bulletin, plan or table.", "report"),
    text("reader", "Who has the last word on it: rules (the extractor), person or model.", "rules"),
    Field("corrected", CellType.LIST, False, "The fields that a correction changed, or value if it added the "
          "number; /v1/corrections has it.", "[]"),
)  # fmt: skip # one field a line group reads as a table

REPORT_FIELDS: tuple[Field, ...] = (
    text("id", "Region code (or slug) and year of delivery.", "330212-2020"),
    text("title", "Title as the text states it, else null.", None, nullable=True),
    REGION,
    REGION_CODE,
    LEVEL,
    integer("report_year", "The year in which it was delivered.", 2020),
    Field("delivered_on", CellType.DATE, True, "Date of delivery, else null.", '"2020-05-08"'),
    text("speaker", "Who delivered it, else null.", "王兆波", nullable=True),
    text("source", "File name or address as given.", "yinzhou-2020.txt"),
    text("sha256", "SHA-256 of the text (UTF-8), hexadecimal.",
          "de91f31a425550d918f5b6eaadaed3a9396eed7d73f7b59ce4085177679a393e"),
    integer("characters", "Length of the text in Unicode characters.", 18852),
    integer("observations", "How many observations were read from it.", 337),
    text("extractor_version", "Version of the extractor that read it.", "1"),
    text("ingested_at", "When it was read last, UTC, ISO 8601.", "2026-01-31T08:00:00Z"),
    Field("warnings", CellType.LIST, False, "What is guessed about its place and year, and what is lost in "
          "its text.", "[]"),
    text("kind", "report, bulletin (statistical bulletin), plan or table (of facts).", "report"),
    text("format", "What the text was read from: txt, html, docx, pdf, csv ...", "txt"),
    text("year_basis", "How the year was found: stated, heading, manifest, file_name or assumed.", "stated"),
    text("region_basis", "How the place was found, likewise; null if it is unknown.", "stated",
          nullable=True),
    text("source_url", "Address of the file, as a manifest or the file states it, else null.", None,
          nullable=True),
    text("publisher", "Who published it, as a manifest or the file states, else null.", None, nullable=True),
    Field("retrieved_on", CellType.DATE, True,
          "Day on which the file was fetched, if it is given, else null.", "null"),
    text("file_sha256", "SHA-256 of the file that it was read from; null for reports stored without it.",
          "de91f31a425550d918f5b6eaadaed3a9396eed7d73f7b59ce4085177679a393e", nullable=True),
    integer("versions", "How many of its texts are stored; /v1/reports/{id}/versions lists them.", 1),
    text("choice", "Why this text is the one in use: only, surer (place and year are), longer, earlier "
         "or hand (a person chose it).", "only"),
    text("citation", "How to cite it, after GB/T 7714; /v1/reports/{id}/citation has CSL JSON.",
         "鄞州区人民政府. [政府工作报告][R]. 鄞州区, 2020-05-08. Zhibiao 330212-2020 (extractor 1)."),
)  # fmt: skip # one field a line group reads as a table

INDICATOR_FIELDS: tuple[Field, ...] = (
    text("indicator_code", "Stable code.", "GDP"),
    text("name_zh", "Chinese name.", "地区生产总值"),
    text("name_en", "English name.", "Gross regional (domestic) product"),
    text("definition", "What it measures, in a sentence.",
          "Value added of all resident producers of the place in the period."),
    text("definition_zh", "The same in Chinese.",
         "本地区所有常住单位在一定时期内生产活动的最终成果，即各行业增加值之和。"),
    with_example(CATEGORY, '"economy"'),
    text("unit", "Unit of its level.", "元"),
    text("better", "The better direction: higher, lower or neutral.", "higher"),
    text("source", "Who defines it.", "National Bureau of Statistics: national accounts (国民经济核算)"),
    text("source_zh", "The same in Chinese.", "国家统计局：国民经济核算"),
    integer("observations", "Number of its observations.", 74),
    integer("first_year", "First year of its observations, else null.", 2002, nullable=True),
    integer("last_year", "Last year of its observations, else null.", 2026, nullable=True),
)  # fmt: skip # one field a line group reads as a table

CHECK_FIELDS: tuple[Field, ...] = (
    text("id", "Stable id: it stays the same while the finding does.", "3f2a9c07d1b84e65"),
    text("kind", "What was compared: growth, conflict, over_whole, magnitude, target_is_result or "
         "cumulative; /v1/checks describes each.", "conflict"),
    text("judgement", "doubtful: the observation is more likely wrong than the others, and is flagged "
         "contradicted; revision: the government may have revised a figure.", "doubtful"),
    REGION,
    REGION_CODE,
    SCOPE,
    text("indicator", "Name of the quantity as the observation states it.", "地区生产总值"),
    with_example(INDICATOR_CODE, '"GDP"'),
    with_example(MEASURE, '"growth"'),
    with_example(UNIT, '"%"'),
    integer("year", "Year of the value; for a period its last year.", 2019),
    decimal("value", "The value of the observation.", "980"),
    decimal("expected_low", "Least value that fits the others, allowing for rounding; null if nothing is "
            "expected.", "6.15", nullable=True),
    decimal("expected_high", "Greatest value that fits the others, else null.", "6.25", nullable=True),
    decimal("distance", "Distance from that range in the unit; else null.", "973.75", nullable=True),
    REPORT_ID,
    text("observation_id", "The observation.", "b0ca74dbccb5f04c"),
    Field("other_observation_ids", CellType.LIST, False, "The observations that contradict it.",
          '["6571f211cde870bf"]'),
    text("sentence", "The sentence of the observation.", "地区生产总值增长980%。"),
    Field("other_sentences", CellType.LIST, False, "The sentences of the others, in the same order.",
          '["地区生产总值增长6.2%。"]'),
)  # fmt: skip # one field a line group reads as a table

CORRECTION_FIELDS: tuple[Field, ...] = (
    text("id", "Id of the correction.", "5d0c2a7e91b34f68"),
    REPORT_ID,
    text("sentence_hash", "Identifies the sentence by its visible characters, wherever it is.",
          "0b7e4c95d2a1f386"),
    integer("number_offset", "Visible characters of the sentence before the number.", 20),
    text("value_text", "The number as written, with multiplier and unit.", "3.5万人"),
    integer("place", "Position among the rows of the number, from 0.", 0),
    integer("value_start", "Where the number was in the text that was read, in characters from 0.", 6479),
    text("sentence", "The sentence as it was read.", "新增就业3.5万人。"),
    text("verdict", "confirm: the row is right; change: it has other fields; reject: not an observation; "
         "add: the extractor missed it; dispute: a model's reading failed a check and is not applied.",
         "change"),
    text("reading", "The fields as the reader reads them: a JSON object in a text.",
          '{\\"indicator\\":\\"新增就业\\"}'),
    text("reader", "person or model.", "person"),
    text("reader_name", "Name of the person, or of the model with the version of its instructions.", "李敏"),
    text("made_at", "When it was made, UTC, ISO 8601.", "2026-01-31T08:00:00Z"),
    text("reason", "Why, in the reader's words; may be empty.", ""),
    text("state", "applied; agreed: the extractor now reads it in the same way; overruled by a later "
         "reader; orphaned: the report no longer has the sentence.", "applied"),
)  # fmt: skip # one field a line group reads as a table

CATEGORY_FIELDS: tuple[Field, ...] = (
    text("category", "Code of the category.", "fiscal"),
    text("name_zh", "Chinese name.", "财政税收"),
    text("name_en", "English name.", "Public finance and taxes"),
    integer("observations", "How many observations the filters select in it.", 38),
    integer("indicators", "How many different indicator codes they have.", 6),
)

YEAR_FIELDS: tuple[Field, ...] = (
    integer("year", "The year that values refer to; for a period its last year.", 2019),
    integer("observations", "How many observations the filters select in it.", 242),
    integer("actuals", "How many of them are actual.", 235),
    integer("targets", "How many of them are targets.", 7),
    integer("regions", "How many regions they come from.", 2),
)

UNIT_FIELDS: tuple[Field, ...] = (
    with_example(UNIT, '"元"'),
    integer("observations", "Number of selected observations that have it.", 76),
    integer("indicators", "Number of their different codes.", 24),
    integer("regions", "Number of their regions.", 2),
)

REGION_FIELDS: tuple[Field, ...] = (
    REGION_CODE,
    REGION,
    text("name_en", "English name; null if the place has no code.", "Yinzhou District", nullable=True),
    LEVEL,
    _PROVINCE,
    _CITY,
    integer("reports", "Number of its reports.", 1),
    integer("observations", "How many observations they state.", 337),
    integer("first_report_year", "Year of delivery of the first.", 2020),
    integer("last_report_year", "Year of delivery of the last.", 2020),
    text(
        "predecessor_code",
        "The code that the place had before, for example as a county; its reports are a place of their own. "
        "Null if it had no other code.",
        None,
        nullable=True,
    ),
    text(
        "successor_code",
        "The code that the place has had since, for example as a city; null if it has no other code.",
        None,
        nullable=True,
    ),
)
