"""Charts: each mark stands where its number is, and axes show round numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from app.model.observation import Bound, Measure, Observation, Status
from app.services.lists.series import Series
from app.web.charts.bars import BASE, histogram
from app.web.charts.lines import lines
from app.web.charts.scale import Scale, scale_of
from app.web.charts.strips import strips
from app.web.charts.tiles import provinces, tile_map
from app.web.charts.words import broken, width_of
from app.web.charts.years import plot
from tests.api.stored import TEXT_2020, report, statements_2020


def growth(year: int, value: str, **other: object) -> Observation:
    row = statements_2020(report(2020, TEXT_2020))[1]
    return replace(row, year=year, start_year=year, value=Decimal(value), **other)  # type: ignore[arg-type]  # fields by name


def numbers(*texts: str) -> list[Decimal]:
    return list(map(Decimal, texts))


@pytest.mark.parametrize(
    "values, ticks",
    [
        (numbers("5", "7.5"), ["5", "6", "7"]),
        (numbers("0", "100"), ["0", "50", "100"]),
        (
            numbers("1000000000000000", "2000000000000000"),
            ["1000000000000000", "1500000000000000", "2000000000000000"],
        ),
        (numbers("0.0001", "0.0003"), ["0.0001", "0.0002", "0.0003"]),
        (numbers("-3", "9"), ["0", "5"]),
        (numbers("7"), ["6.5", "7", "7.5"]),
        (numbers("0"), ["0", "0.5", "1"]),
    ],
)
def test_axes_show_round_numbers(values: list[Decimal], ticks: list[str]) -> None:
    scale = scale_of(values, 100, 0)
    assert scale.ticks(3) == numbers(*ticks)
    assert all(0 <= scale.at(value) <= 100 for value in values)


def test_a_scale_is_linear() -> None:
    scale = Scale(Decimal(0), Decimal(10), 100, 0)
    assert [scale.at(value) for value in (0, 5, 10)] == [100, 50, 0]
    assert Scale(Decimal(1), Decimal(1), 0, 10).at(1) == 5


def test_a_chart_has_each_value_where_it_belongs() -> None:
    rows = {year: growth(year, value) for year, value in ((2017, "7"), (2018, "6"), (2020, "2"))}
    target = growth(2020, "6", value_high=Decimal(7), bound=Bound.RANGE, status=Status.TARGET)
    drawn = plot(Series("x", "GDP", Measure.GROWTH, "%", "", rows, {2020: target}))
    by_year = {mark.row.year: mark for mark in drawn.marks if mark.kind == "actual"}
    assert by_year[2017].x < by_year[2018].x < by_year[2020].x
    assert by_year[2017].y < by_year[2018].y < by_year[2020].y
    planned = next(mark for mark in drawn.marks if mark.kind == "target")
    assert (planned.x, planned.y, planned.y_high) == (by_year[2020].x, by_year[2018].y, by_year[2017].y)
    # The year without a value breaks the line.
    assert drawn.line.count("M") == 2


@pytest.mark.parametrize("other, doubtful", [({}, False), ({"flags": ("low_confidence",)}, True)])
def test_what_is_in_doubt_is_drawn_so(other: dict[str, object], doubtful: bool) -> None:
    drawn = plot(Series("x", "GDP", Measure.GROWTH, "%", "", {2019: growth(2019, "7", **other)}))
    assert [mark.doubtful for mark in drawn.marks] == [doubtful]


@pytest.mark.parametrize(
    "value, target, missed",
    [
        ("5.8", {"value": Decimal(6), "bound": Bound.MIN}, True),
        ("6", {"value": Decimal(6), "bound": Bound.MIN}, False),
        ("5.8", {"value": Decimal(6), "bound": Bound.APPROX}, False),
        ("5.6", {"value": Decimal(6), "bound": Bound.APPROX}, True),
        ("6.2", {"value": Decimal(6), "value_high": Decimal("6.5"), "bound": Bound.RANGE}, False),
    ],
)
def test_a_result_that_missed_its_target_is_drawn_so(
    value: str, target: dict[str, object], missed: bool
) -> None:
    planned = replace(growth(2020, "0", status=Status.TARGET), **target)  # type: ignore[arg-type]  # fields by name
    rows = {2019: growth(2019, "1"), 2020: growth(2020, value)}
    drawn = plot(Series("x", "GDP", Measure.GROWTH, "%", "", rows, {2020: planned}))
    assert [mark.row.year for mark in drawn.marks if mark.missed] == [2020] * missed


def test_few_years_are_all_named_and_many_at_equal_distances() -> None:
    def named(first: int, last: int) -> list[int]:
        rows = {year: growth(year, "7") for year in (first, last)}
        return [year for _, year in plot(Series("x", "GDP", Measure.GROWTH, "%", "", rows)).years]

    assert named(2018, 2020) == [2018, 2019, 2020]
    assert named(1978, 2023) == [1980, 1990, 2000, 2010, 2020]


def test_a_histogram_counts_every_value_once() -> None:
    bars = histogram(numbers("5", "5", "5.5", "6", "8", "4.4"))
    assert sum(bar.count for bar in bars) == 6
    for low, high in pairwise(bars):
        assert low.high == high.low
    tallest = max(bars, key=lambda bar: bar.count)
    assert tallest.low <= Decimal(5) < tallest.high
    assert tallest.y == min(bar.y for bar in bars)
    assert all(bar.y == BASE for bar in bars if not bar.count)
    assert [bar.count for bar in histogram(numbers("7", "7"))] == [2]


@pytest.mark.parametrize("width", [*map(str, range(81, 101)), "13.9", "0.0097", "999999999999"])
def test_a_histogram_has_bars_for_every_width(width: str) -> None:
    """A step of ten units gave one bar too many where the width is nearly a power of ten."""
    bars = histogram(numbers("0", width, *["5"] * 400))
    assert 2 <= len(bars) <= 14
    assert sum(bar.count for bar in bars) == 402


def test_a_histogram_of_few_values_has_few_bars() -> None:
    few = histogram(numbers("4.5", "4.5", *["5"] * 8))
    assert [(bar.low, bar.count) for bar in few if bar.count] == [(Decimal("4.5"), 2), (Decimal(5), 8)]
    assert len(few) <= 6
    many = histogram([Decimal(value) / 40 for value in range(400)])
    assert len(few) < len(many) <= 14


def test_names_of_lines_are_in_the_margin_which_is_as_wide_as_they_are() -> None:
    values = {2019: Decimal(1), 2020: Decimal(2)}
    short, long = lines({"甲": values}), lines({"a very long name of a place": values})
    assert short
    assert long
    assert short.right > long.right
    for drawn in (short, long):
        assert all(x <= drawn.right for x, *_ in drawn.lines[0].points)


def test_lines_break_at_missing_years_and_their_names_do_not_collide() -> None:
    drawn = lines(
        {
            "甲": {2018: Decimal(5), 2019: Decimal(6), 2021: Decimal("6.01")},
            "乙": {2020: Decimal(4), 2021: Decimal(6)},
            "丙": {},
        }
    )
    assert drawn is not None
    assert [line.name for line in drawn.lines] == ["甲", "乙"]
    assert [line.path.count("M") for line in drawn.lines] == [2, 1]
    assert abs(drawn.lines[0].y - drawn.lines[1].y) >= 16
    assert lines({}) is None


def test_the_map_has_each_province_once_and_no_two_on_one_square() -> None:
    assert len({tile.code for tile in provinces()}) == len({(tile.x, tile.y) for tile in provinces()}) == 34
    shades = {tile.code: tile.shade for tile in tile_map({"330000": 1, "130000": 43})}
    assert (shades["330000"], shades["130000"], shades["110000"]) == (1, 4, 0)


def test_strips_have_one_axis_with_zero_and_say_how_many_lie_above_it() -> None:
    above, below = ((Decimal(value), {"place": value}) for value in ("1.5", "-0.5"))
    same = [(Decimal("0.5"), {"place": str(number)}) for number in range(3)]
    drawn = strips({"city": [above, below], "county": same, "province": []})
    assert drawn
    assert [(strip.name, len(strip.dots), strip.above, strip.median[1]) for strip in drawn.strips] == [
        ("city", 2, 1, Decimal("0.5")),
        ("county", 3, 3, Decimal("0.5")),
    ]
    low, high = drawn.strips[0].dots
    assert low.x < drawn.zero < high.x
    assert low.row == {"place": "-0.5"}
    # equal values are beside each other, none covers another
    assert len({dot.y for dot in drawn.strips[1].dots}) == 3
    assert strips({"city": []}) is None


def test_a_place_has_its_colour_in_each_picture() -> None:
    one = lines({"a": {2019: Decimal(1)}, "b": {2019: Decimal(2)}})
    other = lines({"a": {}, "b": {2019: Decimal(2)}})
    assert one
    assert other
    assert one.lines[1].colour == other.lines[0].colour


@pytest.mark.parametrize(
    "text, width, most, broken_text",
    [
        ("一二三四五", 3, 2, ["一二三", "四五"]),
        ("一二三四五六七", 3, 2, ["一二三", "四五…"]),
        ("一二三", 3, 1, ["一二三"]),
        ("one two three", 5, 2, ["one two", "three"]),
        ("one two three", 5, 1, ["one two…"]),
        ("extraordinarily", 3, 2, ["extra", "ord…"]),
        ("增长了7.5%左右", 4.5, 2, ["增长了", "7.5%左右"]),
        ("", 5, 2, []),
    ],
)
def test_words_are_broken_into_lines(text: str, width: float, most: int, broken_text: list[str]) -> None:
    assert broken(text, width, most) == broken_text
    assert all(width_of(line) <= width for line in broken(text, width, most))
