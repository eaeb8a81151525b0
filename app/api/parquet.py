"""Parquet: exact decimals (decimal128), real lists, each column with its description; streamed by row groups.

Loaded when the first Parquet is asked for: the library takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
from pyarrow import parquet

from app.api.columns import Cells, Rows, listed
from app.api.pipe import Pipe
from app.store.fields import Field, Kind

#: Rows that are compressed together: enough for a column to be small, few enough to be held in memory.
GROUP: Final = 32_768
#: 24 digits before the point and 14 after it: more than any report states.
DECIMAL: Final = pa.decimal128(38, 14)
TYPES: Final[dict[Kind, pa.DataType]] = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.DECIMAL: DECIMAL,
    Kind.DATE: pa.date32(),
    Kind.LIST: pa.list_(pa.string()),
}


def parquet_chunks(fields: Sequence[Field], batches: Iterable[Rows]) -> Iterator[bytes]:
    """The rows as one Parquet file, a row group at a time.

    Raises:
        pyarrow.ArrowInvalid: a decimal has more digits than ``DECIMAL``; nothing is ever rounded.
    """
    shape, pipe = schema(fields), Pipe()
    with parquet.ParquetWriter(pa.PythonFile(pipe, "w"), shape, compression="zstd") as writer:
        yield pipe.take()
        for group in _groups(fields, batches):
            writer.write_table(pa.Table.from_batches(group, shape))
            yield pipe.take()
    yield pipe.take()


def schema(fields: Sequence[Field]) -> pa.Schema:
    """Names and types of the columns; what a column means stands in its metadata."""
    return pa.schema(
        [
            pa.field(field.name, TYPES[field.kind], field.nullable, {"description": field.description})
            for field in fields
        ]
    )


def _groups(fields: Sequence[Field], batches: Iterable[Rows]) -> Iterator[list[pa.RecordBatch]]:
    """The batches as columns, as many as make a row group; columns take a fraction of the rows' memory."""
    shape = schema(fields)
    group: list[pa.RecordBatch] = []
    count = 0
    for rows in batches:
        if rows:
            group.append(_columns(fields, rows, shape))
            count += len(rows)
        if count >= GROUP:
            yield group
            group, count = [], 0
    if group:
        yield group


def _columns(fields: Sequence[Field], rows: Rows, shape: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True)
    arrays = [_MAKERS[field.kind](cells) for field, cells in zip(fields, columns, strict=True)]
    return pa.record_batch(arrays, schema=shape)


def _texts(cells: Cells) -> Any:  # noqa: ANN401 # the library has no types
    return pa.array(cells, pa.string())


def _decimals(cells: Cells) -> Any:  # noqa: ANN401 # the library has no types
    return _texts(cells).cast(DECIMAL)


def _dates(cells: Cells) -> Any:  # noqa: ANN401 # the library has no types
    return _texts(cells).cast(pa.date32())


def _integers(cells: Cells) -> Any:  # noqa: ANN401 # the library has no types
    return pa.array(cells, pa.int64())


def _lists(cells: Cells) -> Any:  # noqa: ANN401 # the library has no types
    return pa.array([None if cell is None else listed(str(cell)) for cell in cells], TYPES[Kind.LIST])


_MAKERS: Final[dict[Kind, Callable[[Cells], Any]]] = {
    Kind.TEXT: _texts,
    Kind.INTEGER: _integers,
    Kind.DECIMAL: _decimals,
    Kind.DATE: _dates,
    Kind.LIST: _lists,
}
