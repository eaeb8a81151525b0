"""Finds the observations that may answer a question in words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from app.store import observations
from app.store.derived_fields import ANSWERED
from app.store.fields import Row
from app.store.tables import ObservationRow

#: The most candidates that are read: a question with more is too vague.
MOST = 20_000
_FIELDS = tuple(map(observations.LIST.resource.field, ANSWERED))


def candidates(
    connection: Connection,
    places: Sequence[str],
    years: tuple[int, int] | None,
    quantities: Sequence[str] = (),
) -> list[Row]:
    """The cells of the observations of these places and the last of these years, newest year first.

    Args:
        connection: A connection to the database.
        places: Codes and names of places; none for all places.
        years: The first and the last year; None for all.
        quantities: Codes and names of quantities, if no place is known.
    """
    row = ObservationRow
    statement = observations.with_documents().order_by(row.year.desc(), row.key).limit(MOST)
    if places:
        statement = statement.where(or_(row.region_code.in_(places), row.region.in_(places)))
    if quantities:
        statement = statement.where(or_(row.indicator_code.in_(quantities), row.indicator.in_(quantities)))
    if years is not None:
        statement = statement.where(row.year == years[1])
    return observations.read(connection, connection.execute(statement).all(), _FIELDS)


def stored_places(connection: Connection) -> list[str]:
    """The names of the places without a code that have observations."""
    row = ObservationRow
    found = select(row.region).where(row.region_code.is_(None), row.region.is_not(None)).distinct()
    return [str(name) for name in connection.scalars(found)]
