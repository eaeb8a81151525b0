"""Writes a separate SQLite file for other tools, with a table for each list."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from app.store.declared.fields import CellType, Row
from app.store.declared.resource import Resource

#: SQLite stores numbers with 15 digits; the other files of a release have all digits.
TYPES = {
    CellType.TEXT: "TEXT",
    CellType.DATE: "TEXT",
    CellType.LIST: "TEXT",
    CellType.INTEGER: "INTEGER",
    CellType.DECIMAL: "NUMERIC",
}


def write_tables(path: Path, tables: Iterable[tuple[Resource, Iterable[list[Row]]]]) -> None:
    """Write a new file; the same rows give the same bytes."""
    with closing(sqlite3.connect(path)) as connection:
        with connection:
            _write(connection, tables)
        connection.execute("VACUUM")


def _write(connection: sqlite3.Connection, tables: Iterable[tuple[Resource, Iterable[list[Row]]]]) -> None:
    for resource, batches in tables:
        columns = ", ".join(f'"{field.name}" {TYPES[field.kind]}' for field in resource.fields)
        marks = ", ".join("?" for _ in resource.fields)
        connection.execute(f'CREATE TABLE "{resource.name}" ({columns})')
        for rows in batches:
            # Names are those of this program's own tables.
            connection.executemany(f'INSERT INTO "{resource.name}" VALUES ({marks})', rows)  # noqa: S608
        for field in resource.fields:
            if field.name in ("id", "indicator_code", "region_code", "year", "report_id"):
                name = f"{resource.name}_{field.name}"
                connection.execute(f'CREATE INDEX "{name}" ON "{resource.name}" ("{field.name}")')
