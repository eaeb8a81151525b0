"""The formats of lists, with one function each that writes batches of rows.

A new format is one function and one row of ``FORMATS``. Functions write batches, because a call for
each row costs more than the writing. Cells are those of ``app.store.fields``: decimals and lists are
JSON text and are copied as they are, so no digit can change. Neither HTTP nor the database is known
here: the command line uses the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from app.api.columns import About, Rows
from app.api.delimited import csv_chunks
from app.api.workbook import workbook_chunks
from app.store.documents import lines
from app.store.fields import Field
from app.store.resource import Resource

if TYPE_CHECKING:
    from app.services.queries import Stream

Batches = Iterable[Rows]


class FormatError(Exception):
    """A file can't be written here; the message says what is missing."""


#: Takes fields, batches (of rows of cells, or of JSON objects: ``Format.of_documents``), what they are of.
Writer = Callable[[Sequence[Field], Iterable[Any], About], Iterator[bytes]]


def ndjson_chunks(_: Sequence[Field], batches: Iterable[list[bytes]], about: About) -> Iterator[bytes]:  # noqa: ARG001 # as all
    """One JSON object a line; lists are arrays, numbers have the digits of their decimals."""
    for documents in batches:
        if documents:
            yield b"\n".join(documents) + b"\n"


def parquet_chunks(fields: Sequence[Field], batches: Iterable[list[bytes]], about: About) -> Iterator[bytes]:
    """A Parquet file, see ``app.api.parquet``."""
    from app.api import parquet  # noqa: PLC0415 # a third of a second that only Parquet needs

    return parquet.parquet_chunks(fields, batches, about)


def stata_chunks(fields: Sequence[Field], batches: Batches, about: About) -> Iterator[bytes]:
    """A file of Stata, see ``app.api.stata``."""
    try:
        from app.api import stata  # noqa: PLC0415 # pandas is an extra
    except ImportError as error:
        raise FormatError("Stata files need pandas: install zhibiao[stata].") from error
    return stata.stata_chunks(fields, batches, about)


def text_chunks(fields: Sequence[Field], batches: Batches, about: About) -> Iterator[bytes]:  # noqa: ARG001 # as all
    """CSV, see ``app.api.delimited``."""
    return csv_chunks(fields, batches)


@dataclass(frozen=True, slots=True)
class Format:
    """One format of lists.

    Attributes:
        media_types: The types that an ``Accept`` header may name.
        write: Streams the whole selection; None for JSON, which answers in pages.
        binary: Whether the format is not text.
        of_documents: Whether ``write`` takes rows as JSON objects instead of cells.
    """

    name: str
    media_types: tuple[str, ...]
    content_type: str
    description: str
    write: Writer | None
    binary: bool = False
    of_documents: bool = False

    def chunks(self, resource: Resource, stream: Stream) -> Iterator[bytes]:
        """The whole selection of a list; nothing for JSON.

        Raises:
            FormatError: a library that writes the format is not installed.
        """
        fields, about = [resource.field(name) for name in stream.columns], about_list(resource)
        if self.write is not None and stream.documents is not None:
            return self.write(fields, stream.documents, about)
        return self.of_rows(fields, stream.batches, about)

    def of_rows(self, fields: Sequence[Field], batches: Batches, about: About) -> Iterator[bytes]:
        """The same from rows of cells."""
        if self.write is None:
            return iter(())
        if self.of_documents:
            return self.write(fields, (lines(fields, rows).splitlines() for rows in batches), about)
        return self.write(fields, batches, about)


def about_list(resource: Resource) -> About:
    """What a file with rows of a list is of."""
    return About(resource.name, resource.zh, resource.en, resource.about)


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
            text_chunks,
        ),
        Format(
            "ndjson",
            ("application/x-ndjson", "application/ndjson", "application/jsonl"),
            "application/x-ndjson",
            "the whole selection, one JSON object a line",
            ndjson_chunks,
            of_documents=True,
        ),
        Format(
            "parquet",
            ("application/vnd.apache.parquet",),
            "application/vnd.apache.parquet",
            "the whole selection, decimals as decimal128, lists as lists",
            parquet_chunks,
            binary=True,
            of_documents=True,
        ),
        Format(
            "xlsx",
            (_XLSX,),
            _XLSX,
            "the whole selection as a workbook, lists joined by `;`",
            workbook_chunks,
            binary=True,
        ),
        Format(
            "dta",
            ("application/x-stata-dta",),
            "application/x-stata-dta",
            "the whole selection for Stata 14 and later, numbers as doubles, lists joined by `;`",
            stata_chunks,
            binary=True,
        ),
    )
}
