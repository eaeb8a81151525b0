"""Names that no table of the program has are looked up in the database; a mistake suggests similar ones."""

import pytest

from app.store.connections.session import Database
from app.store.declared.resources import RESOURCES
from app.store.queries.names import check
from app.store.queries.parsing import parse_pairs
from app.store.queries.query import QueryError
from tests.made import observed, reported
from tests.store.storing import store


def mistake(database: Database, name: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The detail and the suggestions for a name; empty if the database has it."""
    query = parse_pairs(RESOURCES["observations"], [(name, text)], lambda _: ())
    try:
        with database.reading() as connection:
            check(connection, query)
    except QueryError as error:
        return error.mistakes[0].detail, error.mistakes[0].valid
    return "", ()


@pytest.fixture
def filled(database: Database) -> Database:
    for number in range(7):
        report = reported(
            2020,
            f"第{number}份报告\n",
            id=f"zone-{number}-2020",
            region=f"三贤高新区{number}",
            region_code=None,
        )
        store(database, report, [observed(id=f"o-{number}", report_id=report.id, indicator="三贤指数")])
    return database


def test_stored_names_are_no_mistake(filled: Database) -> None:
    assert mistake(filled, "region", "三贤高新区3") == ("", ())
    assert mistake(filled, "indicator", "三贤指数") == ("", ())


def test_five_similar_places_are_suggested_of_which_the_message_names_three(filled: Database) -> None:
    detail, valid = mistake(filled, "region", "三贤高新区")
    assert len(valid) == 5
    assert detail.startswith(
        f"There is no place '三贤高新区'. Did you mean {' or '.join(valid[:3])}? /v1/regions"
    )
    assert mistake(filled, "region", "望海")[1] == ()


def test_a_quantity_that_no_observation_has_is_a_mistake(filled: Database) -> None:
    detail, _ = mistake(filled, "indicator", "三贤指标")
    assert detail.startswith("No observation and no indicator of the catalogue is called '三贤指标'.")
