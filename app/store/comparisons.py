"""Comparisons: the list, and their replacement region by region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from app.model.comparison import Comparison, Vintage
from app.store import ready
from app.store.cells import comparison_cells
from app.store.computed_tables import ComparisonDocumentRow, ComparisonRow
from app.store.conditions import Source
from app.store.ordering import order_key
from app.store.resources import RESOURCES
from app.store.table_lists import TableList

_BATCH = 5000
_ORDERED = ("target_value", "actual_value", "ambition", "gap", "attainment")

LIST = TableList(
    RESOURCES["comparisons"],
    Source(
        ComparisonRow.__table__,
        {name: f"{name}_order" for name in _ORDERED},
        copies=len(Vintage),
        also={"region_code": "region_key"},
    ),
    ("region_key", "year", "key"),
    documents=ComparisonDocumentRow,
)
_COLUMNS = LIST.resource.columns


def remove(connection: Connection, region_key: str) -> None:
    """Delete all comparisons of the region."""
    connection.execute(delete(ComparisonRow).where(ComparisonRow.region_key == region_key))


def replace(
    connection: Connection, region_key: str, rows: Iterable[Comparison], keys: Mapping[str, int]
) -> None:
    """Put these comparisons in the place of all of the region; ``keys`` are those of observations by id."""
    remove(connection, region_key)
    stored = [_stored(row, region_key, keys[row.target_observation_id]) for row in rows]
    if stored:
        connection.execute(insert(ComparisonRow), stored)
        _keep(connection, [(row["key"], *(row[name] for name in _COLUMNS)) for row in stored])


def write_anew(connection: Connection) -> None:
    """Write the documents of all comparisons."""
    connection.execute(delete(ComparisonDocumentRow))
    last = -1
    shown = [LIST.shown(name) for name in _COLUMNS]
    while True:
        some = select(ComparisonRow.key, *shown).where(ComparisonRow.key > last)
        rows = connection.execute(some.order_by(ComparisonRow.key).limit(_BATCH)).all()
        if not rows:
            return
        last = rows[-1][0]
        _keep(connection, [tuple(row) for row in rows])


def _keep(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """The documents of rows, each its key and then its cells."""
    keys = [row[0] for row in rows]
    ready.keep(connection, ComparisonDocumentRow, LIST.resource.fields, keys, (row[1:] for row in rows))


def _stored(row: Comparison, region_key: str, target: int) -> dict[str, Any]:
    stored: dict[str, Any] = dict(zip(_COLUMNS, comparison_cells(row), strict=True))
    orders = {f"{name}_order": _order(stored[name]) for name in _ORDERED}
    key = len(Vintage) * target + (row.vintage is Vintage.LATEST)
    return stored | orders | {"key": key, "region_key": region_key}


def _order(cell: str | None) -> str | None:
    return None if cell is None else order_key(Decimal(cell))
