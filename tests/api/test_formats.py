"""Serialisers: the same raw cells in every format, no digit changed."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from app.api.formats import ENCODER, FORMATS, csv_chunks, ndjson_chunks, structs
from app.store.fields import Cell, Field, Kind


def field(name: str, kind: Kind) -> Field:
    return Field(name, kind, nullable=True, description="", example="null")


NAME, YEAR, VALUE, RULES = FIELDS = (
    field("indicator", Kind.TEXT),
    field("year", Kind.INTEGER),
    field("value", Kind.DECIMAL),
    field("rules", Kind.LIST),
)
ROWS: list[tuple[Cell, ...]] = [
    ("图书馆", 2019, "12", '["pair.zip","list.share"]'),
    ('他说"好"，\n然后,走了', 2020, "-11.80", "[]"),
    (None, None, None, None),
]


@pytest.mark.parametrize(
    "digits",
    ["1000000000000", "0.10", "-11.8", "123456789012345678901234567890.123456789", "0"],
)
def test_numbers_leave_json_with_exactly_their_digits(digits: str) -> None:
    line = b"".join(ndjson_chunks([VALUE], [[(digits,)]]))
    assert line == f'{{"value":{digits}}}\n'.encode()
    assert json.loads(line, parse_float=Decimal, parse_int=Decimal)["value"] == Decimal(digits)


def test_ndjson_is_one_object_a_line_with_arrays_and_nulls() -> None:
    lines = b"".join(ndjson_chunks(FIELDS, [ROWS[:2], ROWS[2:]])).decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"indicator": "图书馆", "year": 2019, "value": 12, "rules": ["pair.zip", "list.share"]},
        {"indicator": '他说"好"，\n然后,走了', "year": 2020, "value": -11.8, "rules": []},
        {"indicator": None, "year": None, "value": None, "rules": None},
    ]


def test_csv_quotes_joins_lists_and_leaves_nulls_empty() -> None:
    text = b"".join(csv_chunks(FIELDS, [ROWS[:2], ROWS[2:]])).decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["indicator", "year", "value", "rules"],
        ["图书馆", "2019", "12", "pair.zip;list.share"],
        ['他说"好"，\n然后,走了', "2020", "-11.80", ""],
        ["", "", "", ""],
    ]
    assert text.startswith("indicator,year,value,rules\r\n")


def test_nothing_selected_is_a_header_in_csv_and_nothing_in_ndjson() -> None:
    assert b"".join(csv_chunks(FIELDS, [])) == b"indicator,year,value,rules\r\n"
    assert b"".join(ndjson_chunks(FIELDS, [])) == b""


def test_json_rows_keep_the_order_of_the_fields() -> None:
    assert ENCODER.encode(structs([RULES, NAME], [('["a"]', "x")])) == b'[{"rules":["a"],"indicator":"x"}]'


def test_serialisers_are_fed_lazily() -> None:
    """A selection of any size is written in the memory of one batch."""
    taken = []

    def batches() -> object:
        for number in range(3):
            taken.append(number)
            yield [ROWS[0]]

    for row in FORMATS.values():
        if row.write is not None:
            taken.clear()
            next(iter(row.write(FIELDS, batches())))  # type: ignore[arg-type]  # a generator is an iterable
            assert taken == [0], row.name
