"""The formats of lists: each has one function that writes batches of rows.

A new format needs one function and one row of ``FORMATS``. Functions take batches, because a call for
each row costs more than writing the row. Cells are those of ``app.store.declared.fields``: decimals and
lists are JSON text and are copied unchanged, so no digit can change. This module does not depend on HTTP or
the database, so the command line uses the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from app.api.formats.columns import About, Rows
from app.api.formats.delimited import csv_chunks
from app.api.formats.workbook import workbook_chunks
from app.store.declared.fields import Field
from app.store.declared.resource import Resource
from app.store.rows.documents import lines

if TYPE_CHECKING:
    from app.services.lists.queries import Stream

Batches = Iterable[Rows]


class FormatError(Exception):
    """A format can't be written; the message says which library is missing."""


#: Takes the fields, the batches (rows of cells; JSON objects if ``Format.of_documents``), and the list.
Writer = Callable[[Sequence[Field], Iterable[Any], About], Iterator[bytes]]


def ndjson_chunks(_: Sequence[Field], batches: Iterable[list[bytes]], about: About) -> Iterator[bytes]:  # noqa: ARG001 # as all
    """NDJSON: one JSON object for each line. Lists are arrays, and numbers keep all their digits."""
    for documents in batches:
        if documents:
            yield b"\n".join(documents) + b"\n"


def parquet_chunks(fields: Sequence[Field], batches: Iterable[list[bytes]], about: About) -> Iterator[bytes]:
    """A Parquet file, see ``app.api.formats.parquet``."""
    from app.api.formats import parquet  # noqa: PLC0415 # takes a third of a second, and only Parquet needs it

    return parquet.parquet_chunks(fields, batches, about)


def stata_chunks(fields: Sequence[Field], batches: Batches, about: About) -> Iterator[bytes]:
    """A Stata file, see ``app.api.formats.stata``."""
    try:
        from app.api.formats import stata  # noqa: PLC0415 # pandas is an extra
    except ImportError as error:
        raise FormatError("Stata files need pandas: install zhibiao[stata].") from error
    return stata.stata_chunks(fields, batches, about)


def text_chunks(fields: Sequence[Field], batches: Batches, about: About) -> Iterator[bytes]:  # noqa: ARG001 # as all
    """CSV, see ``app.api.formats.delimited``."""
    return csv_chunks(fields, batches)


@dataclass(frozen=True, slots=True)
class Format:
    """One format of lists.

    Attributes:
        media_types: The types that an ``Accept`` header may name.
        write: Streams the whole selection; None for JSON, which comes in pages.
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
        """The whole selection of a list, written in this format; nothing for JSON.

        Raises:
            FormatError: a library that writes the format is not installed.
        """
        fields, about = [resource.field(name) for name in stream.columns], about_list(resource)
        if self.write is not None and stream.documents is not None:
            return self.write(fields, stream.documents, about)
        return self.of_rows(fields, stream.batches, about)

    def of_rows(self, fields: Sequence[Field], batches: Batches, about: About) -> Iterator[bytes]:
        """Rows of cells, written in this format; nothing for JSON."""
        if self.write is None:
            return iter(())
        if self.of_documents:
            return self.write(fields, (lines(fields, rows).splitlines() for rows in batches), about)
        return self.write(fields, batches, about)


def about_list(resource: Resource) -> About:
    """The names and the description of a list, for a file with its rows."""
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
            "the whole selection, one JSON object for each line",
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
