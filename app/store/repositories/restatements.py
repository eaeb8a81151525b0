"""Restatements: the list, and their replacement region by region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, bindparam, delete

from app.model.digits import EXACT
from app.model.observation import Observation
from app.model.restatement import Restatement
from app.store.connections.bulk import insert_rows
from app.store.declared.resources import RESOURCES
from app.store.rows.cells import plain
from app.store.rows.computed_tables import RestatementRow
from app.store.rows.ordering import order_key
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.table_lists import TableList

LIST = TableList(
    RESOURCES["restatements"],
    QueriedTable(
        RestatementRow.__table__, {"confidence": "confidence_order"}, also={"region_code": "region_key"}
    ),
    ("region_key", "year", "key"),
)
_OF_FIRST = (
    "region", "region_code", "scope", "indicator", "indicator_code", "category", "measure", "unit",
    "start_year", "year",
)  # fmt: skip # names read better on few lines

_REMOVE = delete(RestatementRow).where(RestatementRow.__table__.c.region_key == bindparam("of"))


def remove(connection: Connection, region_key: str) -> None:
    """Delete all restatements of the region."""
    connection.execute(_REMOVE, {"of": region_key})


def put(
    connection: Connection, region_key: str, rows: Iterable[Restatement], keys: Mapping[str, int]
) -> None:
    """Store the restatements of a region that has none; ``keys`` are the observations' keys by id."""
    stored = [_stored(row, region_key, keys[row.first.id]) for row in rows]
    insert_rows(connection, LIST.resource.name, stored)


def _stored(row: Restatement, region_key: str, key: int) -> dict[str, Any]:
    first, confidence = row.first, min(side.confidence for side in _sides(row))
    return {
        **{name: _plain(getattr(first, name)) for name in _OF_FIRST},
        "key": key,
        "region_key": region_key,
        "first_value": plain(first.value),
        "first_report_id": first.report_id,
        "first_observation_id": first.id,
        "confidence": plain(confidence),
        "confidence_order": order_key(confidence),
        **_restated(row),
        **_implied(row),
    }


def _restated(row: Restatement) -> dict[str, Any]:
    last = row.restated
    return {
        "restated_value": plain(last.value) if last else None,
        "restated_report_id": last.report_id if last else None,
        "restated_observation_id": last.id if last else None,
        "revision": plain(_difference(last.value, row.first.value)) if last else None,
        "changed": _plain(row.changed),
    }


def _implied(row: Restatement) -> dict[str, Any]:
    implied = row.implied
    return {
        "implied_value": plain(implied.value) if implied else None,
        "implied_low": plain(implied.low) if implied else None,
        "implied_high": plain(implied.high) if implied else None,
        "implied_report_id": implied.level.report_id if implied else None,
        "implied_revision": plain(_difference(implied.value, row.first.value)) if implied else None,
        "consistent": _plain(row.consistent),
        "level_observation_id": implied.level.id if implied else None,
        "growth_observation_id": implied.growth.id if implied else None,
    }


def _plain(value: str | int | None) -> str | int | None:
    """The cell of a value; an enum becomes text."""
    return str(value) if isinstance(value, str) else value


def _difference(one: Decimal, other: Decimal) -> Decimal:
    return EXACT.subtract(one, other)


def _sides(row: Restatement) -> Iterable[Observation]:
    yield row.first
    if row.restated:
        yield row.restated
    if row.implied:
        yield from (row.implied.level, row.implied.growth)
