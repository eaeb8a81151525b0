"""Outcomes: the bound of a target, which way is better, and the tolerance of 左右."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.comparison.outcome import ambition, judge, tolerance
from app.model.better import Better
from app.model.comparison import Outcome
from tests.made import observed

UP, DOWN, EVEN, UNKNOWN = Better.HIGHER, Better.LOWER, Better.NEUTRAL, None


@pytest.mark.parametrize(
    "bound, target, actual, better, outcome, gap",
    [
        # an exact number is met by itself and by every better value
        ("exact", "100", "100", UP, "met", "0"),
        ("exact", "100", "101.5", UP, "met", "1.5"),
        ("exact", "100", "99.9", UP, "missed", "-0.1"),
        ("exact", "4.5", "4.2", DOWN, "met", "-0.3"),
        ("exact", "4.5", "4.6", DOWN, "missed", "0.1"),
        ("exact", "13", "13", EVEN, "met", "0"),
        ("exact", "13", "12.9", EVEN, "missed", "-0.1"),
        ("exact", "13", "13.1", EVEN, "missed", "0.1"),
        ("exact", "30", "31", UNKNOWN, "met", "1"),
        # 左右 allows a deviation of 5%
        ("approx", "100", "95", UP, "met", "-5"),
        ("approx", "100", "94.9", UP, "missed", "-5.1"),
        ("approx", "100", "105", DOWN, "met", "5"),
        ("approx", "100", "105.1", DOWN, "missed", "5.1"),
        ("approx", "100", "106", EVEN, "missed", "6"),
        ("approx", "100", "96", EVEN, "met", "-4"),
        # a bound in words wins over which way is better
        ("min", "1000", "1000", UP, "met", "0"),
        ("min", "1000", "999", UP, "missed", "-1"),
        ("min", "2", "2.5", DOWN, "met", "0.5"),
        ("max", "3", "1.34", DOWN, "met", "-1.66"),
        ("max", "3", "3", DOWN, "met", "0"),
        ("max", "3", "3.01", DOWN, "missed", "0.01"),
        ("max", "3", "2", UP, "met", "-1"),
        ("max", "3", "4", EVEN, "missed", "1"),
    ],
)
def test_bounds(bound: str, target: str, actual: str, better: Better | None, outcome: str, gap: str) -> None:
    planned = observed(target, bound=bound, status="target")
    result = judge(planned, Decimal(actual), better, tolerance(planned)[0])
    assert (result.outcome, result.gap) == (outcome, Decimal(gap))


@pytest.mark.parametrize(
    "ends, actual, better, outcome, gap",
    [
        (("6", "6.5"), "6.1", UP, "met", "0"),
        (("6", "6.5"), "6", UP, "met", "0"),
        (("6", "6.5"), "6.6", UP, "met", "0.1"),
        (("6", "6.5"), "5.8", UP, "missed", "-0.2"),
        (("3", "4"), "2", DOWN, "met", "-1"),
        (("3", "4"), "4.5", DOWN, "missed", "0.5"),
        (("3", "4"), "2", EVEN, "missed", "-1"),
        (("3", "4"), "3.5", EVEN, "met", "0"),
        # 下降3%至5%: whichever end comes first
        (("-3", "-5"), "-4", DOWN, "met", "0"),
        (("-5", "-3"), "-2", DOWN, "missed", "1"),
    ],
)
def test_a_range(ends: tuple[str, str], actual: str, better: Better, outcome: str, gap: str) -> None:
    target = observed(ends[0], value_high=ends[1], bound="range", measure="growth", unit="%", status="target")
    result = judge(target, Decimal(actual), better)
    assert (result.outcome, result.gap) == (outcome, Decimal(gap))


@pytest.mark.parametrize(
    "measure, bound, target, actual, better, outcome",
    [
        # of a planned fall without a code, a deeper one is better
        ("growth", "exact", "-3", "-3.5", UNKNOWN, "met"),
        ("growth", "exact", "-3", "-2.5", UNKNOWN, "missed"),
        ("change", "exact", "-200", "-250", UNKNOWN, "met"),
        # 下降3%以上, 下降3%以内: the bound limits the magnitude of the fall
        ("growth", "min", "-3", "-3.4", DOWN, "met"),
        ("growth", "min", "-3", "-2.9", DOWN, "missed"),
        ("growth", "max", "-3", "-2.9", DOWN, "met"),
        ("growth", "max", "-3", "-3.4", DOWN, "missed"),
        # no change at all has the magnitude 0
        ("growth", "min", "0", "0.1", UP, "met"),
        ("growth", "max", "0", "0.1", DOWN, "missed"),
        ("growth", "exact", "0", "-1", UNKNOWN, "missed"),
        # first is better than third
        ("rank", "exact", "3", "1", UNKNOWN, "met"),
        ("rank", "max", "3", "4", UNKNOWN, "missed"),
        # more of a plan is better, even if the planned quantity should fall
        ("completion", "exact", "100", "154.3", DOWN, "met"),
        ("level", "exact", "30", "29", UNKNOWN, "missed"),
    ],
)
def test_measures(
    measure: str, bound: str, target: str, actual: str, better: Better | None, outcome: str
) -> None:
    planned = observed(target, measure=measure, bound=bound, status="target")
    assert judge(planned, Decimal(actual), better).outcome == outcome


@pytest.mark.parametrize("unknown", [Outcome.AWAITED, Outcome.UNREPORTED])
def test_without_an_actual_it_is_what_the_caller_knows(unknown: Outcome) -> None:
    result = judge(observed("5", status="target"), None, Better.HIGHER, unknown=unknown)
    assert (result.outcome, result.gap, result.attainment) == (unknown, None, None)


def test_no_deviation_is_allowed_unless_the_caller_says_so() -> None:
    planned = observed("5", bound="approx", measure="growth", unit="%", status="target")
    allowed, rule = tolerance(planned)
    assert (allowed, rule) == (Decimal("0.25"), "approx_5_percent")
    assert judge(planned, Decimal("4.8"), Better.HIGHER, allowed).outcome == "met"
    assert judge(planned, Decimal("4.8"), Better.HIGHER).outcome == "missed"


@pytest.mark.parametrize(
    "bound, target, unit, allowed, rule",
    [
        ("approx", "6.5", "%", "0.325", "approx_5_percent"),
        ("approx", "2", "%", "0.1", "approx_5_percent"),
        ("approx", "0.5", "%", "0.1", "approx_0.1_points"),
        ("approx", "-0.5", "个百分点", "0.1", "approx_0.1_points"),
        ("approx", "0.5", "万平方米", "0.025", "approx_5_percent"),
        ("approx", "-200", "亩", "10", "approx_5_percent"),
        ("exact", "6.5", "%", "0", "none"),
        ("min", "6.5", "%", "0", "none"),
        ("range", "6.5", "%", "0", "none"),
    ],
)
def test_tolerance(bound: str, target: str, unit: str, allowed: str, rule: str) -> None:
    high = "7" if bound == "range" else None
    found = tolerance(observed(target, bound=bound, unit=unit, value_high=high))
    assert found == (Decimal(allowed), rule)


@pytest.mark.parametrize(
    "measure, target, actual, attainment",
    [
        ("level", "3", "2", "0.666667"),
        ("level", "410000000", "410000000", "1"),
        ("level", "0", "2", None),
        ("growth", "5", "6", None),
        ("share", "50", "40", None),
        # more digits than the columns can store
        ("level", "0.000000000001", "1" + "0" * 13, None),
    ],
)
def test_attainment_is_of_levels(measure: str, target: str, actual: str, attainment: str | None) -> None:
    found = judge(observed(target, measure=measure, status="target"), Decimal(actual), None).attainment
    assert found == (None if attainment is None else Decimal(attainment))


def test_gap_and_ambition_are_exact() -> None:
    target = observed("123456789012345678901234567890.1", status="target")
    previous = Decimal("0.3")
    assert ambition(target, previous) == Decimal("123456789012345678901234567889.8")
    assert judge(target, previous, None).gap == Decimal("-123456789012345678901234567889.8")
    assert ambition(target, None) is None
