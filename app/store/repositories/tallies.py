"""Counts the outcomes of targets, and reads the results of regions for one indicator and year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Text, case, cast, func, select

from app.model.comparison import Outcome
from app.store.queries.query import ListQuery
from app.store.repositories.comparisons import SOURCE
from app.store.rows.computed_tables import ComparisonRow
from app.store.rows.tables import ObservationRow
from app.store.selecting.conditions import conditions
from app.store.selecting.given import asked, values

_LEAGUE = (
    "indicator_code", "year", "start_year", "period", "prefer", "tolerance", "region_code", "region",
    "within",
)  # fmt: skip # names read better on few lines


class Reached(NamedTuple):
    """The result of a place: ``value`` is the figure to rank by; decimals are plain digits.

    ``confidence`` is that of the actual, or of the less sure side if there is a target; ``flags`` are those
    of the actual, as JSON.
    """

    place: str
    value: str
    unit: str
    actual: str
    target: str
    outcome: str
    source: str
    observation_id: str
    confidence: str
    flags: str


def by(connection: Connection, query: ListQuery, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """For each combination of the columns, the cells and the count of each ``Outcome``, in its order."""
    row = ComparisonRow.__table__.c
    named = [row[name] for name in columns]
    counts = (func.sum(case((row.outcome == outcome, 1), else_=0)) for outcome in Outcome)
    dialect = connection.dialect.name
    statement = select(*named, *counts).where(*conditions(asked(query), SOURCE, dialect))
    rows = connection.execute(statement.group_by(*named).order_by(*named), values(query, dialect))
    return [(*row[: len(named)], *map(int, row[len(named) :])) for row in rows]


def reached(connection: Connection, query: ListQuery, column: str, measure: str) -> list[Reached]:
    """The known ``attainment`` or ``gap`` of whole places for one indicator, measure and year."""
    row, dialect = ComparisonRow.__table__.c, connection.dialect.name
    figure = row[column]
    read = select(
        row.region_key,
        cast(figure, Text),
        row.unit,
        cast(row.actual_value, Text),
        cast(row.target_value, Text),
        row.outcome,
        row.actual_source,
        row.actual_observation_id,
        cast(row.confidence, Text),
        ObservationRow.flags,
    ).join(ObservationRow, ObservationRow.id == row.actual_observation_id)
    statement = read.where(
        *conditions(asked(query, _LEAGUE), SOURCE, dialect),
        row.measure == measure,
        row.scope == "",
        figure.is_not(None),
    )
    found = connection.execute(statement.order_by(row.region_key, row.key), values(query, dialect, _LEAGUE))
    return [Reached(*map(str, cells)) for cells in found]
