"""Which result belongs to which target: small reports, with one line for each statement."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.comparison import ReportedValue, compare
from app.comparison.match import settle_both
from app.model.better import Better
from app.model.comparison import Comparison, Match, Vintage
from app.model.observation import SourceKind, Status
from tests.comparison.lines import Line, stated
from tests.made import observed


def compared(lines: list[Line], vintage: Vintage = Vintage.FIRST, **fields: object) -> list[Comparison]:
    rows = compare(stated(lines, **fields), {})
    return [row for row in rows if vintage in row.vintages and row.tolerance_rule != "off"]


def brief(row: Comparison) -> tuple[int, str, str | None, str | None, str]:
    actual, previous = (
        None if value is None else str(value) for value in (row.actual_value, row.previous_value)
    )
    return row.year, str(row.target_value), actual, previous, row.outcome


@pytest.mark.parametrize(
    "lines, expected",
    [
        # the report of 2020 plans 2020 and looks back on 2019; that of 2021 states the result
        ([(2020, "actual", 2019, "8"), (2020, "target", 2020, "9")], [(2020, "9", None, "8", "awaited")]),
        ([(2020, "target", 2020, "9"), (2021, "actual", 2020, "9")], [(2020, "9", "9", None, "met")]),
        ([(2021, "actual", 2020, "7"), (2020, "target", 2020, "9")], [(2020, "9", "7", None, "missed")]),
        # without a target there is nothing to compare
        ([(2020, "actual", 2019, "8"), (2021, "actual", 2020, "9")], []),
        # a series
        (
            [
                (2020, "actual", 2019, "8"),
                (2020, "target", 2020, "9"),
                (2021, "actual", 2020, "10"),
                (2021, "target", 2021, "11"),
            ],
            [(2020, "9", "10", "8", "met"), (2021, "11", None, "10", "awaited")],
        ),
        # the plan for a later year counts until the report of that year sets its own
        ([(2016, "target", 2020, "50")], [(2020, "50", None, None, "awaited")]),
        ([(2016, "target", 2020, "50"), (2020, "target", 2020, "60")], [(2020, "60", None, None, "awaited")]),
        ([(2016, "target", 2020, "50"), (2018, "target", 2020, "55")], [(2020, "55", None, None, "awaited")]),
        # a target stated before its year counts more than one stated later, however near that is
        (
            [(2016, "target", 2020, "50"), (2021, "target", 2020, "55")],
            [(2020, "50", None, None, "unreported")],
        ),
        # a target that is stated only afterwards, with its result
        ([(2021, "target", 2020, "5"), (2021, "actual", 2020, "6")], [(2020, "5", "6", None, "met")]),
        # 今年以来: what the planning report states of its own year is no result
        ([(2020, "target", 2020, "9"), (2020, "actual", 2020, "3")], [(2020, "9", None, None, "awaited")]),
        # nor is it the previous value of the next target
        (
            [(2020, "target", 2020, "9"), (2020, "actual", 2020, "3"), (2021, "target", 2021, "9")],
            [(2020, "9", None, None, "unreported"), (2021, "9", None, None, "awaited")],
        ),
        # a report of December looks back on its own year
        ([(2020, "target", 2021, "9"), (2021, "actual", 2021, "9")], [(2021, "9", "9", None, "met")]),
        # nobody knows a year before it has begun
        ([(2020, "target", 2020, "9"), (2019, "actual", 2020, "3")], [(2020, "9", None, None, "awaited")]),
    ],
)
def test_series(lines: list[Line], expected: list[tuple[int, str, str | None, str | None, str]]) -> None:
    assert [brief(row) for row in compared(lines)] == expected


def test_spans_count_only_against_the_same_span() -> None:
    plan = ReportedValue(
        observed("500", id="plan", status="target", start_year=2021, year=2025, report_id="r-2021"), 2021
    )
    one_year = ReportedValue(observed("120", id="year", year=2025, report_id="r-2026"), 2026)
    whole = ReportedValue(observed("510", id="span", start_year=2021, year=2025, report_id="r-2026"), 2026)
    before = ReportedValue(observed("90", id="before", start_year=2020, year=2024, report_id="r-2025"), 2025)
    assert [row.actual_observation_id for row in compare([plan, one_year], {})] == [None]
    rows = compare([plan, one_year, whole, before], {})
    assert {(row.actual_observation_id, row.previous_observation_id) for row in rows} == {("span", None)}


@pytest.mark.parametrize(
    "candidates, chosen",
    [
        # rows without flags first, then exact numbers, then the earlier one in the text
        ([{"flags": ("fallback_name",)}, {}], 1),
        ([{"bound": "min"}, {"bound": "exact"}], 1),
        ([{"bound": "approx"}, {"bound": "exact", "value_start": 90}], 1),
        ([{"bound": "min"}, {"flags": ("fallback_name",)}], 0),
        ([{"value_start": 90}, {"value_start": 20}], 1),
        ([{}, {}], 0),
    ],
)
def test_one_report_states_it_twice(candidates: list[dict[str, object]], chosen: int) -> None:
    plan = ReportedValue(observed("3", id="plan", status="target", year=2020, report_id="r-2020"), 2020)
    actuals = [
        ReportedValue(observed("3", id=f"c-{place}", year=2020, report_id="r-2021", **fields), 2021)
        for place, fields in enumerate(candidates)
    ]
    for order in (actuals, actuals[::-1]):
        assert compare([plan, *order], {})[0].actual_observation_id == f"c-{chosen}"


@pytest.mark.parametrize(
    "later, chosen",
    [
        # a later exact value says more than the first milestone; a milestone alone still counts
        ([("min", "3000"), ("exact", "3010")], "a-1"),
        ([("exact", "3010"), ("min", "3000")], "a-0"),
        ([("min", "3000"), ("min", "3100")], "a-0"),
        ([("max", "3000"), ("approx", "2900")], "a-1"),
    ],
)
def test_an_exact_value_beats_a_milestone(later: list[tuple[str, str]], chosen: str) -> None:
    plan = ReportedValue(observed("2900", id="plan", status="target", year=2020, report_id="r-2020"), 2020)
    actuals = [
        ReportedValue(
            observed(value, id=f"a-{n}", year=2020, bound=bound, report_id=f"r-{2021 + n}"), 2021 + n
        )
        for n, (bound, value) in enumerate(later)
    ]
    assert compare([plan, *actuals], {})[0].actual_observation_id == chosen


def test_of_synonyms_in_one_report_the_target_s_own_name_counts() -> None:
    plan = ReportedValue(observed("5", id="plan", status="target", year=2020, report_id="r-2020"), 2020)
    others = [
        ReportedValue(
            observed("9", id="other", indicator="建成书屋", year=2020, report_id="r-2021", value_start=1),
            2021,
        ),
        ReportedValue(observed("6", id="same", year=2020, report_id="r-2021", value_start=9), 2021),
    ]
    row = compare([plan, *others], {})[0]
    assert (row.actual_observation_id, row.match_reason, row.match) == ("same", "name", Decimal("0.93"))
    assert compare([plan, others[0]], {})[0].match_reason == "synonym"


def test_units_of_one_family_meet_in_the_base_unit() -> None:
    plan = observed(
        "30", id="plan", status="target", unit="亩", base_value=Decimal(2), base_unit="公顷", year=2020
    )
    done = observed("3", id="done", unit="公顷", base_value=Decimal(3), base_unit="公顷", year=2020)
    row = compare([ReportedValue(plan, 2020), ReportedValue(done, 2021)], {})[0]
    assert (row.target_value, row.actual_value, row.unit, row.match_reason) == (
        Decimal(2),
        Decimal(3),
        "公顷",
        Match.UNIT,
    )
    alone = compare([ReportedValue(plan, 2020)], {})[0]
    assert (alone.target_value, alone.unit) == (Decimal(30), "亩")


def test_an_approximate_target_is_judged_with_and_without_tolerance() -> None:
    lines: list[Line] = [(2020, "target", 2020, "5"), (2021, "actual", 2020, "4.8")]
    rows = compare(stated(lines, bound="approx", measure="growth", unit="%"), {})
    assert [(row.vintage, row.tolerance, row.tolerance_rule, row.outcome) for row in rows] == [
        ("first", Decimal("0.25"), "approx_5_percent", "met"),
        ("first", 0, "off", "missed"),
    ]


@pytest.mark.parametrize(
    "delivered, outcome",
    [((2020,), "awaited"), ((2020, 2022), "awaited"), ((2020, 2021), "unreported"), ((), "awaited")],
)
def test_a_target_without_result_is_unreported_where_the_next_report_is_held(
    delivered: tuple[int, ...], outcome: str
) -> None:
    rows = compare(stated([(2020, "target", 2020, "9")]), {}, {"990100": frozenset(delivered)})
    assert {row.outcome for row in rows} == {outcome}


@pytest.mark.parametrize(
    "kind, outcome",
    [("report", "unreported"), ("bulletin", "unreported"), ("plan", "awaited"), ("table", "awaited")],
)
def test_reports_and_bulletins_would_state_a_result(kind: str, outcome: str) -> None:
    target, other = stated([(2020, "target", 2020, "9"), (2021, "target", 2021, "9")])
    later = replace(other, observation=replace(other.observation, source_kind=SourceKind(kind)))
    assert compare([target, later], {})[0].outcome == outcome


def test_a_comparison_is_as_sure_as_its_less_sure_side() -> None:
    target, actual = stated([(2020, "target", 2020, "9"), (2021, "actual", 2020, "9")])
    doubtful = replace(actual, observation=replace(actual.observation, confidence=Decimal("0.4")))
    assert compare([target], {})[0].confidence == Decimal("0.9")
    assert compare([target, doubtful], {})[0].confidence == Decimal("0.4")


@pytest.mark.parametrize(
    "word, bound_text, expected",
    [
        ("确保", "左右", "binding"),
        ("预期", "", "expected"),
        ("", "左右", "expected"),
        ("力争", "", "striving"),
        ("", "以上", None),
    ],
)
def test_the_class_of_a_commitment(word: str, bound_text: str, expected: str | None) -> None:
    row = compare(stated([(2020, "target", 2020, "9")], commitment=word, bound_text=bound_text), {})[0]
    assert (row.commitment, row.commitment_class) == (word, expected)


def test_the_catalogue_says_which_way_is_better() -> None:
    lines: list[Line] = [(2020, "target", 2020, "4.5"), (2021, "actual", 2020, "4.2")]
    coded = stated(lines, indicator_code="URBAN_UNEMPLOYMENT_SURVEYED", measure="share", unit="%")
    assert {row.outcome for row in compare(coded, {})} == {"missed"}
    judged = compare(coded, {"URBAN_UNEMPLOYMENT_SURVEYED": Better.LOWER})
    assert [(row.vintage, row.outcome) for row in judged] == [("first", "met")]


def test_a_row_tells_its_evidence_and_what_the_target_says() -> None:
    lines: list[Line] = [
        (2020, "actual", 2019, "8"),
        (2020, "target", 2020, "9"),
        (2021, "actual", 2020, "9.5"),
    ]
    (row,) = compared(lines, bound="approx", measure="growth", unit="%", scope="区本级")
    assert (row.target_observation_id, row.actual_observation_id, row.previous_observation_id) == (
        "2020-1",
        "2021-2",
        "2020-0",
    )
    assert (row.ambition, row.gap, row.tolerance, row.attainment) == (
        Decimal(1),
        Decimal("0.5"),
        Decimal("0.45"),
        None,
    )
    assert (row.scope, row.unit, row.target_bound, row.actual_bound) == ("区本级", "%", "approx", "approx")


def test_a_key_has_one_target_and_one_result() -> None:
    both = settle_both(stated([(2020, "target", 2020, "6"), (2021, "actual", 2020, "7")]), Vintage.FIRST)
    assert {status: [str(row.value) for row in found.values()] for status, found in both.items()} == {
        Status.TARGET: ["6"],
        Status.ACTUAL: ["7"],
    }
    aims = stated([(2020, "target", 2020, "6")])
    assert [len(found) for found in settle_both(aims, Vintage.FIRST).values()] == [0, 1]
