"""Counts of all observations are the same from stored counts and from the rows."""

from __future__ import annotations

from app.store.connections.session import Database
from app.store.declared.fields import Row
from app.store.declared.resources import LISTS
from app.store.queries.parsing import parse_pairs
from app.store.queries.query import ListQuery
from app.store.repositories import counts
from tests.made import observed, reported
from tests.store.storing import store

ROWS = [
    observed(id="a", year=2019, indicator_code="GDP"),
    observed(id="b", year=2019, status="target", region_code=None, region="开发区"),
    observed(id="c", year=2019, region_code=None, region=None),
    observed(id="d", year=2020, region_code=None, region=None, category="fiscal"),
    observed(id="e", year=2020, category="fiscal", indicator_code="GDP"),
    observed(id="f", year=2020, category="fiscal", indicator_code="CPI"),
]


def selecting(name: str, *pairs: tuple[str, str]) -> ListQuery:
    return parse_pairs(LISTS[name], pairs, lambda _: ())


def test_years_are_the_same_with_a_filter_that_selects_all(database: Database) -> None:
    store(database, reported(), ROWS)
    expected: list[Row] = [(2019, 3, 2, 1, 2), (2020, 3, 3, 0, 1)]
    with database.reading() as connection:
        assert counts.by_year(connection, selecting("years")) == expected
        # The first is one of the columns of the stored counts.
        for given in (("year_from", "1900"), ("report_id", "990100-2020")):
            assert counts.by_year(connection, selecting("years", given)) == expected


def test_categories_are_the_same_with_a_filter_that_selects_all(database: Database) -> None:
    store(database, reported(), ROWS)
    expected = {"culture": (3, 1), "fiscal": (3, 2)}
    with database.reading() as connection:
        assert counts.by_category(connection, selecting("categories")) == expected
        for given in (("year_from", "1900"), ("report_id", "990100-2020")):
            assert counts.by_category(connection, selecting("categories", given)) == expected
