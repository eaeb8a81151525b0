"""Parquet with exact decimals (decimal128), lists and column descriptions, streamed by row groups.

Imported with the first request for Parquet, because importing the library takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pyarrow as pa
from pyarrow import json, parquet

from app.api.formats.columns import LICENCE, About
from app.api.formats.pipe import Pipe
from app.model.digits import DECIMALS, WHOLE
from app.store.declared.fields import CellType, Field

#: Rows of a row group: enough to compress well, few enough to fit in memory.
GROUP: Final = 32_768
DECIMAL: Final = pa.decimal128(WHOLE + DECIMALS, DECIMALS)
#: Bytes of JSON that are parsed at a time.
BLOCK: Final = 1 << 20
#: Columns of the long lists that rarely repeat a value: dictionary encoding would not make them smaller.
DISTINCT: Final = frozenset(
    {
        "id", "sentence", "value", "value_high", "value_text", "value_start", "value_end", "sentence_start",
        "sentence_end", "target_value", "actual_value", "previous_value", "ambition", "gap", "attainment",
        "target_observation_id", "actual_observation_id", "previous_observation_id", "observation_id",
        "sequence",
    }
)  # fmt: skip # names read better on few lines
TYPES: Final[dict[CellType, pa.DataType]] = {
    CellType.TEXT: pa.string(),
    CellType.INTEGER: pa.int64(),
    CellType.DECIMAL: DECIMAL,
    CellType.DATE: pa.date32(),
    CellType.LIST: pa.list_(pa.string()),
}


def parquet_chunks(
    fields: Sequence[Field], batches: Iterable[list[bytes]], about: About, group: int = GROUP
) -> Iterator[bytes]:
    """Write rows, given as JSON objects, as one Parquet file; yield one row group at a time.

    ``group`` is the number of rows in a row group. The rows are JSON because Arrow parses it faster than it
    converts the cells of Python rows.

    Raises:
        pyarrow.ArrowInvalid: a decimal has more digits than ``DECIMAL``; nothing is ever rounded.
    """
    shape = schema(fields).with_metadata(
        {"description": about.text, "citation": about.citation, "licence": LICENCE}
    )
    return _file(shape, _gathered((_parsed(documents, shape) for documents in batches if documents), group))


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


def _gathered(tables: Iterable[pa.Table], most: int) -> Iterator[pa.Table]:
    """Join tables into row groups; columns take a fraction of the memory of their documents."""
    group: list[pa.Table] = []
    count = 0
    for table in tables:
        group.append(table)
        count += table.num_rows
        if count >= most:
            yield pa.concat_tables(group)
            group, count = [], 0
    if group:
        yield pa.concat_tables(group)


def _parsed(documents: list[bytes], shape: pa.Schema) -> pa.Table:
    """Parse JSON objects into columns; numbers keep all digits, and too many digits are an error."""
    body = b"\n".join(documents)
    # No object may be longer than a block. One thread: the other cores are for other requests.
    block = max(BLOCK, 2 * max(map(len, documents)))
    reading = json.ReadOptions(use_threads=False, block_size=block)
    parsing = json.ParseOptions(explicit_schema=_as_read(shape), unexpected_field_behavior="error")
    return json.read_json(pa.BufferReader(body), reading, parsing).cast(shape)


def _as_read(shape: pa.Schema) -> pa.Schema:
    """The schema for parsing JSON, in which dates are text."""
    dates = {place: column for place, column in enumerate(shape) if column.type == TYPES[CellType.DATE]}
    for place, column in dates.items():
        shape = shape.set(place, column.with_type(pa.string()))
    return shape


def schema(fields: Sequence[Field]) -> pa.Schema:
    """The names and types of the columns, with their descriptions as metadata."""
    return pa.schema(
        [
            pa.field(field.name, TYPES[field.kind], field.nullable, {"description": field.description})
            for field in fields
        ]
    )
