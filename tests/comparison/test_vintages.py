"""Whose actual counts: that of the first report, the latest, or a preferred kind of text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.comparison import compare
from app.model.comparison import Vintage
from app.model.observation import SourceKind
from tests.comparison.lines import Line, stated


def test_vintages_differ_where_a_later_report_corrects() -> None:
    lines = [(2020, "target", 2020, "9"), (2021, "actual", 2020, "8.8"), (2022, "actual", 2020, "9.1")]
    first, latest = compare(stated(lines), {})
    assert (first.vintage, first.actual_value, first.outcome) == ("first", Decimal("8.8"), "missed")
    assert (latest.vintage, latest.actual_value, latest.outcome) == ("latest", Decimal("9.1"), "met")
    assert (first.actual_observation_id, latest.actual_observation_id) == ("2021-1", "2022-2")


@pytest.mark.parametrize(
    "kinds, expected",
    [
        # of texts of one kind no preference decides
        (("report", "report"), {"8.8": ["first", "bulletin", "report"], "9.1": ["latest"]}),
        # the report is the first, so that only who prefers the bulletin sees another value
        (("report", "bulletin"), {"8.8": ["first", "report"], "9.1": ["bulletin", "latest"]}),
        (("bulletin", "report"), {"8.8": ["first", "bulletin"], "9.1": ["report", "latest"]}),
    ],
)
def test_a_preferred_kind_of_text_has_a_row_where_it_states_another_value(
    kinds: tuple[str, str], expected: dict[str, list[str]]
) -> None:
    lines: list[Line] = [
        (2020, "target", 2020, "9"), (2021, "actual", 2020, "8.8"), (2022, "actual", 2020, "9.1"),
    ]  # fmt: skip
    target, *actuals = stated(lines)
    known = [
        replace(item, observation=replace(item.observation, source_kind=SourceKind(kind)))
        for item, kind in zip(actuals, kinds, strict=True)
    ]
    found: dict[str, list[str]] = {}
    for row in compare([target, *known], {}):
        assert row.vintage == row.vintages[0]
        found.setdefault(str(row.actual_value), []).extend(row.vintages)
    assert found == expected


def test_the_kind_of_a_target_is_no_preference_about_results() -> None:
    target, *actuals = stated([(2020, "target", 2020, "9"), (2021, "actual", 2020, "8.8")])
    plan = replace(target, observation=replace(target.observation, source_kind=SourceKind.BULLETIN))
    assert [row.vintages for row in compare([plan, *actuals], {})] == [tuple(Vintage)]
