"""The observations that may answer a question, by place, year and quantity."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection
from sqlalchemy.event import listen

from app.store.connections.session import Database
from app.store.declared.derived_fields import ANSWERED
from app.store.repositories import resolving
from app.store.repositories.resolving import AskedPlace, PossibleAnswer, Years
from tests.made import observed, reported
from tests.store.storing import store

YUNXI, ZONE = AskedPlace(("990100",), "云溪"), AskedPlace((), "开发区")


@pytest.fixture(scope="module")
def two_places(module_address: str) -> Iterator[Database]:
    database = Database(module_address)
    for region, code in (("云溪市", "990100"), ("开发区", None)):
        report = reported(2020, f"{region}报告\n", id=f"{region}-2020", region=region, region_code=code)
        rows = [
            observed(id=f"{region}-{quantity}-{year}", region=region, region_code=code, year=year,
                     report_id=report.id, indicator=quantity,
                     indicator_code="GDP" if quantity == "生产总值" else None)
            for quantity in ("生产总值", "书屋")
            for year in (2018, 2019)
        ]  # fmt: skip # the place, then the quantity
        store(database, report, rows)
    yield database
    database.close()


@pytest.mark.parametrize(
    "place, years, expected",
    [
        (YUNXI, (2010, 2018), ["云溪市-书屋-2018", "云溪市-生产总值-2018"]),
        (ZONE, (2010, 2018), ["开发区-书屋-2018", "开发区-生产总值-2018"]),
        (ZONE, None, [f"开发区-{name}-{year}" for name in ("书屋", "生产总值") for year in (2018, 2019)]),
        (
            AskedPlace(("990300", "990100"), "云溪"), (2018, 2018),
            ["云溪市-书屋-2018", "云溪市-生产总值-2018"],
        ),
        (AskedPlace(("990200",), "南浦县"), None, []),
        (AskedPlace((), "云溪市"), None, []),
    ],
)  # fmt: skip # a question a line
def test_candidates_of_a_place_are_of_the_last_year(
    two_places: Database, place: AskedPlace, years: Years, expected: list[str]
) -> None:
    with two_places.reading() as connection:
        assert ids(connection, resolving.of_place(connection, place, years)) == expected


@pytest.mark.parametrize(
    "quantities, years, expected",
    [
        (["GDP"], (2019, 2019), ["云溪市-生产总值-2019", "开发区-生产总值-2019"]),
        (["GDP", "生产总值"], (2019, 2019), ["云溪市-生产总值-2019", "开发区-生产总值-2019"]),
        (["书屋"], (2018, 2019), ["云溪市-书屋-2019", "开发区-书屋-2019"]),
        (["村屋"], None, []),
    ],
)
def test_candidates_of_a_quantity_are_of_all_places(
    two_places: Database, quantities: list[str], years: Years, expected: list[str]
) -> None:
    with two_places.reading() as connection:
        assert ids(connection, resolving.of_quantities(connection, quantities, years)) == expected


def ids(connection: Connection, found: list[PossibleAnswer]) -> list[str]:
    """The ids of candidates, which come with the newest first and are found again by their keys."""
    years = [candidate.year for candidate in found]
    assert years == sorted(years, reverse=True)
    rows = resolving.answers(connection, [candidate.key for candidate in found])
    assert [row[ANSWERED.index("year")] for row in rows] == years
    return sorted(str(row[0]) for row in rows)


def test_candidates_are_found_by_indexes(two_places: Database) -> None:
    if two_places.dialect != "sqlite":
        return  # PostgreSQL knows how many rows a condition selects
    statements: list[tuple[str, tuple[object, ...]]] = []
    with two_places.reading() as connection:
        listen(connection, "before_cursor_execute", lambda *given: statements.append(given[2:4]))
        resolving.of_place(connection, AskedPlace(("990100", "990300"), "云溪"), (2018, 2018))
        resolving.of_quantities(connection, ["GDP", "书屋"], (2018, 2018))
        steps = [
            str(row[-1])
            for sql, values in tuple(statements)
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    read = [step.partition("USING INDEX ix_observations_")[2].partition("_year")[0] for step in steps]
    codes, names = ["region_code", "indicator_code"], ["indicator (indicator=?)"]
    assert {step for step in read if step} == {*codes, *names}, steps


def test_places_without_a_code_are_listed(two_places: Database) -> None:
    with two_places.reading() as connection:
        assert resolving.stored_places(connection) == ["开发区"]
