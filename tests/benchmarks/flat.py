"""Tables of all cells of observations and comparisons for other servers; Zhibiao stores documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from app.store.connections.bulk import insert_rows
from app.store.declared.comparison_fields import COMPARISON_FIELDS
from app.store.declared.fields import OBSERVATION_FIELDS, CellType, Field
from app.store.repositories import observations
from app.store.rows import dictionaries, ready
from app.store.rows.computed_tables import ComparisonDocumentRow, ComparisonRow
from app.store.rows.documents import cells
from app.store.rows.tables import ObservationRow

OBSERVATIONS, COMPARISONS = "flat_observations", "flat_comparisons"
_TYPES = {CellType.INTEGER: "INTEGER"}
_BATCH = 5000


def write(connection: Connection) -> None:
    """Make both tables with the indexes that the questions of the benchmarks need."""
    _create(connection, OBSERVATIONS, OBSERVATION_FIELDS)
    _fill(connection, OBSERVATIONS, _observations(connection))
    for indexed in ("category, year", "year", "indicator_code, year", "region_code, year"):
        _index(connection, OBSERVATIONS, indexed)
    _create(connection, COMPARISONS, COMPARISON_FIELDS, ", tolerance_mode TEXT")
    _fill(connection, COMPARISONS, _comparisons(connection))
    _index(connection, COMPARISONS, "region_code, year, key")


def _observations(connection: Connection) -> Iterator[Mapping[str, object]]:
    statement = observations.with_documents(ObservationRow.key).order_by(ObservationRow.key)
    for rows in connection.execute(statement).partitions(_BATCH):
        for row, found in zip(rows, observations.read(connection, rows), strict=True):
            yield {"key": row[0], **_named(OBSERVATION_FIELDS, found)}


def _comparisons(connection: Connection) -> Iterator[Mapping[str, object]]:
    document, key = ComparisonDocumentRow, ComparisonRow.__table__.c.key
    found = select(key, ComparisonRow.__table__.c.tolerance_mode, document.document).select_from(
        ComparisonRow
    )
    statement = found.join(document, document.key == ready.group_of(document, key)).order_by(key)
    for rows in connection.execute(statement).partitions(_BATCH):
        documents = dictionaries.unpacked_by(connection, [row.document for row in rows])
        for row, found_cells in zip(rows, cells(COMPARISON_FIELDS, documents), strict=True):
            mode = {"key": row.key, "tolerance_mode": row.tolerance_mode}
            yield mode | _named(COMPARISON_FIELDS, found_cells)


def _named(fields: Sequence[Field], row: Iterable[Any]) -> dict[str, object]:
    return dict(zip([field.name for field in fields], row, strict=True))


def _create(connection: Connection, table: str, fields: Sequence[Field], more: str = "") -> None:
    columns = ", ".join(f"{field.name} {_TYPES.get(field.kind, 'TEXT')}" for field in fields)
    connection.exec_driver_sql(f"CREATE TABLE {table} (key INTEGER PRIMARY KEY, {columns}{more})")


def _fill(connection: Connection, table: str, rows: Iterator[Mapping[str, object]]) -> None:
    for some in iter(lambda: list(islice(rows, _BATCH)), []):
        insert_rows(connection, table, some)


def _index(connection: Connection, table: str, indexed: str) -> None:
    name = indexed.replace(", ", "_")
    connection.exec_driver_sql(f"CREATE INDEX ix_{table}_{name} ON {table} ({indexed})")
