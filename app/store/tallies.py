"""Counts the outcomes of targets, and reads the results of regions for one indicator and year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Text, case, cast, func, select

from app.model.comparison import Outcome
from app.store.comparisons import COPIES
from app.store.computed_tables import ComparisonRow
from app.store.conditions import QueriedTable, asked, conditions, values
from app.store.query import ListQuery

_COMPARISONS = QueriedTable(
    ComparisonRow.__table__, {"gap": "gap_order", "confidence": "confidence_order"}, copies=COPIES
)
_LEAGUE = ("indicator_code", "year", "start_year", "period", "prefer", "tolerance", "region_code", "within")


class Reached(NamedTuple):
    """The result of a place: ``value`` is the figure to rank by; decimals are plain digits."""

    place: str
    value: str
    unit: str
    actual: str
    target: str
    outcome: str
    source: str
    observation_id: str


def by(connection: Connection, query: ListQuery, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """For each combination of the columns, the cells and the count of each ``Outcome``, in its order."""
    named = [ComparisonRow.__table__.c[name] for name in columns]
    counts = (func.sum(case((ComparisonRow.outcome == outcome, 1), else_=0)) for outcome in Outcome)
    dialect = connection.dialect.name
    statement = select(*named, *counts).where(*conditions(asked(query), _COMPARISONS, dialect))
    rows = connection.execute(statement.group_by(*named).order_by(*named), values(query, dialect))
    return [(*row[: len(named)], *map(int, row[len(named) :])) for row in rows]


def reached(connection: Connection, query: ListQuery, column: str, measure: str) -> list[Reached]:
    """The known ``attainment`` or ``gap`` of whole places for one indicator, measure and year."""
    row, dialect = ComparisonRow, connection.dialect.name
    figure = row.__table__.c[column]
    statement = select(
        row.region_key,
        cast(figure, Text),
        row.unit,
        cast(row.actual_value, Text),
        cast(row.target_value, Text),
        row.outcome,
        row.actual_source,
        row.actual_observation_id,
    ).where(
        *conditions(asked(query, _LEAGUE), _COMPARISONS, dialect),
        row.measure == measure,
        row.scope == "",
        figure.is_not(None),
    )
    found = connection.execute(statement.order_by(row.region_key, row.key), values(query, dialect, _LEAGUE))
    return [Reached(*map(str, cells)) for cells in found]
