"""Finds the observations that may answer a question in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, desc, select, union

from app.store.declared.derived_fields import ANSWERED
from app.store.declared.fields import Row
from app.store.repositories import observations
from app.store.rows.tables import ObservationRow, ReportRow

#: The most candidates that are read of a place, and of all places: a question with more is too vague.
MOST, MOST_OF_ALL = 20_000, 2_000
#: The first and the last year that a question names; None for all.
Years = tuple[int, int] | None
_FIELDS = tuple(map(observations.LIST.resource.field, ANSWERED))


class AskedPlace(NamedTuple):
    """A place by all codes that its name can mean; one without a code by its name."""

    codes: tuple[str, ...]
    name: str


class PossibleAnswer(NamedTuple):
    """What decides whether an observation answers a question; ``confidence`` is an order key."""

    key: int
    region: str | None
    region_code: str | None
    indicator: str
    indicator_code: str | None
    measure: str
    status: str
    scope: str
    start_year: int
    year: int
    confidence: str


#: The columns of a candidate, in its order.
_COLUMNS = tuple(
    getattr(ObservationRow, "confidence_order" if name == "confidence" else name)
    for name in PossibleAnswer._fields
)


def of_place(connection: Connection, place: AskedPlace, years: Years) -> list[PossibleAnswer]:
    """The observations of a place and the last of these years, newest year first."""
    row = ObservationRow
    by_code = [row.region_code == code for code in place.codes]
    by_name = and_(row.region_code.is_(None), row.region == place.name)
    return _read(connection, by_code or [by_name], years, MOST)


def of_quantities(connection: Connection, quantities: Sequence[str], years: Years) -> list[PossibleAnswer]:
    """The observations of all places with one of these codes or names, newest year first."""
    row = ObservationRow
    one_of = [column == wanted for wanted in quantities for column in (row.indicator_code, row.indicator)]
    return _read(connection, one_of, years, MOST_OF_ALL)


def _read(
    connection: Connection, one_of: Sequence[ColumnElement[bool]], years: Years, most: int
) -> list[PossibleAnswer]:
    """The observations for which a condition is true.

    Each condition is a query of its own, and the year an expression, because SQLite would else read all
    observations of the year.
    """
    of_year = () if years is None else (ObservationRow.year + 0 == years[1],)
    parts = [select(*_COLUMNS).where(condition, *of_year) for condition in one_of]
    found = union(*parts).order_by(desc("year"), "key").limit(most)
    return list(map(PossibleAnswer._make, connection.execute(found)))


def answers(connection: Connection, keys: Sequence[int]) -> list[Row]:
    """The cells ``ANSWERED`` of the observations with these keys, in this order."""
    row = ObservationRow
    rows = connection.execute(observations.with_documents(row.key).where(row.key.in_(keys))).all()
    read = observations.read(connection, rows, _FIELDS)
    by_key = dict(zip([row[0] for row in rows], read, strict=True))
    return [by_key[key] for key in keys]


def stored_places(connection: Connection) -> list[str]:
    """The names of the places without a code that have observations."""
    row = ReportRow
    without = (row.region_code.is_(None), row.region.is_not(None), row.observations > 0)
    found = select(row.region).where(*without).distinct()
    return [str(name) for name in connection.scalars(found)]
