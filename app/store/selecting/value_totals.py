"""Counts of all observations by each value of a column, updated when observations are stored.

They are facets of all observations, and totals of selections by one of these values. The first request
after a change of the data would otherwise read all rows for each of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.store.connections.prepared import PreparedStatement, Statements
from app.store.connections.reader import ReadTransaction
from app.store.declared.fields import OBSERVATION_FIELDS, Cell, Row
from app.store.declared.filters import Operator
from app.store.queries.query import ListQuery
from app.store.rows.state import Turn
from app.store.rows.tables import ObservationRow
from app.store.rows.tally_tables import ValueTallyRow
from app.store.selecting.facets import Counts, ranked
from app.store.selecting.given import given

#: Columns with few values, except those that ``totals`` counts.
COLUMNS: Final = (
    "indicator_code", "region_code", "bound", "unit", "flags", "level", "province_code", "action",
    "source_kind", "reader",
)  # fmt: skip # names read better on few lines
#: Those whose rows an index counts as quickly.
_INDEXED: Final = ("indicator_code", "region_code")
#: The column with a list of values; a row counts for each of them.
_LIST: Final = "flags"
_EMPTY_LIST: Final = "[]"
#: Before each value. A row without a value counts for the empty text.
_VALUE: Final = "="
_PLACES: Final = tuple([field.name for field in OBSERVATION_FIELDS].index(name) for name in COLUMNS)
_TALLY: Final = ValueTallyRow.__table__.c
_REMOVE_ZEROS: Final = delete(ValueTallyRow).where(_TALLY.observations == 0)
_COUNTS: Final = select(_TALLY.value, _TALLY.observations).where(_TALLY.name == bindparam("column"))
_STATEMENTS: Final = Statements(kept=2)


def facet(reader: ReadTransaction, query: ListQuery, name: str, count: Callable[[], Counts]) -> Counts:
    """The facet by a filter of the observations that a query selects; ``count`` if these are not all."""
    row = query.resource.filter(name)
    known = row is not None and row.column in COLUMNS and not given(query)
    return counts(reader, row.column) if row and known else count()


def counts(reader: ReadTransaction, column: str) -> Counts:
    """The number of observations with each value of a column, the most frequent first."""
    return ranked(map(_unmarked, reader.rows(_statement(reader), {"column": column})))


def stored(connection: Connection, column: str) -> list[tuple[str | None, int]]:
    """``counts`` in any order, for a caller without a reader."""
    return [_unmarked(row) for row in connection.execute(_COUNTS, {"column": column})]


def _unmarked(row: Sequence[Any]) -> tuple[str | None, int]:
    value, number = row
    return (str(value).removeprefix(_VALUE) if value else None), number


def total(reader: ReadTransaction, query: ListQuery) -> int | None:
    """The number of observations that a query selects, if its one filter is by values of a counted column."""
    filters = given(query)
    if len(filters) != 1:
        return None
    ((row, wanted),) = filters
    # A row can have two of several flags.
    single = row.operator is Operator.EQUALS or (row.operator is Operator.CONTAINS and len(wanted) == 1)
    if not single or row.column not in COLUMNS or row.column in _INDEXED:
        return None
    found = dict(counts(reader, row.column))
    return sum(found.get(value, 0) for value in wanted)


def change(turn: Turn, gone: Sequence[Row], come: Sequence[Row]) -> None:
    """Count removed and added rows (cells in the order of ``OBSERVATION_FIELDS``) when the turn ends."""
    if not turn.value_tallies:
        turn.at_end.append(_write)
    for name, place in zip(COLUMNS, _PLACES, strict=True):
        differences = Counter([row[place] for row in come])
        differences.subtract([row[place] for row in gone])
        for cell, number in differences.items():
            for value in _values(name, cell):
                turn.value_tallies[name, value] += number


def recount(connection: Connection) -> None:
    """Count all observations again."""
    connection.execute(delete(ValueTallyRow))
    found: Counter[tuple[str, str]] = Counter()
    for name in COLUMNS:
        column = ObservationRow.__table__.c[name]
        for cell, number in connection.execute(select(column, func.count()).group_by(column)):
            found.update(dict.fromkeys(((name, value) for value in _values(name, cell)), number))
    _add(connection, found)


def _write(connection: Connection, turn: Turn) -> None:
    _add(connection, {group: number for group, number in turn.value_tallies.items() if number})
    turn.value_tallies.clear()
    connection.execute(_REMOVE_ZEROS)


def _values(name: str, cell: Cell) -> Iterable[str]:
    if cell is None or (name == _LIST and cell == _EMPTY_LIST):
        return ("",)
    if name == _LIST:
        return {f"{_VALUE}{item}" for item in json.loads(str(cell))}
    return (f"{_VALUE}{cell}",)


def _add(connection: Connection, differences: dict[tuple[str, str], int]) -> None:
    if not differences:
        return
    insert: Callable[[Any], Any] = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert
    add = insert(ValueTallyRow)
    raised = _TALLY.observations + add.excluded.observations
    statement = add.on_conflict_do_update(index_elements=["name", "value"], set_={"observations": raised})
    connection.execute(
        statement,
        [
            {"name": name, "value": value, "observations": number}
            for (name, value), number in differences.items()
        ],
    )


def _statement(reader: ReadTransaction) -> PreparedStatement:
    return _STATEMENTS.get(reader.dialect, "counts", lambda: _COUNTS)
