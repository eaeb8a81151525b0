"""The columns that identify the quantity of a row; all lists that compare observations share them."""

from __future__ import annotations

from typing import NamedTuple

from app.store.declared.fields import (
    CATEGORY,
    INDICATOR_CODE,
    MEASURE,
    REGION,
    REGION_CODE,
    SCOPE,
    UNIT,
    Field,
    integer,
    text,
    with_example,
)


class ExampleQuantity(NamedTuple):
    """The quantity in the example of a list."""

    indicator: str
    indicator_code: str
    category: str
    measure: str
    unit: str
    year: int


def quantity_fields(
    example: ExampleQuantity, *, indicator: str, start_year: str, year: str
) -> tuple[Field, ...]:
    """The columns; ``indicator``, ``start_year`` and ``year`` are descriptions that differ between lists."""
    return (
        REGION,
        REGION_CODE,
        SCOPE,
        text("indicator", indicator, example.indicator),
        with_example(INDICATOR_CODE, f'"{example.indicator_code}"'),
        with_example(CATEGORY, f'"{example.category}"'),
        with_example(MEASURE, f'"{example.measure}"'),
        with_example(UNIT, f'"{example.unit}"'),
        integer("start_year", start_year, example.year),
        integer("year", year, example.year),
    )
