"""Observations: the list, one of them, all of a region, and their replacement report by report."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from app.model.observation import Observation
from app.store import search
from app.store.cells import observation_cells, observation_of
from app.store.changes import Difference, record
from app.store.fields import Row
from app.store.listings import Listing
from app.store.ordering import order_key
from app.store.resources import RESOURCES
from app.store.state import Turn
from app.store.tables import ObservationRow, ReportRow

#: Bits of a key that count the observations of one report.
PLACE_BITS = 24

LISTING = Listing(RESOURCES["observations"], ObservationRow, ("key",), {"value": "value_order"})
_COLUMNS = LISTING.resource.columns
_SHOWN = tuple(LISTING.shown(name) for name in _COLUMNS)


def find(connection: Connection, observation_id: str) -> Observation | None:
    """The observation of this id, if there is one."""
    row = connection.execute(select(*_SHOWN).where(ObservationRow.id == observation_id)).first()
    return None if row is None else observation_of(tuple(row))


def of_region(connection: Connection, region_key: str) -> list[tuple[int, int, Observation]]:
    """All observations of one region, in the order of keys: (key, year of the report, observation)."""
    statement = (
        select(ObservationRow.key, ReportRow.report_year, *_SHOWN)
        .join(ReportRow, ReportRow.id == ObservationRow.report_id)
        .where(ReportRow.region_key == region_key)
        .order_by(ObservationRow.key)
    )
    return [(row[0], row[1], observation_of(tuple(row[2:]))) for row in connection.execute(statement)]


def replace(
    connection: Connection, turn: Turn, number: int, report_id: str, rows: Sequence[Observation]
) -> Difference:
    """Put these observations in the place of those of the report, whole; what that changes is recorded.

    ``number`` is the report's; ``rows`` are its observations in the order of the text.
    """
    before = _cells_of(connection, report_id)
    after = [observation_cells(row) for row in rows]
    remove(connection, before)
    keyed = [((number << PLACE_BITS) + place, cells) for place, cells in enumerate(after)]
    if keyed:
        connection.execute(insert(ObservationRow), [_stored(key, cells) for key, cells in keyed])
        search.add(connection, [(key, _words(cells)) for key, cells in keyed])
    return record(connection, turn, report_id, [cells for _, cells in before], after)


def forget(connection: Connection, turn: Turn, report_id: str) -> Difference:
    """Remove the observations of a report that is no longer held."""
    before = _cells_of(connection, report_id)
    remove(connection, before)
    return record(connection, turn, report_id, [cells for _, cells in before], [])


def remove(connection: Connection, rows: Sequence[tuple[int, Row]]) -> None:
    """Delete rows given as (key, cells), from the table and from the full-text index."""
    if not rows:
        return
    search.remove(connection, [(key, _words(cells)) for key, cells in rows])
    keys = [key for key, _ in rows]
    connection.execute(delete(ObservationRow).where(ObservationRow.key.between(min(keys), max(keys))))


def _cells_of(connection: Connection, report_id: str) -> list[tuple[int, Row]]:
    statement = select(ObservationRow.key, *_SHOWN).where(ObservationRow.report_id == report_id)
    return [(row[0], tuple(row[1:])) for row in connection.execute(statement.order_by(ObservationRow.key))]


def _stored(key: int, cells: Row) -> dict[str, Any]:
    stored: dict[str, Any] = dict(zip(_COLUMNS, cells, strict=True))
    return stored | {"key": key, "value_order": order_key(Decimal(stored["value"]))}


def _words(cells: Row) -> str:
    named = dict(zip(_COLUMNS, cells, strict=True))
    return search.document(str(named["indicator"]), str(named["scope"]), str(named["sentence"]))
