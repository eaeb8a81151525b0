"""A table of all cells of the observations, as other servers need it: Zhibiao stores them as documents."""

from __future__ import annotations

from sqlalchemy import Connection

from app.store import observations
from app.store.bulk import insert_rows
from app.store.fields import OBSERVATION_FIELDS, CellType
from app.store.tables import ObservationRow

TABLE = "flat_observations"
_COLUMNS = [field.name for field in OBSERVATION_FIELDS]
_BATCH = 5000


def write(connection: Connection) -> None:
    """Make the table with the indexes that the questions of the benchmarks need."""
    types = {CellType.INTEGER: "INTEGER"}
    columns = ", ".join(f"{field.name} {types.get(field.kind, 'TEXT')}" for field in OBSERVATION_FIELDS)
    connection.exec_driver_sql(f"CREATE TABLE {TABLE} (key INTEGER PRIMARY KEY, {columns})")
    statement = observations.with_documents(ObservationRow.key).order_by(ObservationRow.key)
    for rows in connection.execute(statement).partitions(_BATCH):
        cells = observations.read(connection, rows)
        made = [
            {"key": row[0], **dict(zip(_COLUMNS, found, strict=True))}
            for row, found in zip(rows, cells, strict=True)
        ]
        insert_rows(connection, TABLE, made)
    for indexed in ("category, year", "year", "indicator_code, year", "region_code, year"):
        name = indexed.replace(", ", "_")
        connection.exec_driver_sql(f"CREATE INDEX ix_flat_{name} ON {TABLE} ({indexed})")
