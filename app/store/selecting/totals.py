"""Counts of observations by the most common filters, updated when observations are stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from app.store.declared.fields import OBSERVATION_FIELDS, Row
from app.store.declared.filters import Operator
from app.store.queries.query import ListQuery
from app.store.rows.state import Turn
from app.store.rows.tables import ObservationRow
from app.store.rows.tally_tables import TallyRow
from app.store.selecting import value_totals
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.given import given

SOURCE = QueriedTable(TallyRow.__table__)
#: The number of observations in a selection that only uses these columns.
NUMBER: ColumnElement[Any] = func.coalesce(func.sum(TallyRow.observations), 0)
COLUMNS = tuple(column.name for column in TallyRow.__table__.primary_key)
_PLACES = tuple([field.name for field in OBSERVATION_FIELDS].index(name) for name in COLUMNS)
_REMOVE_ZEROS = delete(TallyRow).where(TallyRow.observations == 0)
_OPERATORS = frozenset({Operator.EQUALS, Operator.FROM, Operator.TO})


def knows(query: ListQuery) -> bool:
    """Whether the tallies can count the observations that a query selects."""
    return all(row.column in COLUMNS and row.operator in _OPERATORS for row, _ in given(query))


def change(turn: Turn, gone: Sequence[Row], come: Sequence[Row]) -> None:
    """Count removed and added rows (cells in the order of ``OBSERVATION_FIELDS``) when the turn ends."""
    value_totals.change(turn, gone, come)
    if not turn.tallies:
        turn.at_end.append(write)
    turn.tallies.update(map(_group, come))
    turn.tallies.subtract(map(_group, gone))


def write(connection: Connection, turn: Turn) -> None:
    """Update the counts by what the turn has counted."""
    changed = {group: number for group, number in turn.tallies.items() if number}
    turn.tallies.clear()
    if changed:
        _add(connection, changed)
        connection.execute(_REMOVE_ZEROS)


def recount(connection: Connection) -> None:
    """Count all observations again."""
    value_totals.recount(connection)
    connection.execute(delete(TallyRow))
    groups = [ObservationRow.__table__.c[name] for name in COLUMNS]
    counted = select(*groups, func.count()).group_by(*groups)
    connection.execute(insert(TallyRow).from_select([*COLUMNS, "observations"], counted))


def _add(connection: Connection, differences: Mapping[Row, int]) -> None:
    connection.execute(
        _adding(connection.dialect.name),
        [
            {**dict(zip(COLUMNS, group, strict=True)), "observations": number}
            for group, number in differences.items()
        ],
    )


@cache
def _adding(dialect: str) -> Insert:
    """The statement that adds to the counts."""
    add: Any = (sqlite if dialect == "sqlite" else postgresql).insert(TallyRow)
    raised = TallyRow.observations + add.excluded.observations
    statement: Insert = add.on_conflict_do_update(index_elements=COLUMNS, set_={"observations": raised})
    return statement


def _group(row: Row) -> Row:
    return tuple([row[place] for place in _PLACES])
