"""Observations without the columns that no query selects or sorts by: only the documents have these cells.

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
import zstandard
from alembic import op

from app.store.upkeep.rebuilding import rebuild

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")
#: The cells of an observation in the order of its document, with the columns that are removed.
FIELDS = (
    "id", "indicator", "indicator_code", "category", "measure", "status", "value", "value_high", "bound",
    "unit", "scope", "start_year", "year", "region", "region_code", "report_id", "value_text", "bound_text",
    "commitment", "value_start", "value_end", "sentence_start", "sentence_end", "sentence", "rules", "flags",
    "confidence", "action", "head", "base_value", "base_value_high", "base_unit", "date", "level", "province",
    "province_code", "city", "source_kind", "reader", "corrected",
)  # fmt: skip # names read better on few lines
REMOVED: dict[str, tuple[sa.types.TypeEngine[Any], bool]] = {
    **dict.fromkeys(("value", "confidence", "base_value"), (EXACT, False)),
    **dict.fromkeys(("value_high", "base_value_high"), (EXACT, True)),
    **dict.fromkeys(("value_text", "bound_text", "sentence", "base_unit", "date"), (TEXT, False)),
    **dict.fromkeys(("province", "city"), (TEXT, True)),
    **dict.fromkeys(("value_start", "value_end", "sentence_start", "sentence_end"), (sa.Integer(), False)),
}
"""The types of the removed columns, and whether their cells may be null."""
DECIMALS = ("value", "value_high", "confidence", "base_value", "base_value_high")
#: Cells that are the text of a JSON value.
RAW = frozenset((*DECIMALS, "rules", "flags", "corrected"))
OBSERVATIONS = sa.table("observations", *map(sa.column, ("key", *FIELDS)))
DOCUMENTS = sa.table("observation_documents", sa.column("key"), sa.column("document", sa.LargeBinary()))
DICTIONARIES = sa.table(
    "dictionaries",
    *map(sa.column, ("number", "documents", "reports")),
    sa.column("content", sa.LargeBinary()),
)
#: The number of rows that are in memory at the same time.
BATCH = 2000
BRACE = b"{"
#: Bytes of the number of a dictionary, with which a packed document begins.
NUMBER = 4


def upgrade() -> None:
    pack = packer()
    cells = [
        sa.cast(OBSERVATIONS.c[name], sa.Text()) if name in DECIMALS else OBSERVATIONS.c[name]
        for name in FIELDS
    ]
    for rows in batches(OBSERVATIONS, cells):
        # Updates would leave pages almost empty.
        op.execute(sa.delete(DOCUMENTS).where(DOCUMENTS.c.key.between(rows[0][0], rows[-1][0])))
        made = [{"key": row[0], "document": pack(written(row[1:]))} for row in rows]
        op.bulk_insert(DOCUMENTS, made)
    if op.get_context().dialect.name == "sqlite":
        rebuild(op.get_bind(), "observations", dropped=REMOVED)
        return
    for name in REMOVED:
        op.drop_column("observations", name)


def downgrade() -> None:
    for name, (kind, nullable) in REMOVED.items():
        empty = None if nullable else "''" if kind is TEXT else "0"
        default = None if empty is None else sa.text(empty)
        op.add_column("observations", sa.Column(name, kind, nullable=nullable, server_default=default))
    unpack = unpacker()
    update = (
        sa.update(OBSERVATIONS)
        .where(OBSERVATIONS.c.key == sa.bindparam("of"))
        .values({name: sa.bindparam(f"new_{name}", type_=kind) for name, (kind, _) in REMOVED.items()})
    )
    for rows in batches(DOCUMENTS, [DOCUMENTS.c.document]):
        read = [(key, json.loads(unpack(document), parse_float=str)) for key, document in rows]
        op.get_bind().execute(
            update,
            [{"of": key, **{f"new_{name}": cell(name, row[name]) for name in REMOVED}} for key, row in read],
        )


def batches(table: sa.TableClause, columns: list[Any]) -> Iterator[list[Any]]:
    """Keys and columns of all rows, in the order of the keys."""
    last = -1
    while True:
        some = sa.select(table.c.key, *columns).where(table.c.key > last).order_by(table.c.key).limit(BATCH)
        rows = op.get_bind().execute(some).all()
        if not rows:
            return
        last = rows[-1][0]
        yield list(rows)


def shown(name: str) -> Any:  # noqa: ANN401 # a column of any type
    """The column of a cell; decimals as digits."""
    column = OBSERVATIONS.c[name]
    return sa.cast(column, sa.Text()) if name in DECIMALS else column


def written(row: tuple[Any, ...]) -> bytes:
    """The JSON object of a row."""
    cells = {
        name: msgspec.Raw(value) if name in RAW and value is not None else value
        for name, value in zip(FIELDS, row, strict=True)
    }
    return msgspec.json.encode(cells)


def cell(name: str, value: object) -> object:
    """The cell of a removed column; decimals are digits on SQLite, and cast by PostgreSQL."""
    return str(value) if name in DECIMALS and value is not None else value


def packer() -> Callable[[bytes], bytes]:
    """Packs documents with the newest dictionary, if there is one."""
    newest = (
        sa.select(DICTIONARIES.c.number, DICTIONARIES.c.content)
        .where(DICTIONARIES.c.documents == "observation_documents")
        .order_by(DICTIONARIES.c.reports.desc())
    )
    found = op.get_bind().execute(newest).first()
    if found is None:
        return lambda document: document
    compressor = zstandard.ZstdCompressor(
        7, dict_data=zstandard.ZstdCompressionDict(found.content), write_checksum=False, write_dict_id=False
    )
    begin = found.number.to_bytes(NUMBER, "big")
    return lambda document: begin + compressor.compress(document)


def unpacker() -> Callable[[bytes], bytes]:
    """Unpacks documents, each with its dictionary."""
    found = op.get_bind().execute(sa.select(DICTIONARIES.c.number, DICTIONARIES.c.content)).all()
    known = {
        row.number.to_bytes(NUMBER, "big"): zstandard.ZstdDecompressor(
            dict_data=zstandard.ZstdCompressionDict(row.content)
        )
        for row in found
    }

    def unpacked(document: bytes) -> bytes:
        if document.startswith(BRACE):
            return document
        return known[document[:NUMBER]].decompress(document[NUMBER:])

    return unpacked
