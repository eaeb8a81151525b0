"""Inserts many rows at once: by COPY on PostgreSQL, by one statement of the driver on SQLite.

Both bypass SQLAlchemy's processing of each row, which takes longer than the databases do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection, exc


def insert_rows(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that have the same columns, in the caller's transaction.

    Cells are text, whole numbers, bytes or null; decimals are plain digits.
    """
    if rows:
        names = tuple(rows[0])
        insert_cells(connection, table, names, map(itemgetter(*names), rows))


def insert_cells(
    connection: Connection, table: str, names: Sequence[str], cells: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows that are given as the cells of the named columns, of which there are at least two."""
    quote = connection.dialect.identifier_preparer.quote
    into = f"{quote(table)} ({', '.join(map(quote, names))})"
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", list(cells))  # noqa: S608 # our names
    else:
        _copy(connection, f"COPY {into} FROM STDIN", cells)


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    driver = cast("Any", connection.connection.dbapi_connection)
    failure: Any = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except failure as error:
        # Raise the same error as SQLAlchemy does for other statements.
        raise exc.DBAPIError.instance(statement, None, error, failure, dialect=connection.dialect) from error
