"""Documents that are compressed with a shared dictionary are read back unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest
from sqlalchemy import Table, select, update

from app.services.computing.indexing import documents_are_written
from app.services.database import migrate
from app.store.connections.session import Database
from app.store.declared.resources import RESOURCES
from app.store.queries.parsing import parse_pairs
from app.store.queries.query import ListQuery
from app.store.repositories import observations
from app.store.rows import dictionaries
from app.store.rows.documents import ENCODER, structs
from app.store.rows.tables import ObservationDocumentRow, StateRow
from tests.made import observed, reported
from tests.store.storing import store

OBSERVATIONS = RESOURCES["observations"]
ROWS = 60


@pytest.fixture
def learning(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database that trains its dictionary after two reports, and again after four."""
    monkeypatch.setattr(dictionaries, "LEARN_AT", (2, 4))
    monkeypatch.setattr(dictionaries, "FEWEST", 2 * ROWS)
    return database


def add(database: Database, year: int) -> None:
    report = reported(year)
    rows = [
        observed(
            id=f"{year}-{place}", report_id=report.id, year=year, sentence=f"新建公厕{place * place}座。"
        )
        for place in range(ROWS)
    ]
    store(database, report, rows)


def stored(database: Database) -> list[bytes]:
    with database.reading() as connection:
        row = ObservationDocumentRow
        return list(connection.scalars(select(row.document).order_by(row.key)))


def asked(*, written: bool) -> ListQuery:
    query = parse_pairs(OBSERVATIONS, [("limit", "1000")], lambda _: ())
    return ListQuery(OBSERVATIONS, query.where, query.sort, query.fields, query.limit, written=written)


def numbers(documents: list[bytes]) -> int:
    """How many dictionaries the documents use; no dictionary counts as one."""
    return len({document[:4] for document in documents})


def assert_whole(database: Database) -> None:
    """Pages and streams have the same documents that would be written for the rows."""
    rows = observations.LIST.page(database, asked(written=False)).rows
    expected = [ENCODER.encode(row) for row in structs(OBSERVATIONS.fields, rows)]
    assert observations.LIST.page(database, asked(written=True)).documents == expected
    stream = observations.LIST.stream(database, asked(written=True))
    assert stream.documents is not None
    assert [document for batch in stream.documents for document in batch] == expected


def test_the_first_documents_wait_for_a_dictionary(learning: Database) -> None:
    add(learning, 2020)
    before = stored(learning)
    assert {document[:1] for document in before} == {b"{"}
    add(learning, 2021)
    after = stored(learning)
    assert len(after) == 2 * ROWS
    assert numbers(after) == 1
    assert sum(map(len, after[:ROWS])) < sum(map(len, before)) / 4
    assert_whole(learning)


def test_the_documents_of_one_report_can_be_enough(
    learning: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionaries, "LEARN_AT", (1,))
    monkeypatch.setattr(dictionaries, "FEWEST", ROWS)
    add(learning, 2020)
    assert {document[:1] for document in stored(learning)} != {b"{"}
    assert numbers(stored(learning)) == 1
    assert_whole(learning)


@pytest.mark.parametrize(
    "sample, run, expected",
    [
        (6, 2, [0, 1, 20, 21, 40, 41, 59]),
        (1, 1, [0, 59]),
        (100, 1, range(60)),
    ],
)
def test_a_sample_comes_from_all_over_a_table(
    database: Database, monkeypatch: pytest.MonkeyPatch, sample: int, run: int, expected: Sequence[int]
) -> None:
    monkeypatch.setattr(dictionaries, "SAMPLE", sample)
    monkeypatch.setattr(dictionaries, "RUN", run)
    add(database, 2020)
    whole = stored(database)
    documents = cast("Table", ObservationDocumentRow.__table__)
    with database.reading() as connection:
        found = dictionaries._sample(connection, documents)  # noqa: SLF001 # which documents it learns from
    assert [whole.index(document) for document in found] == list(expected)


def test_documents_of_two_dictionaries_stand_side_by_side(learning: Database) -> None:
    for year in range(2020, 2025):
        add(learning, year)
    assert numbers(stored(learning)) == 2
    assert_whole(learning)


def test_documents_are_packed_when_they_are_written_again(learning: Database) -> None:
    for year in range(2020, 2024):
        add(learning, year)
    assert numbers(stored(learning)) == 2
    with learning.writing() as connection:
        connection.execute(update(StateRow).values(document_version=""))
    migrate(learning)
    assert documents_are_written(learning)
    assert numbers(stored(learning)) == 1
    assert_whole(learning)


def test_too_few_documents_are_learnt_from_later(learning: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionaries, "FEWEST", 3 * ROWS)
    for year in (2020, 2021):
        add(learning, year)
    assert {document[:1] for document in stored(learning)} == {b"{"}
    add(learning, 2022)
    assert numbers(stored(learning)) == 1
    assert_whole(learning)
