"""The formats in which a list leaves: one serialiser each, all fed with the same batches of raw tuples.

A new format is one function and one row of ``FORMATS``. Serialisers write batches, never single
rows: a call a row costs more than the writing. Cells are those of ``app.store.fields``: decimals
and lists come as JSON text and are copied as they are, so that no digit can change. Knows neither
HTTP nor the database: the command line writes with the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.api.columns import Rows
from app.api.delimited import csv_chunks
from app.api.workbook import workbook_chunks
from app.store.documents import lines
from app.store.fields import Field

if TYPE_CHECKING:
    from app.services.queries import Stream

Batches = Iterable[Rows]
Writer = Callable[[Sequence[Field], Batches], Iterator[bytes]]
Joiner = Callable[[Sequence[Field], Iterable[list[bytes]]], Iterator[bytes]]


def ndjson_chunks(fields: Sequence[Field], batches: Batches) -> Iterator[bytes]:
    """One JSON object a line; lists are arrays, numbers have the digits of their decimals."""
    for rows in batches:
        yield lines(fields, rows)


def ndjson_joined(_: Sequence[Field], batches: Iterable[list[bytes]]) -> Iterator[bytes]:
    """The same from rows that are JSON objects already."""
    for documents in batches:
        yield b"\n".join(documents) + b"\n"


def parquet_chunks(fields: Sequence[Field], batches: Batches) -> Iterator[bytes]:
    """A Parquet file; see ``app.api.parquet``, which is loaded when one is first asked for."""
    from app.api import parquet  # noqa: PLC0415 # a third of a second that only Parquet needs

    return parquet.parquet_chunks(fields, batches)


def parquet_joined(fields: Sequence[Field], batches: Iterable[list[bytes]]) -> Iterator[bytes]:
    """The same from rows that are JSON objects already."""
    from app.api import parquet  # noqa: PLC0415 # as above

    return parquet.parquet_joined(fields, batches)


@dataclass(frozen=True, slots=True)
class Format:
    """One format of lists.

    ``media_types`` are those that an ``Accept`` header may name. ``write`` streams the whole
    selection; None for JSON, which answers in pages. ``join`` does so from rows that are kept as JSON
    objects; None where the format can't. ``binary``: not text.
    """

    name: str
    media_types: tuple[str, ...]
    content_type: str
    description: str
    write: Writer | None
    binary: bool = False
    join: Joiner | None = None

    def chunks(self, fields: Sequence[Field], stream: Stream) -> Iterator[bytes]:
        """The whole selection, where ``write`` is not None."""
        if self.join is not None and stream.documents is not None:
            return self.join(fields, stream.documents)
        return self.write(fields, stream.batches) if self.write else iter(())


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
            join=ndjson_joined,
        ),
        Format(
            "parquet",
            ("application/vnd.apache.parquet",),
            "application/vnd.apache.parquet",
            "the whole selection, decimals as decimal128, lists as lists",
            parquet_chunks,
            binary=True,
            join=parquet_joined,
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
