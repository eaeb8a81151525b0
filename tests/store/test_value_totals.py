"""Stored counts of values equal those of the rows, whatever was stored, flagged and removed."""

from __future__ import annotations

from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from app.model.flags import with_flag
from app.store.connections.session import Database
from app.store.declared.resources import RESOURCES
from app.store.queries.parsing import parse_pairs
from app.store.repositories import observations
from app.store.rows import state
from app.store.rows.tables import ObservationRow
from app.store.selecting import facets, totals, value_totals
from app.store.selecting.conditions import QueriedTable
from app.store.upkeep import schema
from tests.made import observed, reported
from tests.store.storing import store

LIST = RESOURCES["observations"]
NAMES = [row.name for row in LIST.filters if row.name in LIST.facets and row.column in value_totals.COLUMNS]
ROWS = [
    observed(id="a", unit="", scope="区本级", action="新增"),
    observed(id="b", unit="=", indicator_code="GDP", province_code="990000"),
    observed(id="c", region=None, region_code=None, indicator_code=None),
    observed(id="d", flags=("fallback_name", "two_readings")),
    observed(id="e", flags=("two_readings",)),
]


def facets_of(database: Database) -> dict[str, Any]:
    """The facets of all observations, after comparing them with those of the rows."""
    pairs = [("facet", name) for name in NAMES]
    query = parse_pairs(LIST, [*pairs, ("total", "none")], lambda _: ())
    found = observations.LIST.page(database, query).facets
    with database.reader() as reader:
        source = QueriedTable(ObservationRow.__table__)
        counted = {name: facets.counts(reader, source, facets.without(query, name), name) for name in NAMES}
    assert found == counted
    return dict(found)


def test_every_column_has_a_facet() -> None:
    columns = [row.column for row in LIST.filters if row.name in NAMES]
    assert sorted(columns) == sorted(value_totals.COLUMNS)


def test_they_follow_every_change(database: Database) -> None:
    for rows in (ROWS[:2], ROWS, ROWS[3:], ROWS[1:2], [observed(id=str(n)) for n in range(40)], []):
        store(database, reported(), rows)
        facets_of(database)


def test_they_follow_flags_and_removals(database: Database) -> None:
    store(database, reported(), ROWS)
    assert facets_of(database)["flag"] == ((None, 3), ("two_readings", 2), ("fallback_name", 1))
    with database.writing() as connection:
        turn = state.begin_change(connection)
        (key, _, row), *_ = observations.of_region(connection, "990100")
        observations.flag(connection, turn, [(key, row, with_flag(row))])
        state.end_change(connection, turn)
    assert ("contradicted", 1) in facets_of(database)["flag"]
    with database.writing() as connection:
        turn = state.begin_change(connection)
        observations.forget(connection, turn, "990100-2020")
        state.end_change(connection, turn)
    assert facets_of(database)["flag"] == ()


def test_all_observations_are_not_read(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    store(database, reported(), ROWS)
    monkeypatch.setattr(facets, "counts", pytest.fail)
    query = parse_pairs(LIST, [*(("facet", name) for name in NAMES), ("total", "none")], lambda _: ())
    assert observations.LIST.page(database, query).facets["unit"]


@pytest.mark.parametrize(
    "pairs, known",
    [
        ([("unit", "元")], True),
        ([("bound", "exact"), ("bound", "min")], True),
        ([("level", "")], True),
        ([("unit", "没有")], True),
        ([("reader", "rules")], True),
        ([("unit", "元"), ("year", "2020")], False),
        ([("region_code", "990100")], False),
        ([("flag", "two_readings")], True),
        ([("flag", "")], True),
        ([("flag", "fallback_name"), ("flag", "two_readings")], False),
        ([], False),
    ],
)
def test_totals_are_those_of_the_rows(
    database: Database, pairs: list[tuple[str, str]], *, known: bool
) -> None:
    store(database, reported(), ROWS)
    query = parse_pairs(LIST, pairs, lambda _: ())
    page = observations.LIST.page(database, query)
    assert page.total == len(page.rows)
    with database.reader() as reader:
        assert (value_totals.total(reader, query) is not None) == known


def test_older_databases_are_counted(database: Database) -> None:
    store(database, reported(), ROWS)
    before = facets_of(database)
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0032")
        command.upgrade(config, "head")
        connection.execute(text("UPDATE state SET token = 'changed'"))
    assert facets_of(database) == before
    with database.writing() as connection:
        connection.execute(text("DELETE FROM observation_value_tallies"))
        totals.recount(connection)
        connection.execute(text("UPDATE state SET token = 'again'"))
    assert facets_of(database) == before
