"""The observations that may answer a question, by place, year and quantity."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.store import resolving
from app.store.schema import migrate
from app.store.session import Database
from tests.made import observed, reported
from tests.store.storing import store


@pytest.fixture(scope="module")
def two_places(module_address: str) -> Iterator[Database]:
    database = Database(module_address)
    migrate(database)
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
    "places, years, quantities, expected",
    [
        (["990100"], None, ["书屋"], ["云溪市-书屋-2019", "云溪市-书屋-2018"]),
        (["开发区"], (2010, 2018), [], ["开发区-书屋-2018", "开发区-生产总值-2018"]),
        ([], (2019, 2019), ["GDP"], ["云溪市-生产总值-2019", "开发区-生产总值-2019"]),
        ([], (2018, 2019), ["书屋"], ["云溪市-书屋-2019", "开发区-书屋-2019"]),
        (["南浦县"], None, [], []),
    ],
)  # fmt: skip # a question a line
def test_candidates_are_of_the_place_the_last_year_and_the_quantity(
    two_places: Database,
    places: list[str],
    years: tuple[int, int] | None,
    quantities: list[str],
    expected: list[str],
) -> None:
    with two_places.reading() as connection:
        rows = resolving.candidates(connection, places, years, quantities)
        assert sorted(str(row[0]) for row in rows) == sorted(expected)
        newest_first = [int(str(row[0])[-4:]) for row in rows]
        assert newest_first == sorted(newest_first, reverse=True)


def test_places_without_a_code_are_listed(two_places: Database) -> None:
    with two_places.reading() as connection:
        assert resolving.stored_places(connection) == ["开发区"]
