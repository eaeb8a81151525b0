"""Checks: what two or three statements of one place show about each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.comparison import ReportedValue
from app.comparison.checks import check
from app.comparison.checks.intervals import INFINITY, Interval, growth, interval
from app.model.finding import CheckKind, Finding
from app.model.observation import Observation
from tests.made import observed

REAL = frozenset({"GDP"})
#: Year of the report, measure, status, year, value as written, value.
Line = tuple[int, str, str, int, str, str]
UNITS = {"growth": "%", "share": "%"}


def rows(code: str, lines: list[Line]) -> list[Observation]:
    return [
        observed(
            value, id=f"{place}", report_id=f"r-{report_year}", indicator=code, indicator_code=code,
            measure=measure, status=status, year=year, value_text=written, value_start=place,
            unit=UNITS.get(measure, "元"),
        )
        for place, (report_year, measure, status, year, written, value) in enumerate(lines)
    ]  # fmt: skip


def found(code: str, lines: list[Line]) -> list[Finding]:
    report_years = [line[0] for line in lines]
    return check(map(ReportedValue, rows(code, lines), report_years), REAL)


def brief(finding: Finding) -> tuple[str, str, tuple[str, ...]]:
    return finding.kind, finding.observation_id, finding.other_observation_ids


LEVELS: list[Line] = [
    (2020, "level", "actual", 2019, "100亿元", "10000000000"),
    (2021, "level", "actual", 2020, "110亿元", "11000000000"),
]


@pytest.mark.parametrize(
    "code, growth_stated, expected",
    [
        # from 100 to 110 is growth of 8.9 to 11.1 %; one point more may be a revision
        ("RETAIL_SALES", "10", []),
        ("RETAIL_SALES", "12", []),
        ("RETAIL_SALES", "13", [("growth", "2", ("1", "0"))]),
        ("RETAIL_SALES", "-1.2", [("growth", "2", ("1", "0"))]),
        # growth at comparable prices
        ("GDP", "5", []),
        ("GDP", "0.5", [("growth", "2", ("1", "0"))]),
    ],
)
def test_levels_and_growth_fit_within_rounding(
    code: str, growth_stated: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    lines: list[Line] = [*LEVELS, (2021, "growth", "actual", 2020, f"{growth_stated}%", growth_stated)]
    assert [brief(finding) for finding in found(code, lines)] == expected


def test_only_levels_of_one_year_have_growth() -> None:
    rates: list[Line] = [
        (2020, "growth", "actual", 2019, "7%", "7"),
        (2021, "growth", "actual", 2020, "20%", "20"),
    ]
    assert found("RETAIL_SALES", rates) == []
    stated = rows("RETAIL_SALES", [*LEVELS, (2021, "growth", "actual", 2020, "50%", "50")])
    uncoded = [replace(row, indicator_code=None) for row in stated]
    assert check((ReportedValue(row, 2021) for row in uncoded), REAL) == []
    whole = [
        row if row.measure == "level" and row.year == 2019 else replace(row, start_year=2016)
        for row in stated
    ]
    assert check((ReportedValue(row, 2021) for row in whole), REAL) == []


def test_a_misfit_says_how_far_it_is_off() -> None:
    (finding,) = found("RETAIL_SALES", [*LEVELS, (2021, "growth", "actual", 2020, "20%", "20")])
    assert (finding.expected_low, finding.expected_high) == (Decimal("8.96"), Decimal("11.06"))
    assert finding.distance == Decimal("7.44")
    assert not finding.doubtful


@pytest.mark.parametrize(
    "one, other, expected",
    [
        (("7%", "7"), ("8%", "8"), [("conflict", "1", ("0",))]),
        (("8%", "8"), ("7%", "7"), [("conflict", "1", ("0",))]),
        (("7%", "7"), ("7%", "7"), []),
        # 7 may be 7.4 before rounding
        (("7%", "7"), ("7.4%", "7.4"), []),
    ],
)
def test_two_exact_values_of_one_report_speak_against_each_other(
    one: tuple[str, str], other: tuple[str, str], expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    lines: list[Line] = [(2020, "growth", "actual", 2019, *one), (2020, "growth", "actual", 2019, *other)]
    assert [brief(finding) for finding in found("RETAIL_SALES", lines)] == expected


def fields_of(row: Observation) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__ if name != "value"}


@pytest.mark.parametrize("value, expected", [("100", []), ("100.1", [("over_whole", "0", ())])])
def test_a_share_is_at_most_its_whole(value: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    lines: list[Line] = [(2020, "share", "actual", 2019, f"{value}%", value)]
    assert [brief(finding) for finding in found("X", lines)] == expected


def test_a_share_over_its_whole_is_doubtful() -> None:
    (finding,) = found("X", [(2020, "share", "actual", 2019, "104.5%", "104.5")])
    assert finding == Finding(
        CheckKind.OVER_WHOLE,
        "0",
        (),
        Decimal("104.5"),
        Decimal(0),
        Decimal(100),
        Decimal("4.5"),
        doubtful=True,
    )


@pytest.mark.parametrize(
    "written, value, expected",
    [
        ("118户", "118", [("target_is_result", "1", ("0",))]),
        ("12户", "12", []),
        ("11867户", "11867", [("target_is_result", "1", ("0",))]),
        # a round number is often planned again
        ("100000户", "100000", []),
    ],
)
def test_a_target_seldom_repeats_the_result(
    written: str, value: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    lines: list[Line] = [
        (2020, "level", "actual", 2019, written, value),
        (2020, "level", "target", 2020, written, value),
    ]
    findings = found("X", lines)
    assert [brief(finding) for finding in findings] == expected
    assert all(finding.doubtful for finding in findings)


@pytest.mark.parametrize(
    "value, expected",
    [
        ("100", []),
        ("240", []),
        ("250", []),
        ("260", ["cumulative"]),
        ("800", ["cumulative"]),
        ("801", ["magnitude"]),
        ("41", []),
        ("12.5", []),
        ("12", ["magnitude"]),
    ],
)
def test_a_value_is_of_the_scale_of_near_years(value: str, expected: list[str]) -> None:
    lines: list[Line] = [
        (2019, "level", "actual", 2018, "100万元", "100"),
        (2020, "level", "actual", 2019, "100万元", "100"),
        (2021, "level", "actual", 2020, f"{value}万元", value),
    ]
    assert [finding.kind for finding in found("X", lines)] == expected


def test_a_value_out_of_scale_says_how_far_it_is_off() -> None:
    for value, distance in (("900", 650), ("10", 30)):
        lines: list[Line] = [
            (2019, "level", "actual", 2018, "100万元", "100"),
            (2020, "level", "actual", 2019, "100万元", "100"),
            (2021, "level", "actual", 2020, f"{value}万元", value),
        ]
        assert found("X", lines) == [
            Finding(
                CheckKind.MAGNITUDE, "2", ("0", "1"), Decimal(value), Decimal(40), Decimal(250),
                Decimal(distance), doubtful=True,
            )
        ]  # fmt: skip


@pytest.mark.parametrize(
    "years, expected", [((2017, 2018), ["magnitude"]), ((2016, 2018), []), ((2019,), [])]
)
def test_the_scale_is_of_two_values_within_three_years(years: tuple[int, ...], expected: list[str]) -> None:
    lines: list[Line] = [(year + 1, "level", "actual", year, "100万元", "100") for year in years]
    lines.append((2021, "level", "actual", 2020, "900万元", "900"))
    assert [finding.kind for finding in found("X", lines)] == expected


@pytest.mark.parametrize(
    "written, value, status, year",
    [
        ("119户", "119", "target", 2020),
        ("1.18百户", "118", "target", 2020),
        ("118户", "118", "target", 2021),
        ("118户", "118", "actual", 2020),
    ],
)
def test_another_value_spelling_or_year_repeats_no_result(
    written: str, value: str, status: str, year: int
) -> None:
    result: Line = (2020, "level", "actual", 2019, "118户", "118")
    assert found("X", [result, (2020, "level", status, year, written, value)]) == []


@pytest.mark.parametrize(
    "field, value", [("bound", "min"), ("indicator_code", None), ("measure", "change"), ("start_year", 2018)]
)
def test_the_scale_is_of_exact_amounts_of_one_year_with_a_code(field: str, value: object) -> None:
    lines: list[Line] = [(year + 1, "level", "actual", year, "100万元", "100") for year in (2018, 2019)]
    lines.append((2021, "level", "actual", 2020, "900万元", "900"))
    assert [finding.kind for finding in found("X", lines)] == ["magnitude"]
    same = [observed(str(row.value), **{**fields_of(row), field: value}) for row in rows("X", lines)]
    assert check([ReportedValue(row, row.year + 1) for row in same], REAL) == []


def test_the_scale_is_of_values_in_one_unit() -> None:
    lines: list[Line] = [(year + 1, "level", "actual", year, "100", "100") for year in (2017, 2018, 2019)]
    tons = [replace(row, unit="吨") for row in rows("GRAIN_OUTPUT", lines)]
    jin = replace(tons[2], unit="斤", value=Decimal(200000), value_text="20万斤")
    assert check([ReportedValue(row, row.year + 1) for row in (*tons[:2], jin)], REAL) == []


def test_values_of_far_years_say_nothing_about_scale() -> None:
    lines: list[Line] = [
        (year + 1, "level", "actual", year, f"{value}万元", value)
        for year, value in ((2000, "1"), (2001, "1"), (2019, "100"), (2020, "100"), (2021, "100"))
    ]
    assert found("X", lines) == []


@pytest.mark.parametrize(
    "written, value, bound, expected",
    [
        ("2211亿元", "221100000000", "exact", (Decimal(221050000000), Decimal(221150000000))),
        ("7.0%", "7.0", "exact", (Decimal("6.95"), Decimal("7.05"))),
        ("1,234.5元", "1234.5", "exact", (Decimal("1234.45"), Decimal("1234.55"))),
        ("5%", "5", "min", (Decimal("4.5"), INFINITY)),
        ("3%", "3", "max", (-INFINITY, Decimal("3.5"))),
        ("3%", "-3", "exact", (Decimal("-3.5"), Decimal("-2.5"))),
    ],
)
def test_an_interval_is_half_the_last_digit(
    written: str, value: str, bound: str, expected: tuple[Decimal, Decimal]
) -> None:
    assert interval(observed(value, value_text=written, bound=bound)) == Interval(*map(Decimal, expected))


@pytest.mark.parametrize("written", ["翻一番", "三成", "0%"])
def test_no_interval_without_written_digits(written: str) -> None:
    assert interval(observed("0", value_text=written)) is None


def test_growth_needs_a_level_to_grow_from() -> None:
    one = Interval(Decimal(1), Decimal(1))
    assert growth(one, Interval(Decimal(0), Decimal(2))) is None
    assert growth(Interval(Decimal(1), INFINITY), one) is None
    assert growth(Interval(Decimal(2), Decimal(2)), one) == Interval(Decimal(100), Decimal(100))
