"""Pages are the same before and after the migrations that leave the keys out of indexes."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from app.model.observation import Status
from app.services.computing.comparing import compare_regions
from app.store.connections.session import Database
from app.store.declared.fields import Row
from app.store.declared.resources import RESOURCES
from app.store.queries.parsing import parse_pairs
from app.store.repositories import comparisons, observations
from app.store.rows import state
from app.store.upkeep import schema
from tests.made import observed, reported
from tests.store.storing import store

ROWS = [
    observed(id="a", indicator_code="GDP", year=2020),
    observed(id="b", indicator_code=None, year=2021),
    observed(id="c", indicator_code="GDP", year=2019, status=Status.TARGET),
    observed(id="d", indicator_code="GDP", year=2021, start_year=2021, status=Status.TARGET, scope="区本级"),
    observed(id="e", indicator_code="GDP", year=2020, scope="区本级"),
]
LISTS = {"observations": observations.LIST, "comparisons": comparisons.LIST}


def page(database: Database, name: str, *pairs: tuple[str, str]) -> list[Row]:
    return LISTS[name].page(database, parse_pairs(RESOURCES[name], pairs, lambda _: ())).rows


def pages(database: Database) -> list[list[Row]]:
    codes = (("region_code", "990100"), ("indicator_code", "GDP"))
    sorts = (("limit", "100"), ("sort", "-year"), ("year", "2021"))
    named = ("indicator", ROWS[0].indicator)
    both = [page(database, "observations", *pairs) for pairs in ((named,), (("sort", "indicator"),))]
    found = [page(database, name, code, sort) for name in LISTS for code in codes for sort in sorts]
    gaps = [page(database, "comparisons", pair) for pair in (("sort", "-gap"), sorts[-1])]
    return [*found, *gaps, *both]


@pytest.fixture
def filled(database: Database) -> Database:
    store(database, reported(), ROWS)
    with database.writing() as connection:
        turn = state.begin_change(connection)
        compare_regions(connection, turn, {"990100"})
        state.end_change(connection, turn)
    return database


def test_pages_stay_the_same(filled: Database) -> None:
    before = pages(filled)
    assert [len(rows) for rows in before] == [5, 5, 2, 4, 4, 1, 2, 2, 1, 2, 2, 1, 2, 1, 5, 5]
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    with filled.writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0033")
        old = {index["name"] for index in inspect(connection).get_indexes("comparisons")}
        assert {"ix_comparisons_indicator_code_year_key", "ix_comparisons_gap_order_key"} <= old
    assert pages(filled) == before
    with filled.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    assert pages(filled) == before
    schema.check(filled)
