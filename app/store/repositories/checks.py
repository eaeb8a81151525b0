"""Checks: the list, and their replacement region by region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, bindparam, delete

from app.model.finding import Finding
from app.model.observation import Observation
from app.store.connections.bulk import insert_rows
from app.store.declared.resources import RESOURCES
from app.store.rows.cells import listed, plain
from app.store.rows.computed_tables import CheckRow
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.table_lists import TableList

#: Bits of a key that count the findings about one observation.
PLACE_BITS = 6

LIST = TableList(
    RESOURCES["checks"],
    # A place's code is its key as well, which has an index.
    QueriedTable(CheckRow.__table__, also={"region_code": "region_key"}),
    ("region_key", "key"),
)

_REMOVE = delete(CheckRow).where(CheckRow.__table__.c.region_key == bindparam("of"))


def remove(connection: Connection, region_key: str) -> None:
    """Delete all checks of the region."""
    connection.execute(_REMOVE, {"of": region_key})


def replace(
    connection: Connection,
    region_key: str,
    findings: Iterable[Finding],
    rows: Mapping[str, tuple[int, Observation]],
) -> None:
    """Replace all checks of the region with these findings.

    ``rows`` are the observations of the region by id, each with its key.
    """
    remove(connection, region_key)
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        about.setdefault(finding.observation_id, []).append(finding)
    stored = [
        _stored(finding, region_key, (rows[id_][0] << PLACE_BITS) + place, rows)
        for id_, found in about.items()
        for place, finding in enumerate(found[: 1 << PLACE_BITS])
    ]
    insert_rows(connection, LIST.resource.name, stored)


def _stored(
    finding: Finding, region_key: str, key: int, rows: Mapping[str, tuple[int, Observation]]
) -> dict[str, Any]:
    row = rows[finding.observation_id][1]
    others = [rows[id_][1] for id_ in finding.other_observation_ids]
    return {
        "key": key,
        "id": _id(finding),
        "region_key": region_key,
        "kind": finding.kind.value,
        "judgement": "doubtful" if finding.doubtful else "revision",
        "region": row.region,
        "region_code": row.region_code,
        "scope": row.scope,
        "indicator": row.indicator,
        "indicator_code": row.indicator_code,
        "measure": row.measure.value,
        "unit": row.unit,
        "year": row.year,
        "value": plain(finding.value),
        "expected_low": _amount(finding.expected_low),
        "expected_high": _amount(finding.expected_high),
        "distance": _amount(finding.distance),
        "report_id": row.report_id,
        "observation_id": row.id,
        "other_observation_ids": listed(other.id for other in others),
        "sentence": row.sentence,
        "other_sentences": listed(other.sentence for other in others),
    }


def _id(finding: Finding) -> str:
    parts = "|".join((finding.kind, finding.observation_id, *finding.other_observation_ids))
    return blake2b(parts.encode(), digest_size=8).hexdigest()


def _amount(value: Decimal | None) -> str | None:
    """Plain digits; None for an open end."""
    return None if value is None or not value.is_finite() else plain(value)
