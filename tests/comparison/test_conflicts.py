"""Several exact values of one quantity in one report: which rows are in doubt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.comparison import ReportedValue
from app.comparison.checks import check
from app.model.finding import CheckKind, Finding
from tests.comparison.test_checks import REAL, Line, fields_of, found, rows
from tests.made import observed


@pytest.mark.parametrize("bound", ["max", "range"])
def test_only_exact_values_conflict(bound: str) -> None:
    lines: list[Line] = [
        (2020, "growth", "actual", 2019, "7%", "7"), (2020, "growth", "actual", 2019, "12%", "12"),
    ]  # fmt: skip
    assert [finding.kind for finding in found("RETAIL_SALES", lines)] == ["conflict"]
    one, other = rows("RETAIL_SALES", lines)
    changed = observed(str(one.value), **{**fields_of(one), "bound": bound})
    assert check([ReportedValue(changed, 2020), ReportedValue(other, 2020)], REAL) == []


@pytest.mark.parametrize(
    "values, expected",
    [
        # A report that counts 新建车间 twice speaks of two owners: each value is in doubt.
        (("12", "5"), [("0", "1"), ("1", "0")]),
        (("12", "5", "5", "8"), [("0", "1"), ("1", "0"), ("2", "0"), ("3", "0")]),
        (("12", "12", "5"), [("0", "2"), ("1", "2"), ("2", "0")]),
        (("12", "12"), []),
        (("12",), []),
    ],
)
def test_several_values_of_one_name_without_code_are_all_doubtful(
    values: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    lines: list[Line] = [(2020, "level", "actual", 2019, f"{value}座", value) for value in values]
    stated = [
        ReportedValue(replace(row, indicator="新建车间", indicator_code=None, unit="座"), 2020)
        for row in rows("RETAIL_SALES", lines)
    ]
    findings = check(stated, REAL)
    assert [(one.observation_id, *one.other_observation_ids) for one in findings] == expected
    assert all(one.kind is CheckKind.CONFLICT and one.doubtful for one in findings)


def test_a_conflict_doubts_the_row_with_less_confidence() -> None:
    lines: list[Line] = [
        (2020, "growth", "actual", 2019, "7%", "7"),
        (2020, "growth", "actual", 2019, "12%", "12"),
    ]
    one, other = rows("RETAIL_SALES", lines)
    for first, second, doubtful in (
        (one, other, other),
        (replace(one, confidence=Decimal("0.1")), other, one),
    ):
        (finding,) = check([ReportedValue(first, 2020), ReportedValue(second, 2020)], REAL)
        sure = other if doubtful is one else one
        assert finding == Finding(
            CheckKind.CONFLICT, doubtful.id, (sure.id,), doubtful.value, sure.value, sure.value, Decimal(5),
            doubtful=True,
        )  # fmt: skip


def test_a_milestone_beside_the_exact_value_is_no_conflict() -> None:
    exact, milestone = rows(
        "GDP",
        [
            (2020, "level", "actual", 2019, "3.6万亿元", "3600000000000"),
            (2020, "level", "actual", 2019, "3万亿元", "3000000000000"),
        ],
    )
    above = observed("3000000000000", **{**fields_of(milestone), "bound": "min"})
    assert check([ReportedValue(exact, 2020), ReportedValue(above, 2020)], REAL) == []
    assert len(check([ReportedValue(exact, 2020), ReportedValue(milestone, 2020)], REAL)) == 1
