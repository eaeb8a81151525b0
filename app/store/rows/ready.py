"""Stores rows also as the JSON objects that lists return, so that a page only joins them.

A document has the rows of a group, one on each line: rows whose keys are equal but for the last
``group_bits`` bits, which count them. Documents are packed (``app.store.rows.dictionaries``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    delete,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from app.store.connections.bulk import insert_rows
from app.store.declared.fields import Field, Row
from app.store.rows import dictionaries
from app.store.rows.computed_tables import ComparisonDocumentRow
from app.store.rows.documents import lines
from app.store.rows.tables import ObservationDocumentRow

#: Separates the rows of a document.
BREAK: Final = b"\n"
DocumentTable = type[ObservationDocumentRow | ComparisonDocumentRow]


def keep(
    connection: Connection,
    table: DocumentTable,
    fields: Sequence[Field],
    keys: Sequence[int],
    rows: Iterable[Row],
    reports: int,
) -> None:
    """Store the documents of the rows with these keys, whole groups in the order of their keys.

    ``reports`` is the current number of reports.
    """
    # The JSON of a row contains no line break.
    _put(connection, table, dict(zip(keys, lines(fields, rows).split(BREAK), strict=False)), reports)


def change(
    connection: Connection,
    table: DocumentTable,
    fields: Sequence[Field],
    changed: Mapping[int, Row],
    reports: int,
) -> None:
    """Store other cells for rows with these keys."""
    groups = sorted({group(table, key) for key in changed})
    keys: Any = str(groups) if connection.dialect.name == "sqlite" else groups
    found = connection.execute(documents(table, connection.dialect.name), {"keys": keys})
    rows: dict[int, bytes] = {}
    stored: dict[int, bytes] = dict(found.all())
    for key, document in stored.items():
        (unpacked,) = dictionaries.unpacked_by(connection, [document])
        rows.update(enumerate(unpacked.split(BREAK), key))
    rows.update(zip(changed, lines(fields, changed.values()).split(BREAK), strict=False))
    forget(connection, table, groups)
    _put(connection, table, dict(sorted(rows.items())), reports)


def _put(connection: Connection, table: DocumentTable, rows: Mapping[int, bytes], reports: int) -> None:
    if not rows:
        return
    grouped = {
        key: [row for _, row in some] for key, some in groupby(rows.items(), lambda row: group(table, row[0]))
    }
    stored = dictionaries.packed(
        connection, _table(table), [BREAK.join(some) for some in grouped.values()], reports
    )
    made = [{"key": key, "document": document} for key, document in zip(grouped, stored, strict=True)]
    insert_rows(connection, _table(table).name, made)


def group(table: DocumentTable, key: int) -> int:
    """The key of the document that has the row with this key."""
    return key >> table.group_bits << table.group_bits


def forget(connection: Connection, table: DocumentTable, keys: Sequence[int]) -> None:
    """Remove the documents of some groups."""
    of_key = table.__table__.c.key == bindparam("of")
    connection.execute(delete(table).where(of_key), [{"of": key} for key in keys])


def forget_all(connection: Connection, table: DocumentTable) -> None:
    """Remove all documents and their dictionaries."""
    connection.execute(delete(table))
    dictionaries.forget(connection, _table(table))


def _table(table: DocumentTable) -> Table:
    return cast("Table", table.__table__)


def documents(table: DocumentTable, dialect: str) -> Select[Any]:
    """Select the keys and documents of the rows with the bound keys, see ``among``."""
    columns = table.__table__.c
    return select(columns.key, columns.document).where(among(columns.key, dialect))


def at_once(table: DocumentTable, found: Select[Any]) -> Select[Any]:
    """Select documents and keys of the rows that ``found`` selects, in any order.

    The first column of ``found`` is their key.
    """
    columns = table.__table__.c
    keys = found.with_only_columns(found.selected_columns[0].label("key")).subquery("found").c
    return select(columns.document, keys.key).where(columns.key == group_of(table, keys.key))


def group_of(table: DocumentTable, key: ColumnElement[int]) -> ColumnElement[int]:
    """``group`` in SQL."""
    if not table.group_bits:
        return key
    return key.op("&", return_type=BigInteger())(literal_column(str(-1 << table.group_bits)))


def rows_of(
    table: DocumentTable, keys: Iterable[int], groups: Iterable[int], documents: Iterable[bytes]
) -> list[bytes]:
    """The rows with these keys, from the unpacked documents of their groups."""
    if not table.group_bits:
        found = dict(zip(groups, documents, strict=True))
        return [found[key] for key in keys]
    split = dict(zip(groups, [document.split(BREAK) for document in documents], strict=True))
    first = -1 << table.group_bits
    return [split[key & first][key & ~first] for key in keys]


def groups(table: DocumentTable, keys: Iterable[int]) -> list[int]:
    """The keys of the documents that have the rows with these keys."""
    first = -1 << table.group_bits
    return list(dict.fromkeys(key & first for key in keys))


def by_group(table: DocumentTable, found: Iterable[Any]) -> dict[int, bytes]:
    """The documents that ``at_once`` has found, by their keys."""
    first = -1 << table.group_bits
    return {key & first: document for document, key in found}


def among(key: ColumnElement[int], dialect: str) -> ColumnElement[bool]:
    """Whether a row's key is in the list bound as ``keys``; one statement serves lists of any length."""
    if dialect == "sqlite":
        listed = func.json_each(bindparam("keys", type_=Text())).table_valued("value")
        return key.in_(select(listed.c.value))
    return key == any_(bindparam("keys", type_=ARRAY(BigInteger)))
