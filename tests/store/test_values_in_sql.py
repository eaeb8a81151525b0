"""Exact decimals: how they are written, and how they sort as numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.connections.session import Database
from app.store.declared.comparison_fields import COMPARISON_FIELDS
from app.store.declared.fields import OBSERVATION_FIELDS
from app.store.declared.resources import RESOURCES
from app.store.queries.parsing import parse_pairs
from app.store.repositories import observations
from app.store.rows.cells import observation_cells, observation_of, plain
from app.store.rows.comparison_cells import comparison_cells
from app.store.rows.ordering import number, order_key
from tests.made import observed, reported
from tests.store.storing import store

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=None).filter(
    lambda value: abs(value.adjusted()) < 40_000
)


@pytest.mark.parametrize(
    "value, text",
    [
        ("1E+3", "1000"),
        ("8.50", "8.5"),
        ("100", "100"),
        ("-0.0", "0"),
        ("-11.80", "-11.8"),
        ("4.1E+8", "410000000"),
        ("1E-7", "0.0000001"),
        ("0.1", "0.1"),
    ],
)
def test_plain_digits(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@given(DECIMALS)
def test_plain_digits_lose_nothing(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


@given(DECIMALS, DECIMALS)
def test_keys_sort_as_numbers(one: Decimal, other: Decimal) -> None:
    assert (order_key(one) < order_key(other)) == (one < other)
    assert (order_key(one) == order_key(other)) == (one == other)


@given(DECIMALS)
def test_a_key_has_its_number(value: Decimal) -> None:
    assert number(order_key(value)) == value


@pytest.mark.parametrize(
    "value, key", [("0.96", "2T96"), ("12", "2V12"), ("-12.5", "0Tyxu~"), ("0", "1"), ("1E+36", "2y1")]
)
def test_keys_of_usual_numbers_are_short(value: str, key: str) -> None:
    assert order_key(Decimal(value)) == key


def test_keys_sort_as_numbers_where_text_would_not() -> None:
    numbers = [
        "-1E+37",
        "-1E+36",
        "-1000",
        "-12.5",
        "-12.49",
        "-2",
        "-0.01",
        "-1E-36",
        "-1E-37",
        "0",
        "1E-37",
        "1E-36",
        "0.0099",
        "0.01",
        "2",
        "9",
        "10",
        "1E+3",
        "1E+12",
        "1E+36",
        "1E+37",
    ]
    assert sorted(numbers, key=lambda text: order_key(Decimal(text))) == numbers


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+60000", "1E-60000"])
def test_what_has_no_place_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"no place|too large"):
        order_key(Decimal(value))


def test_an_observation_comes_back_as_it_went() -> None:
    row = observed(
        "-4.10", value_high="-4", bound="range", rules=("a.b", "c.d"), flags=("doubt",), region_code=None
    )
    cells = observation_cells(row)
    assert observation_of(cells) == row
    named = dict(zip((field.name for field in OBSERVATION_FIELDS), cells, strict=True))
    assert (named["value"], named["rules"], named["region_code"]) == ("-4.1", '["a.b","c.d"]', None)


def test_the_cells_of_a_comparison_follow_its_fields() -> None:
    from app.comparison import ReportedValue, compare

    (row, *_) = compare([ReportedValue(observed("3.0", status="target", year=2020), 2020)], {})
    named = dict(zip((field.name for field in COMPARISON_FIELDS), comparison_cells(row), strict=True))
    assert (named["year"], named["target_value"], named["gap"], named["outcome"]) == (
        2020,
        "3",
        None,
        "awaited",
    )


def test_a_database_keeps_every_digit(database: Database) -> None:
    digits = [
        "0.1",
        "4.10",
        "410000000",
        "-0.000000000000000000001",
        "9007199254740993",
        "123456789012345678901234567890.123456789012345678901234567890",
        "1E+40",
        "-1E-40",
    ]
    store(database, reported(), [observed(value, id=f"o-{value}") for value in digits])
    query = parse_pairs(RESOURCES["observations"], [("fields", "value")], lambda _: ())
    kept = [row[0] for row in observations.LIST.page(database, query).rows]
    assert kept == [plain(Decimal(value)) for value in digits]
    query = parse_pairs(RESOURCES["observations"], [("fields", "value"), ("sort", "value")], lambda _: ())
    ordered = [Decimal(str(row[0])) for row in observations.LIST.page(database, query).rows]
    assert ordered == sorted(map(Decimal, digits))
