"""Stored corrections survive all changes of their reports."""

from __future__ import annotations

import msgspec
import pytest

from app.model.correction import Verdict
from app.services.corrections.correcting import FieldError, NotFoundError, ReaderVerdict, bring, record, undo
from app.services.corrections.correction_files import CorrectionFileError, read_corrections
from app.services.database import Database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import corrections, observations
from app.services.lists.queries import parse_query
from app.store.declared.fields import Cell
from app.store.rows.documents import structs
from tests.texts import REPORT_2020


def rows(database: Database, **where: str) -> dict[str, dict[str, Cell]]:
    """The observations, by their numbers as written."""
    page = observations.page(database, parse_query("observations", [*where.items(), ("limit", "1000")]))
    found = [dict(zip(page.columns, one, strict=True)) for one in page.rows]
    return {str(row["value_text"]): row for row in found}


def states(database: Database) -> list[object]:
    page = corrections.page(database, parse_query("corrections", [("fields", "state")]))
    return [row[0] for row in page.rows]


@pytest.fixture
def filled(database: Database) -> Database:
    ingest_text(database, REPORT_2020.encode(), "云溪市-2020.txt")
    return database


def change(database: Database, number: str, **fields: str) -> str:
    word = ReaderVerdict(Verdict.CHANGE, "李敏", tuple(fields.items()))
    return record(database, str(rows(database)[number]["id"]), word).id


def test_a_correction_changes_the_row_until_it_is_undone(filled: Database) -> None:
    before = rows(filled)
    correction = change(filled, "12家", indicator="新建养老院")
    after = rows(filled)["12家"]
    assert (after["indicator"], after["reader"], after["corrected"]) == (
        "新建养老院",
        "person",
        '["indicator"]',
    )
    assert after["confidence"] == "1"
    assert {number: row for number, row in rows(filled).items() if number != "12家"} == {
        number: row for number, row in before.items() if number != "12家"
    }
    undo(filled, correction)
    assert rows(filled) == before


def test_a_rejected_number_is_gone_and_comes_back(filled: Database) -> None:
    before = rows(filled)
    correction = record(filled, str(before["12家"]["id"]), ReaderVerdict(Verdict.REJECT, "李敏"))
    assert "12家" not in rows(filled)
    undo(filled, correction.id)
    assert rows(filled) == before


def test_a_correction_survives_a_new_text_with_the_same_sentence(filled: Database) -> None:
    change(filled, "12家", indicator="新建养老院")
    longer = REPORT_2020.replace("一、2019年工作回顾\n", "一、2019年工作回顾\n新建公园3座。\n")
    ingest_text(filled, longer.encode(), "云溪市-2020.txt")
    assert rows(filled)["3座"]["reader"] == "rules"
    assert rows(filled)["12家"]["indicator"] == "新建养老院"
    assert states(filled) == ["applied"]


def test_a_correction_waits_for_its_sentence(filled: Database) -> None:
    change(filled, "12家", indicator="新建养老院")
    ingest_text(filled, REPORT_2020.replace("12家", "13家").encode(), "云溪市-2020.txt")
    assert states(filled) == ["orphaned"]
    ingest_text(filled, REPORT_2020.encode(), "云溪市-2020.txt")
    assert states(filled) == ["applied"]
    assert rows(filled)["12家"]["indicator"] == "新建养老院"


def test_the_same_again_is_agreed(filled: Database) -> None:
    change(filled, "12家", indicator=str(rows(filled)["12家"]["indicator"]))
    assert states(filled) == ["agreed"]


def test_the_derivation_ends_with_the_correction(filled: Database) -> None:
    name = rows(filled)["12家"]["indicator"]
    change(filled, "12家", indicator="新建养老院")
    detail = observations.one(filled, str(rows(filled)["12家"]["id"]))
    assert detail.derivation is not None
    assert detail.derivation.trace[-1].rule == "correction.person"
    assert detail.derivation.trace[-1].because == f"person: indicator was {name}"


def test_exported_corrections_give_another_database_the_same_rows(filled: Database) -> None:
    change(filled, "12家", indicator="新建养老院")
    record(filled, str(rows(filled)["2万人"]["id"]), ReaderVerdict(Verdict.CONFIRM, "王芳"))
    wanted, query = rows(filled), parse_query("corrections", [("limit", "1000")])
    page = corrections.page(filled, query)
    lines = b"\n".join(msgspec.json.encode(one) for one in structs(query.resource.fields, page.rows))
    found = read_corrections(lines)
    for correction in found:
        undo(filled, correction.id)
    assert rows(filled) != wanted
    assert (bring(filled, found), bring(filled, found)) == (2, 0)
    assert rows(filled) == wanted


def test_mistakes_change_nothing(filled: Database) -> None:
    before = rows(filled)
    with pytest.raises(NotFoundError):
        record(filled, "none", ReaderVerdict(Verdict.CONFIRM, "李敏"))
    with pytest.raises(NotFoundError):
        undo(filled, "none")
    with pytest.raises(FieldError, match="year is a year"):
        change(filled, "12家", year="soon")
    with pytest.raises(CorrectionFileError, match="line 1: 'sentence_hash' is missing"):
        read_corrections(b"{}")
    assert rows(filled) == before
