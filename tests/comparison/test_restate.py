"""Restatements: values that later reports state again, or imply by level and growth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.comparison import ReportedValue, restatements
from app.model.restatement import Restatement
from tests.made import observed

#: Year of the report, measure, year, value as written, value.
Line = tuple[int, str, int, str, str]


def found(lines: list[Line], code: str = "FIXED_ASSET_INVESTMENT", **fields: object) -> list[Restatement]:
    stated = [
        ReportedValue(
            observed(
                value, id=f"o-{place}", report_id=f"r-{report_year}", indicator_code=code, measure=measure,
                year=year, value_text=written, unit="%" if measure == "growth" else "元", **fields,
            ),
            report_year,
        )
        for place, (report_year, measure, year, written, value) in enumerate(lines)
    ]  # fmt: skip # as many arguments a line as it holds
    return restatements(stated, frozenset({"GDP"}))


FIRST: Line = (2020, "level", 2019, "100亿元", "10000000000")
LEVEL: Line = (2021, "level", 2020, "110亿元", "11000000000")


@pytest.mark.parametrize(
    "written, value, changed",
    [
        ("100亿元", "10000000000", "no"),
        ("98亿元", "9800000000", "yes"),
        # rounded otherwise
        ("100.4亿元", "10040000000", "no"),
        # digits that do not show how they were rounded: only equal values agree
        ("百亿元", "10000000000", "no"),
        ("百亿余元", "10010000000", "yes"),
    ],
)
def test_a_later_report_restates(written: str, value: str, changed: str) -> None:
    (row,) = found([FIRST, (2021, "level", 2019, written, value)])
    assert row.restated
    assert (row.first.id, row.restated.id, row.changed) == ("o-0", "o-1", changed)
    assert (row.implied, row.consistent) == (None, None)


@pytest.mark.parametrize(
    "bound, value, changed",
    [("max", "11000000000", "no"), ("max", "9000000000", "yes"), ("min", "9000000000", "no")],
)
def test_a_bound_restates_what_it_allows(bound: str, value: str, changed: str) -> None:
    first = observed("10000000000", id="a", value_text="100亿元", unit="元", report_id="r-2020")
    again = observed(
        value, id="b", value_text=f"{value[:-8]}亿元", unit="元", bound=bound, report_id="r-2021"
    )
    (row,) = restatements([ReportedValue(first, 2020), ReportedValue(again, 2021)], frozenset())
    assert row.changed == changed


def test_the_last_report_counts() -> None:
    again: list[Line] = [
        (2022, "level", 2019, "97亿元", "9700000000"),
        (2021, "level", 2019, "98亿元", "9800000000"),
    ]
    (row,) = found([FIRST, *again])
    assert row.restated
    assert row.restated.value == Decimal(9700000000)


@pytest.mark.parametrize(
    "written, growth, consistent",
    [("10%", "10", "yes"), ("10.4%", "10.4", "yes"), ("20%", "20", "no")],
)
def test_level_and_growth_imply_the_year_before(written: str, growth: str, consistent: str) -> None:
    (row,) = found([FIRST, LEVEL, (2021, "growth", 2020, written, growth)])
    assert (row.restated, row.changed) == (None, None)
    assert row.implied
    assert row.implied.value == round(Decimal(11000000000) / (1 + Decimal(growth) / 100), 6)
    assert row.implied.low < row.implied.value < row.implied.high
    assert (row.implied.level.id, row.implied.growth.id, row.consistent) == ("o-1", "o-2", consistent)


@pytest.mark.parametrize(
    "lines",
    [
        [FIRST, LEVEL],
        # of two reports
        [FIRST, LEVEL, (2022, "growth", 2020, "20%", "20")],
        # digits that do not show how they were rounded
        [FIRST, LEVEL, (2021, "growth", 2020, "翻一番", "100")],
        [FIRST, LEVEL, (2021, "growth", 2020, "-100%", "-100")],
    ],
)
def test_nothing_is_implied(lines: list[Line]) -> None:
    assert found(lines) == []


def test_growth_at_comparable_prices_implies_no_level() -> None:
    lines = [FIRST, LEVEL, (2021, "growth", 2020, "20%", "20")]
    assert found(lines, "GDP") == []
    assert len(found(lines)) == 1
    assert found(lines, bound="min") == []


def test_values_in_two_units_are_not_compared() -> None:
    first = ReportedValue(observed("30", id="a", unit="亩", report_id="r-2020"), 2020)
    again = ReportedValue(observed("2", id="b", unit="公顷", report_id="r-2021"), 2021)
    assert restatements([first, again], frozenset()) == []
