"""Which fields can be changed, and which other fields follow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.correcting import FieldError, LexiconFunctions, check_fields
from app.correcting.changes import Fields, changed
from app.model.observation import Bound, Measure, Status
from tests.made import observed

CODES = {"GDP"}


def category(name: str, code: str | None, unit: str, sentence: str) -> str:
    return "economy" if code == "GDP" else "urban"


def in_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    return (value / 2000, "吨") if unit == "斤" else (value, unit)


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"value": "3"}, "value can't be corrected"),
        ({"indicator": ""}, "indicator needs a value"),
        ({"indicator": None}, "indicator needs a value"),
        ({"indicator_code": "NONE_SUCH"}, "not a code of the catalogue"),
        ({"measure": "size"}, "measure is one of level"),
        ({"status": "done"}, "status is one of actual"),
        ({"bound": "less"}, "bound is one of exact"),
        ({"year": "soon"}, "year is a year"),
        ({"year": "1899"}, "year is a year"),
        ({"start_year": "2021", "year": "2020"}, "after year 2020"),
    ],
)
def test_wrong_fields_are_refused(fields: dict[str, str | None], message: str) -> None:
    with pytest.raises(FieldError, match=message):
        check_fields(fields.items(), CODES)


def test_fields_come_in_one_order() -> None:
    given = (("year", "2020"), ("scope", ""), ("unit", ""), ("indicator_code", None), ("indicator", "公厕"))
    assert [name for name, _ in check_fields(given, CODES)] == [
        "indicator",
        "indicator_code",
        "year",
        "scope",
        "unit",
    ]


@pytest.mark.parametrize(
    "fields, expected",
    [
        ((("indicator", "公厕"),), {"indicator": "公厕", "action": "", "head": "", "category": "urban"}),
        ((("indicator_code", "GDP"),), {"indicator_code": "GDP", "category": "economy"}),
        ((("measure", "growth"), ("status", "target")), {"measure": Measure.GROWTH, "status": Status.TARGET}),
        ((("bound", "min"),), {"bound": Bound.MIN}),
        ((("year", "2021"),), {"start_year": 2019, "year": 2021, "date": date(2021, 12, 31)}),
        ((("year", "2017"),), {"start_year": 2017, "year": 2017, "date": date(2017, 12, 31)}),
        ((("start_year", "2016"),), {"start_year": 2016, "year": 2019, "date": date(2019, 12, 31)}),
        ((("unit", "斤"),), {"unit": "斤", "base_value": Decimal(2), "base_unit": "吨"}),
    ],
)
def test_what_follows_from_a_change(fields: Fields, expected: dict[str, object]) -> None:
    row = observed("4000", start_year=2019, year=2019, action="新建", head="公厕")
    after = changed(row, fields, LexiconFunctions(in_base, category))
    assert {name: getattr(after, name) for name in expected} == expected
