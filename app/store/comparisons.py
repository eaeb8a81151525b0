"""Comparisons: the list, and their replacement region by region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, insert

from app.model.comparison import Comparison, Vintage
from app.store.cells import comparison_cells
from app.store.conditions import Source
from app.store.listings import Listing
from app.store.ordering import order_key
from app.store.resources import RESOURCES
from app.store.tables import ComparisonRow

_ORDERED = ("target_value", "actual_value", "ambition", "gap", "attainment")

LISTING = Listing(
    RESOURCES["comparisons"],
    Source(
        ComparisonRow.__table__,
        {name: f"{name}_order" for name in _ORDERED},
        copies=len(Vintage),
        also={"region_code": "region_key"},
    ),
    ("region_key", "year", "key"),
)
_COLUMNS = LISTING.resource.columns


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


def _stored(row: Comparison, region_key: str, target: int) -> dict[str, Any]:
    stored: dict[str, Any] = dict(zip(_COLUMNS, comparison_cells(row), strict=True))
    orders = {f"{name}_order": _order(stored[name]) for name in _ORDERED}
    key = len(Vintage) * target + (row.vintage is Vintage.LATEST)
    return stored | orders | {"key": key, "region_key": region_key}


def _order(cell: str | None) -> str | None:
    return None if cell is None else order_key(Decimal(cell))
