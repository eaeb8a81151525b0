"""Values in the base unit of their family."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.extraction.examples import run


@pytest.mark.parametrize(
    "phrase, low, high, unit",
    [
        ("新建绿地30亩", "2", None, "公顷"),
        ("新建绿地30—45亩", "2", "3", "公顷"),
        ("新建书屋30—45个", "30", "45", "个"),
        ("财政收入增长6%—7%", "6", "7", "%"),
    ],
)
def test_both_ends_are_in_the_base_unit(phrase: str, low: str, high: str | None, unit: str) -> None:
    (row,) = run(f"一、2019年工作回顾\n{phrase}").observations
    expected = Decimal(low), Decimal(high) if high else None, unit
    assert (row.base_value, row.base_value_high, row.base_unit) == expected
