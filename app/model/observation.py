"""One number that a report states as the value of a measurable quantity."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any

from app.model.report import Level


class Measure(StrEnum):
    """What kind of figure the value is (the contract's ``measure``)."""

    LEVEL = "level"
    GROWTH = "growth"
    AVERAGE_GROWTH = "average_growth"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"
    COMPLETION = "completion"
    RATIO = "ratio"


class Status(StrEnum):
    """Whether the report states what happened or what is planned."""

    ACTUAL = "actual"
    TARGET = "target"


class SourceKind(StrEnum):
    """What kind of text states a value."""

    REPORT = "report"
    BULLETIN = "bulletin"
    PLAN = "plan"
    TABLE = "table"


class Reader(StrEnum):
    """Whose reading an observation shows: that of the extractor's rules, of a person or of a model."""

    RULES = "rules"
    PERSON = "person"
    MODEL = "model"


class Bound(StrEnum):
    """How the stated number limits the true one."""

    EXACT = "exact"
    APPROX = "approx"
    MIN = "min"
    MAX = "max"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Observation:
    """The contract's flat row. Numbers are exact decimals with multipliers applied.

    ``value_start:value_end`` and ``sentence_start:sentence_end`` are offsets into the report's
    text as given. ``unit`` is as written without multiplier (元, %, 个百分点, 家).
    ``confidence`` is the measured share of rows like this one that are wholly right, 0 to 1. ``action``
    (新增) and ``head`` (养老服务设施) are parts of the indicator's name, empty where it has none.
    ``base_value`` is the value in ``base_unit``, the base unit of its family; ``date`` the last day of the
    period. ``level``, ``province``, ``province_code`` and ``city`` say where the region lies.
    ``reader`` says whose reading it is; ``corrected`` names the fields that a correction changed.
    """

    id: str
    indicator: str
    indicator_code: str | None
    category: str
    measure: Measure
    status: Status
    value: Decimal
    value_high: Decimal | None
    bound: Bound
    unit: str
    scope: str
    start_year: int
    year: int
    region: str | None
    region_code: str | None
    report_id: str
    value_text: str
    bound_text: str
    commitment: str
    value_start: int
    value_end: int
    sentence_start: int
    sentence_end: int
    sentence: str
    rules: tuple[str, ...]
    flags: tuple[str, ...]
    confidence: Decimal
    action: str
    head: str
    base_value: Decimal
    base_value_high: Decimal | None
    base_unit: str
    date: date
    level: Level | None
    province: str | None
    province_code: str | None
    city: str | None
    source_kind: SourceKind
    reader: Reader
    corrected: tuple[str, ...]

    def __reduce__(self) -> tuple[type[Observation], tuple[Any, ...]]:
        """Pickle the values alone: dataclasses with slots look up their fields for each object."""
        return Observation, _values(self)

    def moved(self, by: int) -> Observation:
        """The observation in a text that has ``by`` more characters before it."""
        return replace(
            self,
            value_start=self.value_start + by,
            value_end=self.value_end + by,
            sentence_start=self.sentence_start + by,
            sentence_end=self.sentence_end + by,
        )


_values = attrgetter(*(field.name for field in fields(Observation)))
