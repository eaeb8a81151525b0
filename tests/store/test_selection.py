"""The newest year of each series, and facets, checked against the plain list."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from app.comparison import series
from app.model.observation import Observation
from app.store.connections.session import Database
from app.store.declared.fields import Cell
from app.store.declared.resources import RESOURCES
from app.store.queries.parsing import parse_pairs
from app.store.queries.query import ListQuery
from app.store.repositories import comparisons, observations
from app.store.selecting.facets import ranked
from tests.made import observed, reported
from tests.store.storing import analyze, store

Pairs = list[tuple[str, str]]
REGIONS = (("云溪市", "990100"), ("南浦县", "990123"), ("开发区", None))


def rows_of(report_id: str, region: str, code: str | None, dice: random.Random) -> list[Observation]:
    return [
        observed(
            str(dice.randint(-9, 9)),
            id=f"{report_id}-{place}",
            report_id=report_id,
            region=region,
            region_code=code,
            indicator=dice.choice(("养老机构", "新增就业", "养老机构新增就业")),
            indicator_code=dice.choice(("GDP", None)),
            category=dice.choice(("fiscal", "health")),
            measure=dice.choice(("level", "growth")),
            status=dice.choice(("actual", "target")),
            unit=dice.choice(("%", "个")),
            year=(year := dice.randint(2015, 2020)),
            start_year=year - dice.choice((0, 0, 0, 4)),
            flags=dice.choice(((), (), ("unit_missing",), ("fallback_name", "unit_missing"))),
            sentence=dice.choice(("全年养老服务。", "促进就业。")),
        )
        for place in range(60)
    ]


@pytest.fixture(scope="module")
def filled(module_address: str) -> Iterator[Database]:
    database = Database(module_address)
    dice = random.Random(5)  # noqa: S311 # the same rows every time
    for number, (region, code) in enumerate(REGIONS):
        report = reported(2020, f"{region}报告\n", id=f"r{number}-2020", region=region, region_code=code)
        store(database, report, rows_of(report.id, region, code, dice))
    analyze(database)
    yield database
    database.close()


def ask(pairs: Pairs) -> ListQuery:
    return parse_pairs(RESOURCES["observations"], pairs, lambda _: ())


def ids(database: Database, pairs: Pairs) -> set[Cell]:
    page = observations.LIST.page(database, ask([*pairs, ("fields", "id"), ("limit", "1000")]))
    assert page.total == len(page.rows)
    return {row[0] for row in page.rows}


SELECTIONS: list[Pairs] = [
    [],
    [("status", "actual")],
    [("year_to", "2018")],
    [("year", "2016"), ("year", "2018")],
    [("region_code", "990100"), ("measure", "growth")],
    [("within", "990100")],
    [("value_from", "0")],
    [("flag", "unit_missing")],
    [("flag", "")],
    [("q", "养老")],
    [("q", "养老 就业"), ("status", "target")],
    [("report_id", "r1-2020"), ("indicator_code", "")],
]


@pytest.mark.parametrize("pairs", SELECTIONS, ids=str)
def test_latest_is_the_newest_year_of_each_series_among_what_is_selected(
    filled: Database, pairs: Pairs
) -> None:
    chosen = ids(filled, pairs)
    with filled.reading() as connection:
        rows = [
            row
            for key in ("990100", "990123", "~开发区")
            for _, _, row in observations.of_region(connection, key)
        ]
    newest: dict[int, int] = {}
    selected = [row for row in rows if row.id in chosen]
    for row in selected:
        newest[series(row)] = max(row.year, newest.get(series(row), row.year))
    expected = {row.id for row in selected if row.year == newest[series(row)]}
    assert ids(filled, [*pairs, ("latest", "1")]) == expected
    assert not pairs or len(expected) < len(rows)


@pytest.mark.parametrize("latest", ["0", "1"])
@pytest.mark.parametrize("pairs", SELECTIONS, ids=str)
def test_a_facet_counts_what_its_values_would_select(filled: Database, pairs: Pairs, latest: str) -> None:
    """The counts of a facet apply all filters except the one on the same field."""
    pairs = [*pairs, ("latest", latest)]
    names = RESOURCES["observations"].facets
    page = observations.LIST.page(filled, ask([*pairs, *(("facet", name) for name in names)]))
    assert tuple(page.facets) == names
    for name, counts in page.facets.items():
        others = [pair for pair in pairs if pair[0] != name]
        assert dict(counts) == {
            value: total
            for value, _ in counts
            if (total := len(ids(filled, [*others, (name, "" if value is None else str(value))])))
        }
        assert [count for _, count in counts] == sorted((count for _, count in counts), reverse=True)
        if name != "flag" and latest == "0":
            every = observations.LIST.page(filled, ask([*others, ("limit", "1000")]))
            column = every.columns.index(name)
            assert {row[column] for row in every.rows} == {value for value, _ in counts}


def test_equal_counts_are_in_the_order_of_their_values_without_one_last() -> None:
    counted = [(None, 2), ("鄞州区", 2), ("三贤市", 2), ("Z", 2), ("云溪市", 3)]
    assert ranked(counted) == (("云溪市", 3), ("Z", 2), ("三贤市", 2), ("鄞州区", 2), (None, 2))
    assert ranked([(None, 1), (2020, 1), (999, 1)]) == ((999, 1), (2020, 1), (None, 1))


def test_facets_of_comparisons_mind_the_vintage(filled: Database) -> None:
    query = parse_pairs(RESOURCES["comparisons"], [("facet", "outcome")], lambda _: ())
    assert comparisons.LIST.page(filled, query).facets == {"outcome": ()}


def test_the_flags_of_a_facet_are_single_ones(filled: Database) -> None:
    page = observations.LIST.page(filled, ask([("facet", "flag")]))
    assert {value for value, _ in page.facets["flag"]} == {None, "unit_missing", "fallback_name"}
    assert sum(count for _, count in page.facets["flag"]) > 180
