"""Stores rows also as the JSON objects that lists return, so that a page only joins them.

They are packed (``app.store.dictionaries``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

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
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from app.store import dictionaries
from app.store.bulk import insert_rows
from app.store.computed_tables import ComparisonDocumentRow
from app.store.documents import lines
from app.store.fields import Field, Row
from app.store.tables import ObservationDocumentRow

DocumentTable = type[ObservationDocumentRow | ComparisonDocumentRow]


def keep(
    connection: Connection,
    table: DocumentTable,
    fields: Sequence[Field],
    keys: Sequence[int],
    rows: Iterable[Row],
    reports: int,
) -> None:
    """Store the documents of the rows with these keys; ``reports`` is the current number of reports."""
    # A document contains no line break.
    written = lines(fields, rows).splitlines()
    if written:
        stored = dictionaries.packed(connection, _table(table), written, reports)
        made = [{"key": key, "document": document} for key, document in zip(keys, stored, strict=True)]
        insert_rows(connection, _table(table).name, made)


def forget(connection: Connection, table: DocumentTable, keys: Sequence[int]) -> None:
    """Remove the documents of some rows."""
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
    """Select documents and keys of the rows that ``found`` selects; its first column is their key."""
    columns = table.__table__.c
    keys = found.with_only_columns(found.selected_columns[0])
    return select(columns.document, columns.key).where(columns.key.in_(keys)).order_by(columns.key)


def among(key: ColumnElement[int], dialect: str) -> ColumnElement[bool]:
    """Whether a row's key is in the list bound as ``keys``; one statement serves lists of any length."""
    if dialect == "sqlite":
        listed = func.json_each(bindparam("keys", type_=Text())).table_valued("value")
        return key.in_(select(listed.c.value))
    return key == any_(bindparam("keys", type_=ARRAY(BigInteger)))
