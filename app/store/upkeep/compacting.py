"""Makes a database smaller after many reports were stored, while others go on reading it.

Rows that are inserted one after another leave a third of PostgreSQL's indexes empty, and SQLite's index of
words in parts. Merging these leaves free pages in SQLite's file.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, text

from app.store.connections.session import Database
from app.store.rows.computed_tables import ComparisonRow
from app.store.rows.tables import ChangeRow, ObservationDocumentRow, ObservationRow
from app.store.selecting import search
from app.store.selecting.word_index import INDEX

_TABLES: Final = (
    ObservationRow.__tablename__,
    ObservationDocumentRow.__tablename__,
    ComparisonRow.__table__.name,
    ChangeRow.__tablename__,
    INDEX.name,
)
#: What a killed run left of the indexes that it was making.
_UNFINISHED = text(
    "SELECT quote_ident(relname) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
    "WHERE NOT indisvalid AND relname ~ '_cc(new|old)[0-9]*$' "
    "AND indrelid = ANY(SELECT to_regclass(name) FROM unnest(CAST(:tables AS text[])) AS name)"
)
#: One by one, because ``REINDEX TABLE`` includes the index of the table's long values (TOAST): that is dense
#: anyway, and only a superuser can drop what a killed run left of it.
_INDEXES = text(
    "SELECT quote_ident(relname) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
    "WHERE indisvalid AND indrelid = to_regclass(:table) ORDER BY relname"
)
#: The advisory lock of compacting on PostgreSQL: any number that no other program uses.
COMPACT_LOCK: Final = 7_216_531
_LOCK = text("SELECT pg_try_advisory_lock(:lock)")
_UNLOCK = text("SELECT pg_advisory_unlock(:lock)")
#: The largest file of SQLite, in bytes, that is written again: a gigabyte takes six seconds of CPU time, and
#: other writers wait for ten.
LARGEST: Final = 1 << 30
#: The smallest part of the file, as 1 / so many, whose pages must be free.
_FREE: Final = 50


def compact(database: Database) -> None:
    """Write the largest indexes again, and on PostgreSQL also collect statistics for its planner."""
    if database.dialect == "sqlite":
        _merge_words(database)
        with database.maintaining() as connection:
            _give_back(connection)
    else:
        with database.maintaining() as connection:
            _reindex_alone(connection)


def _merge_words(database: Database) -> None:
    """In short transactions, so that other writers need not wait long."""
    begins = more = True
    while more:
        with database.writing() as connection:
            more = search.merge(connection, begins=begins)
        begins = False


def _give_back(connection: Connection) -> None:
    """Write a SQLite file again without its free pages, if it has many; readers go on."""
    free, pages, size = (
        int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
        for name in ("freelist_count", "page_count", "page_size")
    )
    if free * _FREE > pages and pages * size <= LARGEST:
        before = connection.exec_driver_sql("PRAGMA temp_store").scalar_one()
        # In memory, the copy that VACUUM makes would take as much as the file.
        connection.exec_driver_sql("PRAGMA temp_store = FILE")
        try:
            connection.exec_driver_sql("VACUUM")
        finally:
            connection.exec_driver_sql(f"PRAGMA temp_store = {before}")


def _reindex_alone(connection: Connection) -> None:
    """Write the indexes again, unless another process is doing that."""
    lock = {"lock": COMPACT_LOCK}
    if connection.execute(_LOCK, lock).scalar_one():
        try:
            _reindex(connection)
        finally:
            connection.execute(_UNLOCK, lock)


def _reindex(connection: Connection) -> None:
    for name in connection.execute(_UNFINISHED, {"tables": list(_TABLES)}).scalars().all():
        connection.exec_driver_sql(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
    for name in _TABLES:
        for index in connection.execute(_INDEXES, {"table": name}).scalars().all():
            connection.exec_driver_sql(f"REINDEX INDEX CONCURRENTLY {index}")
        connection.exec_driver_sql(f"VACUUM (ANALYZE) {name}")
