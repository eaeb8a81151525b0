"""Invented observations and reports for tests: name the fields that matter, the others have defaults."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.model.observation import Bound, Measure, Observation, Reader, SourceKind, Status
from app.model.report import Level, Report

PLAIN = Observation(
    id="o-1",
    indicator="新建书屋",
    indicator_code=None,
    category="culture",
    measure=Measure.LEVEL,
    status=Status.ACTUAL,
    value=Decimal(1),
    value_high=None,
    bound=Bound.EXACT,
    unit="个",
    scope="",
    start_year=2019,
    year=2019,
    region="云溪市",
    region_code="990100",
    report_id="990100-2020",
    value_text="1个",
    bound_text="",
    commitment="",
    value_start=0,
    value_end=2,
    sentence_start=0,
    sentence_end=10,
    sentence="新建书屋1个。",
    rules=("name.own",),
    flags=(),
    confidence=Decimal("0.9"),
    action="新建",
    head="书屋",
    base_value=Decimal(1),
    base_value_high=None,
    base_unit="个",
    date=date(2019, 12, 31),
    level=Level.CITY,
    province="云溪省",
    province_code="990000",
    city="云溪市",
    source_kind=SourceKind.REPORT,
    reader=Reader.RULES,
    corrected=(),
)


def observed(value: str = "1", **fields: object) -> Observation:
    """An observation. Give numbers as text, enums by their values, and only ``year`` for a single year."""
    made: dict[str, Any] = {"value": Decimal(value), **fields}
    if "year" in fields and "start_year" not in fields:
        made["start_year"] = fields["year"]
    for name, kind in (("measure", Measure), ("status", Status), ("bound", Bound), ("value_high", Decimal)):
        if isinstance(made.get(name), str):
            made[name] = kind(made[name])
    return replace(PLAIN, **made)


def reported(year: int = 2020, text: str = "云溪市政府工作报告\n新建书屋1个。\n", **fields: Any) -> Report:  # noqa: ANN401 # fields of any type
    """A report of 云溪市, a place that does not exist."""
    plain = Report(
        id=f"990100-{year}",
        text=text,
        title="云溪市政府工作报告",
        region="云溪市",
        region_code="990100",
        level=Level.CITY,
        report_year=year,
        delivered_on=None,
        speaker=None,
        source=f"yunxi-{year}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return replace(plain, **fields)
