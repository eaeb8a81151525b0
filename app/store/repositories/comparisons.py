"""Comparisons: the list, and their replacement region by region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete

from app.model.comparison import Comparison, ToleranceRule, Vintage
from app.store.connections.bulk import insert_cells
from app.store.declared import comparison_filters
from app.store.declared.resources import RESOURCES
from app.store.rows import ready, state
from app.store.rows.comparison_cells import comparison_cells
from app.store.rows.computed_tables import ComparisonDocumentRow, ComparisonRow
from app.store.rows.keys import report_number
from app.store.rows.ordering import order_of
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.table_lists import TableList

_ORDERED = {
    name: f"{name}_order"
    for name in ("target_value", "actual_value", "ambition", "gap", "attainment", "confidence")
}
_VINTAGES = tuple(Vintage)
#: The most rows of one target: one for each vintage, with and without the tolerance of its wording.
COPIES = 2 * len(_VINTAGES)


class StoredTarget(NamedTuple):
    """The stored target of a comparison: its key, the number of its series, and the region of its report."""

    key: int
    series: int
    region_key: str


SOURCE = QueriedTable(ComparisonRow.__table__, _ORDERED, copies=COPIES, also={"region_code": "region_key"})
LIST = TableList(
    RESOURCES["comparisons"],
    SOURCE,
    ("region_key", "year", "key"),
    documents=ComparisonDocumentRow,
)
_COLUMNS = LIST.resource.columns
_QUERIED = ComparisonRow.__table__.c.keys()
_of_queried, _of_columns = itemgetter(*_QUERIED), itemgetter("key", *_COLUMNS)
_REMOVE = delete(ComparisonRow).where(ComparisonRow.__table__.c.region_key == bindparam("of"))


def remove(connection: Connection, region_key: str) -> None:
    """Delete all comparisons of the region."""
    connection.execute(_REMOVE, {"of": region_key})


def put(connection: Connection, rows: Iterable[Comparison], targets: Mapping[str, StoredTarget]) -> None:
    """Store the comparisons of regions that have none; ``targets`` are by observation id."""
    stored = [_stored(row, targets[row.target_observation_id]) for row in rows]
    if stored:
        insert_cells(connection, LIST.resource.name, _QUERIED, map(_of_queried, stored))
        _keep(connection, list(map(_of_columns, stored)))


def remove_all(connection: Connection) -> None:
    """Delete all comparisons and their dictionaries, so that they are computed again."""
    connection.execute(delete(ComparisonRow))
    ready.forget_all(connection, ComparisonDocumentRow)
    state.set_rules_of(connection, "comparison_version", "")


def _keep(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Store the documents of rows; each row is its key followed by its cells."""
    keys, cells = [row[0] for row in rows], (row[1:] for row in rows)
    reports = report_number(max(keys) // COPIES)
    ready.keep(connection, ComparisonDocumentRow, LIST.resource.fields, keys, cells, reports)


def _stored(row: Comparison, target: StoredTarget) -> dict[str, Any]:
    stored: dict[str, Any] = dict(zip(_COLUMNS, comparison_cells(row), strict=True))
    orders = {order: _order(stored[name]) for name, order in _ORDERED.items()}
    without = row.tolerance_rule is ToleranceRule.OFF
    key = COPIES * target.key + len(_VINTAGES) * without + _VINTAGES.index(row.vintage)
    return stored | orders | {
        "key": key, "region_key": target.region_key, "series": target.series, "tolerance_mode": _mode(row),
        "vintages": _bits(row.vintages),
    }  # fmt: skip # columns read better on few lines


@cache
def _bits(vintages: tuple[Vintage, ...]) -> int:
    return sum(map(comparison_filters.bit, vintages))


def _mode(row: Comparison) -> str:
    if row.tolerance_rule is ToleranceRule.NONE:
        return comparison_filters.ANY_TOLERANCE
    off = row.tolerance_rule is ToleranceRule.OFF
    return comparison_filters.NO_TOLERANCE if off else comparison_filters.TOLERANCE_OF_RULE


def _order(cell: str | None) -> str | None:
    return None if cell is None else order_of(cell)
