"""Parquet: exact decimals (decimal128), real lists, each column with its description; streamed by row groups.

Loaded when the first Parquet is asked for: the library takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
from pyarrow import json, parquet

from app.api.columns import Cells, Rows, listed
from app.api.pipe import Pipe
from app.store.fields import Field, Kind

#: Rows that are compressed together: enough for a column to be small, few enough to be held in memory.
GROUP: Final = 32_768
#: 24 digits before the point and 14 after it: more than any report states.
DECIMAL: Final = pa.decimal128(38, 14)
#: Bytes of JSON that are read at a time.
BLOCK: Final = 1 << 20
#: Columns of the long lists that hardly repeat a cell: to look for what repeats would be in vain.
DISTINCT: Final = frozenset(
    {
        "id", "sentence", "value", "value_high", "value_text", "value_start", "value_end", "sentence_start",
        "sentence_end", "target_value", "actual_value", "previous_value", "ambition", "gap", "attainment",
        "target_observation_id", "actual_observation_id", "previous_observation_id", "observation_id",
        "sequence",
    }
)  # fmt: skip # names read better on few lines
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
    shape = schema(fields)
    return _file(shape, (pa.Table.from_batches(group, shape) for group in _groups(fields, batches)))


def parquet_joined(fields: Sequence[Field], batches: Iterable[list[bytes]]) -> Iterator[bytes]:
    """The same from rows that are JSON objects already: the library reads them faster than Python cells.

    Raises:
        pyarrow.ArrowInvalid: as above.
    """
    shape = schema(fields)
    return _file(shape, _gathered(_parsed(documents, shape) for documents in batches if documents))


def _file(shape: pa.Schema, groups: Iterable[pa.Table]) -> Iterator[bytes]:
    pipe, repeating = Pipe(), [name for name in shape.names if name not in DISTINCT]
    with parquet.ParquetWriter(
        pa.PythonFile(pipe, "w"), shape, compression="zstd", use_dictionary=repeating
    ) as writer:
        yield pipe.take()
        for group in groups:
            writer.write_table(group)
            yield pipe.take()
    yield pipe.take()


def _gathered(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """As many as make a row group: columns take a fraction of the memory of their documents."""
    group: list[pa.Table] = []
    count = 0
    for table in tables:
        group.append(table)
        count += table.num_rows
        if count >= GROUP:
            yield pa.concat_tables(group)
            group, count = [], 0
    if group:
        yield pa.concat_tables(group)


def _parsed(documents: list[bytes], shape: pa.Schema) -> pa.Table:
    """JSON objects as columns; numbers stay the digits that they are, more than fit are an error."""
    body = b"\n".join(documents)
    # No object may be longer than a block. Other requests want the other cores.
    block = max(BLOCK, 2 * max(map(len, documents)))
    reading = json.ReadOptions(use_threads=False, block_size=block)
    parsing = json.ParseOptions(explicit_schema=_as_read(shape), unexpected_field_behavior="error")
    return json.read_json(pa.BufferReader(body), reading, parsing).cast(shape)


def _as_read(shape: pa.Schema) -> pa.Schema:
    """The columns as JSON has them: dates are text there."""
    dates = {place: column for place, column in enumerate(shape) if column.type == TYPES[Kind.DATE]}
    for place, column in dates.items():
        shape = shape.set(place, column.with_type(pa.string()))
    return shape


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
