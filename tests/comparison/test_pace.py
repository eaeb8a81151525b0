"""The pace of targets of several years: the share done and the share of time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.comparison import ReportedValue, compare
from tests.made import observed

#: A known result: first year, last year, value.
Known = tuple[int, int, str]


def rows(
    target: ReportedValue, known: list[Known], measure: str = "level"
) -> tuple[int | None, Decimal | None, Decimal | None]:
    actuals = [
        ReportedValue(
            observed(
                value, id=f"a-{start}-{end}", start_year=start, year=end, report_id=f"r-{end + 1}",
                measure=measure,
            ),
            end + 1,
        )
        for start, end, value in known
    ]  # fmt: skip # as many arguments a line as it holds
    row = compare([target, *actuals], {})[0]
    return row.done_until, row.done_share, row.time_share


def planned(value: str, start: int, end: int, measure: str = "level") -> ReportedValue:
    row = observed(
        value, id="t", status="target", start_year=start, year=end, report_id="r-2021", measure=measure
    )
    return ReportedValue(row, 2021)


NOTHING = (None, None, None)


@pytest.mark.parametrize(
    "known, expected",
    [
        # the stated amount since the start, or the sum of single years: the one that reaches further
        ([(2021, 2022, "30")], (2022, "0.3", "0.4")),
        ([(2021, 2021, "10"), (2022, 2022, "15")], (2022, "0.25", "0.4")),
        (
            [(2021, 2022, "30"), (2021, 2021, "10"), (2022, 2022, "15"), (2023, 2023, "20")],
            (2023, "0.45", "0.6"),
        ),
        # a year is missing: the sum ends before it
        ([(2021, 2021, "10"), (2023, 2023, "20")], (2021, "0.1", "0.2")),
        ([(2022, 2022, "10")], NOTHING),
        ([], NOTHING),
    ],
)
def test_an_amount_over_a_period(known: list[Known], expected: tuple[object, ...]) -> None:
    found = rows(planned("100", 2021, 2025), known)
    assert found == tuple(Decimal(cell) if isinstance(cell, str) else cell for cell in expected)


@pytest.mark.parametrize(
    "known, expected",
    [
        ([(2020, 2020, "60"), (2022, 2022, "70")], (2022, "0.25", "0.4")),
        ([(2020, 2020, "60"), (2022, 2022, "50")], (2022, "-0.25", "0.4")),
        ([(2020, 2020, "60"), (2023, 2023, "80")], (2023, "0.5", "0.6")),
        # the last year before the end still counts, the end itself does not: it is the result
        ([(2020, 2020, "60"), (2022, 2022, "70"), (2024, 2024, "90")], (2024, "0.75", "0.8")),
        ([(2020, 2020, "60"), (2025, 2025, "100")], NOTHING),
        ([(2022, 2022, "70")], NOTHING),
        ([(2020, 2020, "60")], NOTHING),
        ([(2020, 2020, "100"), (2022, 2022, "70")], NOTHING),
    ],
)
def test_what_stands_at_the_end_of_a_plan(known: list[Known], expected: tuple[object, ...]) -> None:
    found = rows(planned("100", 2025, 2025), known)
    assert found == tuple(Decimal(cell) if isinstance(cell, str) else cell for cell in expected)


def test_a_target_of_one_year_has_no_pace() -> None:
    assert rows(planned("100", 2021, 2021), [(2020, 2020, "60"), (2021, 2021, "70")]) == NOTHING


def test_a_share_at_the_end_of_a_plan_has_a_pace() -> None:
    known = [(2020, 2020, "60"), (2022, 2022, "70")]
    found = rows(planned("100", 2025, 2025, "share"), known, "share")
    assert found == (2022, Decimal("0.25"), Decimal("0.4"))


@pytest.mark.parametrize("start, measure", [(2025, "growth"), (2025, "change"), (2021, "share")])
def test_growth_of_one_year_and_shares_of_several_have_no_pace(start: int, measure: str) -> None:
    known = [(2020, 2020, "60"), (2022, 2022, "70")]
    assert rows(planned("100", start, 2025, measure), known, measure) == NOTHING
