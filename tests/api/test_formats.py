"""Serialisers write the same cells in every format, without changing a digit."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Sequence
from decimal import Decimal

import openpyxl
import pytest
from pyarrow import ArrowInvalid, parquet

from app.api.formats.delimited import csv_chunks
from app.api.formats.registry import FORMATS, about_list
from app.api.formats.workbook import workbook_chunks
from app.store.declared.fields import Cell, CellType, Field
from app.store.declared.resources import LISTS
from app.store.rows.documents import ENCODER, structs


def field(name: str, kind: CellType) -> Field:
    return Field(name, kind, nullable=True, description="", example="null")


NAME, YEAR, VALUE, RULES = FIELDS = (
    field("indicator", CellType.TEXT),
    field("year", CellType.INTEGER),
    field("value", CellType.DECIMAL),
    field("rules", CellType.LIST),
)
ABOUT = about_list(LISTS["observations"])
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
    line = b"".join(FORMATS["ndjson"].of_rows([VALUE], [[(digits,)]], ABOUT))
    assert line == f'{{"value":{digits}}}\n'.encode()
    assert json.loads(line, parse_float=Decimal, parse_int=Decimal)["value"] == Decimal(digits)


def test_ndjson_is_one_object_a_line_with_arrays_and_nulls() -> None:
    lines = b"".join(FORMATS["ndjson"].of_rows(FIELDS, [ROWS[:2], ROWS[2:]], ABOUT)).decode().splitlines()
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
    assert b"".join(FORMATS["ndjson"].of_rows(FIELDS, [], ABOUT)) == b""


def test_json_rows_keep_the_order_of_the_fields() -> None:
    assert ENCODER.encode(structs([RULES, NAME], [('["a"]', "x")])) == b'[{"rules":["a"],"indicator":"x"}]'


FORMULAS = ["=1+1", "+1", "-1 or so", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_no_formula_to_a_spreadsheet(text: str) -> None:
    written = b"".join(csv_chunks([NAME], [[(text,)]])).decode()
    assert list(csv.reader(io.StringIO(written, newline=""))) == [["indicator"], [f"'{text}"]]
    (cell,) = next(iter(openpyxl.load_workbook(workbook([NAME], [[(text,)]])).active.iter_rows(min_row=2)))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.lstrip("\n") == text.lstrip("\r")


def test_a_negative_number_stays_a_number_in_csv() -> None:
    assert b"".join(csv_chunks([VALUE], [[("-11.8",)]])) == b"value\r\n-11.8\r\n"


def test_a_column_that_repeats_itself_is_written_as_any_other() -> None:
    rows = [("a,b", 1, "1", "[]")] * 5
    assert b"".join(csv_chunks(FIELDS, [rows])).decode().splitlines()[1:] == ['"a,b",1,1,'] * 5


def as_parquet(fields: Sequence[Field], batches: list[list[tuple[Cell, ...]]]) -> bytes:
    return b"".join(FORMATS["parquet"].of_rows(fields, batches, ABOUT))


def workbook(fields: Sequence[Field], batches: list[list[tuple[Cell, ...]]]) -> io.BytesIO:
    return io.BytesIO(b"".join(workbook_chunks(fields, batches, ABOUT)))


def test_a_workbook_holds_numbers_as_numbers_and_what_they_cannot_hold_as_text() -> None:
    long = "1234567890123456.5"
    rows = [*ROWS, ("a\x00<b>&", 1, long, None)]
    sheet = openpyxl.load_workbook(workbook(FIELDS, [rows[:1], rows[1:]]))["observations"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["indicator", "year", "value", "rules"],
        ["图书馆", 2019, 12, "pair.zip;list.share"],
        ['他说"好"，\n然后,走了', 2020, -11.8, None],
        [None, None, None, None],
        ["a\ufffd<b>&", 1, long, None],
    ]


def test_a_text_that_a_cell_cannot_hold_says_that_it_is_cut() -> None:
    sheet = openpyxl.load_workbook(workbook([NAME], [[("长" * 40_000,)]])).active
    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("[cut: too long for a cell]")


def test_more_rows_than_a_sheet_holds_go_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.formats.workbook.MOST_ROWS", 4)
    book = openpyxl.load_workbook(workbook([YEAR], [[(n,), (n + 1,)] for n in range(0, 10, 2)]))
    found = [row[0].value for sheet in book.worksheets[:-1] for row in sheet.iter_rows(min_row=2)]
    assert found == list(range(10))
    assert book.sheetnames[1] == "observations 2"


def test_parquet_keeps_decimals_lists_dates_and_descriptions() -> None:
    day = field("delivered_on", CellType.DATE)
    rows = [(*row, date) for row, date in zip(ROWS, ("2020-05-08", None, None), strict=True)]
    data = as_parquet([*FIELDS, day], [rows[:1], [], rows[1:]])
    table = parquet.read_table(io.BytesIO(data))
    assert table.column_names == ["indicator", "year", "value", "rules", "delivered_on"]
    assert str(table.schema.field("value").type).startswith("decimal128")
    assert table.schema.field("value").metadata[b"description"] == b""
    assert table.to_pylist()[0] == {
        "indicator": "图书馆",
        "year": 2019,
        "value": Decimal(12),
        "rules": ["pair.zip", "list.share"],
        "delivered_on": datetime.date(2020, 5, 8),
    }
    assert table["value"].to_pylist() == [Decimal(12), Decimal("-11.80"), None]
    assert parquet.read_table(io.BytesIO(as_parquet(FIELDS, []))).num_rows == 0


def test_parquet_rounds_nothing() -> None:
    with pytest.raises(ArrowInvalid):
        as_parquet([VALUE], [[("0.123456789012345",)]])


def test_serialisers_are_fed_lazily() -> None:
    """A selection of any size is written with the memory of a few batches."""
    taken = []

    def batches() -> object:
        for number in range(100):
            taken.append(number)
            yield [ROWS[0]] * 1000

    for row in FORMATS.values():
        # A Stata file begins with the number of rows.
        if row.write is not None and row.name != "dta":
            taken.clear()
            chunks = iter(row.of_rows(FIELDS, batches(), ABOUT))  # type: ignore[arg-type]  # a generator is an iterable
            next(chunks), next(chunks)
            assert len(taken) < 40, row.name


def test_a_document_may_be_longer_than_what_parquet_reads_at_a_time() -> None:
    rows: list[tuple[Cell, ...]] = [
        ('["a","b"]', "名称", "-11.8"),
        ("[]", "x" * 3_000_000, "12345678901234567890123.12345678901234"),
    ]
    table = parquet.read_table(io.BytesIO(as_parquet([RULES, NAME, VALUE], [rows[:1], [], rows[1:]])))
    assert table.to_pylist() == [
        {"rules": ["a", "b"], "indicator": "名称", "value": Decimal("-11.8")},
        {
            "rules": [],
            "indicator": "x" * 3_000_000,
            "value": Decimal("12345678901234567890123.12345678901234"),
        },
    ]
