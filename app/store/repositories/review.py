"""Finds the statements that most need a reader, by doubt and weight."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from app.model.observation import Observation, Reader, SourceKind, Status
from app.store.queries.query import ListQuery
from app.store.repositories import observations
from app.store.rows.cells import observation_of
from app.store.rows.ordering import order_key
from app.store.rows.tables import ObservationRow
from app.store.selecting.conditions import conditions
from app.store.selecting.given import asked, values

#: More than anybody reads before the data change.
MOST = 1000
#: How many of the indicators with a code weigh more than others.
FREQUENT = 20


class Weighed(NamedTuple):
    """A row with its weight and its key."""

    row: Observation
    weight: int
    key: int

    @property
    def worth(self) -> Decimal:
        """Doubt times weight."""
        return (1 - self.row.confidence) * self.weight


def worst(connection: Connection, query: ListQuery, below: Decimal) -> list[Weighed]:
    """The selected rows with less confidence than ``below``, those with the highest worth first.

    Rows of the same weight are read in the order of an index, so that no weight needs a sort.
    """
    code, target = ObservationRow.indicator_code, ObservationRow.status == Status.TARGET.value
    often = frequent_codes(connection)
    groups = ((1, code.is_(None)), (3, code.not_in(often)), (4, code.in_(often)))
    kinds = [
        (weight + more, of_code, of_status)
        for weight, of_code in groups
        for more, of_status in ((0, ~target), (1, target))
    ]
    found = [
        weighed for weight, *kind in kinds for weighed in _of_weight(connection, query, below, weight, kind)
    ]
    return sorted(found, key=lambda one: (-one.worth, one.key))[:MOST]


def frequent_codes(connection: Connection) -> list[str]:
    """The codes with the most observations. Questions are not recorded, so this stands for what is asked."""
    code, number = ObservationRow.indicator_code, func.count()
    counted = select(code).where(code.is_not(None)).group_by(code).order_by(number.desc(), code)
    return [str(one) for one in connection.execute(counted.limit(FREQUENT)).scalars()]


def _of_weight(
    connection: Connection, query: ListQuery, below: Decimal, weight: int, kind: list[ColumnElement[bool]]
) -> list[Weighed]:
    row, dialect = ObservationRow, connection.dialect.name
    statement = (
        observations.with_documents(row.key)
        .where(
            row.confidence_order < order_key(below),
            row.reader != Reader.PERSON.value,
            row.source_kind != SourceKind.TABLE.value,
            *kind,
            *conditions(asked(query), observations.SOURCE, dialect),
        )
        .order_by(row.confidence_order, row.key)
        .limit(MOST)
    )
    rows = connection.execute(statement, values(query, dialect)).all()
    read = zip(rows, observations.read(connection, rows), strict=True)
    return [Weighed(observation_of(cells), weight, key) for (key, *_), cells in read]
