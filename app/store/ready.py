"""Rows kept as the JSON objects that they leave as, beside their columns: a page is then copied together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    any_,
    bindparam,
    func,
    insert,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from app.store.computed_tables import ComparisonDocumentRow
from app.store.documents import lines
from app.store.fields import Field, Row
from app.store.tables import ObservationDocumentRow

Kept = type[ObservationDocumentRow | ComparisonDocumentRow]


def keep(
    connection: Connection, kept: Kept, fields: Sequence[Field], keys: Sequence[int], rows: Iterable[Row]
) -> None:
    """Keep the rows with these keys as documents."""
    # No JSON of ours holds a line break.
    written = lines(fields, rows).splitlines()
    made: list[dict[str, Any]] = [
        {"key": key, "document": document} for key, document in zip(keys, written, strict=True)
    ]
    if made:
        connection.execute(insert(kept), made)


def documents(kept: Kept, dialect: str) -> Select[Any]:
    """The keys and documents of the rows ``among``."""
    columns = kept.__table__.c
    return select(columns.key, columns.document).where(among(columns.key, dialect))


def at_once(kept: Kept, found: Select[Any]) -> Select[Any]:
    """The documents, and their keys, of the rows whose keys are the first column of what is found by key."""
    columns = kept.__table__.c
    keys = found.with_only_columns(found.selected_columns[0])
    return select(columns.document, columns.key).where(columns.key.in_(keys)).order_by(columns.key)


def among(key: ColumnElement[int], dialect: str) -> ColumnElement[bool]:
    """Rows whose key is in the list that is bound as ``keys``: one statement for every length of it."""
    if dialect == "sqlite":
        listed = func.json_each(bindparam("keys", type_=Text())).table_valued("value")
        return key.in_(select(listed.c.value))
    return key == any_(bindparam("keys", type_=ARRAY(BigInteger)))
