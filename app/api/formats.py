"""The formats in which a list leaves: one serialiser each, all fed with the same batches of raw tuples.

A new format is one function and one row of ``FORMATS``. Serialisers write batches, never single
rows: a call a row costs more than the writing. Cells are those of ``app.store.fields``: decimals
and lists come as JSON text and are copied as they are, so that no digit can change. Knows neither
HTTP nor the database: the command line writes with the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import msgspec

from app.api.columns import Rows
from app.api.delimited import csv_chunks
from app.api.workbook import workbook_chunks
from app.store.fields import Field, Kind

Batches = Iterable[Rows]
Writer = Callable[[Sequence[Field], Batches], Iterator[bytes]]

# Decimals leave as numbers with the digits that they have, never through a float.
ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
# What the drivers give as the text of a JSON value.
JSON_TEXT: Final = frozenset({Kind.DECIMAL, Kind.LIST})


@lru_cache(maxsize=256)
def _row_type(columns: tuple[str, ...]) -> Callable[..., msgspec.Struct]:
    """A struct with these fields: three times as fast to make and write as a dictionary."""
    # A year is the name of a column too, but can't be one of an attribute.
    names = {f"cell{place}": name for place, name in enumerate(columns)}
    return msgspec.defstruct("Row", [(name, object) for name in names], rename=names, gc=False)


def structs(fields: Sequence[Field], rows: Rows) -> list[msgspec.Struct]:
    """The rows as objects that ``ENCODER`` writes, in the order of ``fields``."""
    make = _row_type(tuple(field.name for field in fields))
    raw = [position for position, field in enumerate(fields) if field.kind in JSON_TEXT]
    if not raw:
        return [make(*row) for row in rows]
    made = []
    for row in rows:
        cells: list[object] = list(row)
        for position in raw:
            text = row[position]
            cells[position] = None if text is None else msgspec.Raw(text)  # type: ignore[arg-type]  # Kind says str
        made.append(make(*cells))
    return made


def ndjson_chunks(fields: Sequence[Field], batches: Batches) -> Iterator[bytes]:
    """One JSON object a line; lists are arrays, numbers have the digits of their decimals."""
    for rows in batches:
        yield ENCODER.encode_lines(structs(fields, rows))


def parquet_chunks(fields: Sequence[Field], batches: Batches) -> Iterator[bytes]:
    """A Parquet file; see ``app.api.parquet``, which is loaded when one is first asked for."""
    from app.api import parquet  # noqa: PLC0415 # a third of a second that only Parquet needs

    return parquet.parquet_chunks(fields, batches)


@dataclass(frozen=True, slots=True)
class Format:
    """One format of lists.

    ``media_types`` are those that an ``Accept`` header may name. ``write`` streams the whole
    selection; None for JSON, which answers in pages. ``binary``: not text.
    """

    name: str
    media_types: tuple[str, ...]
    content_type: str
    description: str
    write: Writer | None
    binary: bool = False


_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON: Final = Format("json", ("application/json",), "application/json", "one page of the selection", None)
FORMATS: Final = {
    row.name: row
    for row in (
        JSON,
        Format(
            "csv",
            ("text/csv",),
            "text/csv; charset=utf-8; header=present",
            "the whole selection, lists joined by `;`",
            csv_chunks,
        ),
        Format(
            "ndjson",
            ("application/x-ndjson", "application/ndjson", "application/jsonl"),
            "application/x-ndjson",
            "the whole selection, one JSON object a line",
            ndjson_chunks,
        ),
        Format(
            "parquet",
            ("application/vnd.apache.parquet",),
            "application/vnd.apache.parquet",
            "the whole selection, decimals as decimal128, lists as lists",
            parquet_chunks,
            binary=True,
        ),
        Format(
            "xlsx",
            (_XLSX,),
            _XLSX,
            "the whole selection as a workbook, lists joined by `;`",
            workbook_chunks,
            binary=True,
        ),
    )
}
