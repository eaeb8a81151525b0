"""Stored JSON rows and stored counts equal those computed at request time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from app.model.observation import Bound, Measure, Observation, Status
from app.services.computing.comparing import compare_regions
from app.services.database import DatabaseError, check, migrate
from app.store.connections.session import Database
from app.store.declared.filters import OBSERVATION_FILTERS
from app.store.declared.resources import RESOURCES
from app.store.queries.parsing import parse_pairs
from app.store.queries.query import ListQuery
from app.store.repositories import comparisons, observations
from app.store.rows import state
from app.store.rows.computed_tables import ComparisonDocumentRow
from app.store.rows.documents import ENCODER, form, structs
from app.store.rows.tables import ObservationDocumentRow, ObservationRow, StateRow
from app.store.rows.tally_tables import TallyRow
from app.store.selecting import facets, totals
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.table_lists import TableList
from tests.made import observed, reported
from tests.store.storing import store

LISTS = {"observations": observations.LIST, "comparisons": comparisons.LIST}
ROWS = [
    observed(id="a", sentence='他说"好"，\n换行\\、\u2028和\x7f', scope="区本级"),
    observed("-0.10", id="b", status=Status.TARGET, year=2021, start_year=2021),
    observed("1E+3", id="c", bound=Bound.RANGE, value_high=Decimal("4100000000000000.25")),
    observed(id="d", measure=Measure.GROWTH, region=None, region_code=None, indicator_code=None),
    observed(id="e", measure=Measure.GROWTH, flags=("fallback_name", "two_readings")),
]


def ask(name: str, *pairs: tuple[str, str], written: bool = False) -> ListQuery:
    query = parse_pairs(RESOURCES[name], pairs, lambda _: ())
    return ListQuery(
        query.resource, query.where, query.sort, query.fields, query.limit, query.cursor, written=written
    )


def test_the_form_of_documents_is_sixteen_characters_of_names_and_kinds() -> None:
    observed_fields, compared_fields = (RESOURCES[name].fields for name in LISTS)
    one = form(observed_fields, compared_fields)
    assert len(one) == 16
    assert one == form(observed_fields, compared_fields)
    assert one != form(observed_fields[1:], compared_fields)


@pytest.fixture
def filled(database: Database) -> Database:
    store(database, reported(), ROWS)
    store(database, reported(2021), [observed(id="f", report_id="990100-2021", year=2021)])
    with database.writing() as connection:
        compare_regions(connection, state.begin_change(connection), {"990100"})
    return database


def written_again(database: Database, listing: TableList, query: ListQuery) -> list[bytes]:
    rows = listing.page(database, query).rows
    return [ENCODER.encode(row) for row in structs(listing.resource.fields, rows)]


@pytest.mark.parametrize(
    "name, pairs",
    [
        ("observations", []),
        ("observations", [("sort", "-value")]),
        ("observations", [("sort", "measure,-year"), ("status", "actual")]),
        ("observations", [("year", "2021"), ("year", "2020"), ("category", "culture")]),
        ("observations", [("q", "换行")]),
        ("comparisons", []),
        ("comparisons", [("sort", "-target_value")]),
    ],
)
def test_documents_are_what_the_rows_would_be_written_as(
    filled: Database, name: str, pairs: list[tuple[str, str]]
) -> None:
    listing = LISTS[name]
    expected = written_again(filled, listing, ask(name, *pairs))
    assert expected
    query = ask(name, *pairs, written=True)
    assert listing.page(filled, query).documents == expected
    stream = listing.stream(filled, query)
    assert stream.documents is not None
    assert [document for batch in stream.documents for document in batch] == expected


def test_pages_of_documents_follow_each_other(filled: Database) -> None:
    pairs = [("sort", "-year,measure"), ("limit", "2")]
    found: list[bytes] = []
    cursor: str | None = None
    while True:
        more = [("cursor", cursor)] if cursor else []
        page = observations.LIST.page(filled, ask("observations", *pairs, *more, written=True))
        found += page.documents or []
        cursor = page.next
        if cursor is None:
            break
    whole = ask("observations", ("sort", "-year,measure"), written=True)
    assert found == observations.LIST.page(filled, whole).documents
    assert len(found) == 6


def test_some_fields_are_cells(filled: Database) -> None:
    page = observations.LIST.page(filled, ask("observations", ("fields", "id"), written=True))
    assert page.documents is None
    assert page.rows == [("a",), ("b",), ("c",), ("d",), ("e",), ("f",)]


def ids_in_documents(database: Database) -> list[str]:
    with database.reading() as connection:
        found = connection.execute(
            select(ObservationDocumentRow.document).order_by(ObservationDocumentRow.key)
        )
        return [row.split('"')[3] for (document,) in found for row in document.decode().split("\n")]


def test_documents_come_and_go_with_their_rows(filled: Database) -> None:
    assert ids_in_documents(filled) == list("abcdef")
    store(filled, reported(), [ROWS[3], observed(id="g")])
    assert ids_in_documents(filled) == list("dgf")
    with filled.writing() as connection:
        observations.forget(connection, state.begin_change(connection), "990100-2021")
    assert ids_in_documents(filled) == list("dg")


def tallied(database: Database) -> tuple[Any, Any]:
    """The stored counts, and the rows counted now."""
    groups = [ObservationRow.__table__.c[name] for name in totals.COLUMNS]
    with database.reading() as connection:
        kept = connection.execute(select(TallyRow.__table__)).all()
        counted = connection.execute(select(*groups, func.count()).group_by(*groups)).all()
    return sorted(map(tuple, kept)), sorted(map(tuple, counted))


STEPS: list[list[Observation]] = [
    ROWS[:2],
    ROWS,
    ROWS[3:],
    ROWS[1:2],
    [observed(id=str(n)) for n in range(40)],
    [],
]


def test_tallies_follow_every_change(database: Database) -> None:
    for rows in STEPS:
        store(database, reported(), rows)
        kept, counted = tallied(database)
        assert kept == counted
        assert sum(group[-1] for group in kept) == len(rows)


def test_tallies_know_what_they_can_tell() -> None:
    values = {"category": "culture", "year": "2020", "status": "actual", "measure": "level", "latest": "1"}
    known = {
        row.name
        for row in OBSERVATION_FILTERS
        if totals.knows(ask("observations", (row.name, values.get(row.name, row.example))))
    }
    assert known == {"category", "year", "year_from", "year_to", "status", "measure"}


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("category", "culture")],
        [("category", "health")],
        [("year", "2020"), ("year", "2021"), ("status", "actual")],
        [("year_from", "2021"), ("measure", "level")],
        [("year_to", "2020"), ("status", "target"), ("category", "culture")],
    ],
)
def test_totals_and_facets_are_those_of_the_rows(filled: Database, pairs: list[tuple[str, str]]) -> None:
    query = parse_pairs(
        RESOURCES["observations"], [*pairs, *(("facet", name) for name in totals.COLUMNS)], lambda _: ()
    )
    page = observations.LIST.page(filled, query)
    assert totals.knows(query)
    assert page.total == len(page.rows)
    source = QueriedTable(ObservationRow.__table__)
    with filled.reader() as reader:
        for name in totals.COLUMNS:
            assert page.facets[name] == facets.counts(reader, source, facets.without(query, name), name)


def test_stored_counts_are_read_where_they_know_the_number(filled: Database) -> None:
    """Counting the rows would take longer the more there are."""
    with filled.writing() as connection:
        connection.execute(update(TallyRow).values(observations=TallyRow.observations + 1))
    known = (("year_from", "2020"), ("measure", "level"))
    for pairs, more in ((known, True), ((*known, ("value_from", "-9")), False)):
        page = observations.LIST.page(filled, ask("observations", *pairs))
        assert page.total is not None
        assert (page.total > len(page.rows)) is more


def test_an_older_database_is_filled(filled: Database) -> None:
    before = (
        ids_in_documents(filled),
        tallied(filled)[0],
        comparisons.LIST.page(filled, ask("comparisons", written=True)),
    )
    with filled.writing() as connection:
        for table in (ComparisonDocumentRow, TallyRow):
            connection.execute(delete(table))
        connection.execute(update(StateRow).values(document_version=""))
    with pytest.raises(DatabaseError, match="zhibiao migrate"):
        check(filled)
    migrate(filled)
    check(filled)
    after = (
        ids_in_documents(filled),
        tallied(filled)[0],
        comparisons.LIST.page(filled, ask("comparisons", written=True)),
    )
    assert before == after
    version = filled.version()
    migrate(filled)
    assert filled.version() == version


def test_a_document_that_is_missing_is_no_silent_gap(filled: Database) -> None:
    """That can't happen, since both are written together; but a query by key would notice it."""
    with filled.writing() as connection:
        connection.execute(delete(ObservationDocumentRow))
    with pytest.raises(KeyError):
        observations.LIST.page(filled, ask("observations", ("sort", "year"), written=True))
