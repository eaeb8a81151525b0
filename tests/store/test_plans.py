"""Query plans of the databases for the documented filters, with the default order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import ClauseElement, event

from app.services.database import Database, open_database
from app.store.connections.prepared import PreparedStatement, Values
from app.store.connections.reader import ReadTransaction
from app.store.declared.fields import Row
from app.store.declared.filters import OBSERVATION_FILTERS
from app.store.declared.resources import LISTS, RESOURCES
from app.store.queries.parsing import parse_pairs
from app.store.repositories import observations, reports, tallies
from app.store.rows import state
from tests.benchmarks import texts
from tests.store.storing import analyze

ROWS = 20_000
#: Filters by an exact value that few rows have; an index finds these rows.
BY_INDEX = ("category", "year", "indicator_code", "indicator", "report_id", "flag", "q")
#: Other filters select many rows here. The database either reads them in text order until the page is full,
#: or finds them by an index and sorts them.
OTHERS = (
    "region_code", "region", "within", "province", "city", "value_from", "value_to", "confidence_from",
    "updated_since", "year_from", "year_to", "start_year", "status", "measure", "scope", "unit", "bound",
    "commitment", "level", "source_kind", "rule", "latest", "corrected", "period", "action", "head",
    "province_code", "reader",
)  # fmt: skip # names read better on few lines
SORTED = "USE TEMP B-TREE FOR ORDER BY"


@pytest.fixture(scope="module")
def filled(module_address: str) -> Iterator[Database]:
    """A database with enough rows for realistic plans, and with statistics."""
    with open_database(module_address) as database:
        fill(database, ROWS)
        analyze(database)
        yield database


def fill(database: Database, wanted: int) -> None:
    """Store generated reports with so many observations."""
    for item in texts.reports(wanted):
        with database.writing() as connection:
            turn = state.begin_change(connection)
            rows = item.observations
            number = reports.put(connection, item.report, len(rows), "1", turn.at)
            observations.replace(
                connection, turn, number, item.report.id, [(row, place) for place, row in enumerate(rows)]
            )
            state.end_change(connection, turn)


def example(name: str, database: Database) -> str:
    """A value of the filter that some rows have."""
    if name not in ("region_code", "region", "within", "province", "city", "report_id"):
        return next(row.example for row in OBSERVATION_FILTERS if row.name == name)
    with database.reading() as connection:
        (row,) = connection.exec_driver_sql(
            "SELECT region_code, report_id FROM observations ORDER BY key LIMIT 1"
        )
    return str(row[1] if name == "report_id" else row[0])


def plan(database: Database, name: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps of the query plan for a page of a filter."""
    found: list[str] = []
    run = ReadTransaction.rows

    def explained(
        self: ReadTransaction, statement: PreparedStatement | ClauseElement, values: Values
    ) -> list[Row]:
        if not isinstance(statement, PreparedStatement):
            return run(self, statement, values)
        word = "EXPLAIN QUERY PLAN" if self.dialect.name == "sqlite" else "EXPLAIN"
        steps = run(self, replace(statement, sql=f"{word} {statement.sql}"), values)
        found.extend(str(step[-1]) for step in steps)
        return run(self, statement, values)

    pairs = [(name, example(name, database)), ("total", "none")]
    query = parse_pairs(RESOURCES["observations"], pairs, lambda _: ())
    with monkeypatch.context() as patched:
        patched.setattr(ReadTransaction, "rows", explained)
        observations.LIST.page(database, replace(query, written=True))
    assert found
    return found


def reads_all(database: Database, steps: list[str]) -> bool:
    """Whether the whole table is read before the first row is found.

    A scan of SQLite without sorting reads rows in the order of keys and stops when the page is full;
    PostgreSQL calls this an index scan.
    """
    if database.dialect == "sqlite":
        return "SCAN observations" in steps and SORTED in steps
    return any("Seq Scan on observations" in step for step in steps)


def test_every_filter_has_its_place() -> None:
    assert sorted((*BY_INDEX, *OTHERS)) == sorted(row.name for row in OBSERVATION_FILTERS)


@pytest.mark.parametrize("name", BY_INDEX)
def test_few_rows_are_found_by_an_index(name: str, filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = plan(filled, name, monkeypatch)
    assert "SCAN observations" not in steps
    assert not reads_all(filled, steps), steps


@pytest.mark.parametrize("name", OTHERS)
def test_the_table_is_not_read_whole(name: str, filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = plan(filled, name, monkeypatch)
    assert not reads_all(filled, steps), steps


def test_the_outcomes_of_a_place_are_found_by_an_index(file_database: Database) -> None:
    query = parse_pairs(LISTS["summary"], [("region_code", "330212"), ("by", "year")], lambda _: ("330212",))
    sent: list[tuple[str, tuple[object, ...]]] = []
    with file_database.reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: sent.append((given[2], given[3])))
        tallies.by(connection, query, ["year"])
        statement, values = sent[-1]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert "(region_key=?)" in plan[0][3]
