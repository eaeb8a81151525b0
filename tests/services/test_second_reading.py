"""A model reads doubtful rows again: each question is sent once; answers are checked, applied and undone."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from app.asking.requests import Request
from app.model.correction import Verdict
from app.services.corrections.correcting import ReaderVerdict, record, undo
from app.services.database import Database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import corrections, observations
from app.services.lists.queries import QueryError, parse_query
from app.services.second_reader.asking import Selection, sentences_in_doubt
from app.services.second_reader.batch_replies import MOST_FAILURES
from app.services.second_reader.budget import Budget, SpentError
from app.services.second_reader.replies import ChatError, Reply
from app.services.second_reader.second_reading import ReviewResult, requests_of, review
from tests.second_reader.server import as_read
from tests.texts import REPORT_2020

ALL = Decimal("0.999")
"""Every row of the text has a lower confidence."""
ROWS = 9
"""The number of rows of the report."""


class Model:
    """A model that answers with a given function, and counts the requests."""

    def __init__(self, answer: Callable[[dict[str, Any]], str | Exception] = as_read) -> None:
        self.answer, self.asked = answer, 0

    def ask(self, request: Request) -> Reply:
        self.asked += 1
        said = self.answer(request.body)
        if isinstance(said, Exception):
            raise said
        return Reply(said, 10, 5)


@pytest.fixture
def filled(database: Database) -> Database:
    ingest_text(database, REPORT_2020.encode(), "云溪市-2020.txt")
    return database


def asked_in(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The sentences of a request."""
    found: list[dict[str, Any]] = json.loads(body["messages"][1]["content"])["sentences"]
    return found


def run(
    database: Database, model: Model, *filters: tuple[str, str], below: Decimal = ALL, sentences: int = 1
) -> ReviewResult:
    selection = Selection(filters, below, "m", sentences=sentences)
    return review(database, model, selection, sentences_in_doubt(database, selection), threads=1)


def rows(database: Database) -> dict[str, dict[str, object]]:
    """The observations, by their numbers as written."""
    page = observations.page(database, parse_query("observations", []))
    found = [dict(zip(page.columns, one, strict=True)) for one in page.rows]
    return {str(row["value_text"]): {**row} for row in found}


def said(database: Database) -> list[tuple[object, ...]]:
    fields = ("value_text", "verdict", "state", "reader")
    page = corrections.page(database, parse_query("corrections", [("fields", ",".join(fields))]))
    return [tuple(row) for row in page.rows]


def saying(number: str, /, **cells: object) -> Callable[[dict[str, Any]], str]:
    """A model that gives ``cells`` for one number, and confirms all others."""

    def answer(body: dict[str, Any]) -> str:
        found = json.loads(as_read(body))
        for row in (row for one in found["sentences"] for row in one["rows"]):
            if row["number"] == number:
                row.update(cells)
        return json.dumps(found, ensure_ascii=False)

    return answer


def test_a_model_that_agrees_makes_rows_surer(filled: Database) -> None:
    before, model = rows(filled), Model()
    done = run(filled, model)
    assert (done.sentences, done.answered, done.left) == (model.asked, model.asked, 0)
    assert done.found == {"confirm": ROWS}
    after = rows(filled)
    changed = {"confidence", "reader", "updated_at"}
    for number, row in after.items():
        assert row["reader"] == "model"
        assert Decimal(str(row["confidence"])) >= Decimal(str(before[number]["confidence"]))
        assert {name: row[name] for name in row if name not in changed} == {
            name: before[number][name] for name in row if name not in changed
        }
    assert set(said(filled)) == {(number, "confirm", "agreed", "model") for number in before}


def test_the_same_again_costs_nothing(filled: Database) -> None:
    model = Model()
    run(filled, model)
    asked = model.asked
    again = run(filled, model)
    assert (model.asked, again.sentences) == (asked, 0)


def test_a_change_is_applied_and_undone(filled: Database) -> None:
    before = rows(filled)
    model = Model(saying("12家", choice="own", indicator="养老机构"))
    assert run(filled, model).found == {"confirm": ROWS - 1, "change": 1}
    row = rows(filled)["12家"]
    assert (row["indicator"], row["corrected"], row["flags"]) == (
        "养老机构",
        '["indicator"]',
        '["model_disagrees","low_confidence"]',
    )
    assert (row["value"], row["unit"], row["value_text"]) == (before["12家"]["value"], "家", "12家")
    page = corrections.page(filled, parse_query("corrections", [("verdict", "change")]))
    correction = dict(zip(page.columns, page.rows[0], strict=True))
    assert str(correction["reader_name"]).startswith("m, instructions ")
    undo(filled, str(correction["id"]))
    assert rows(filled)["12家"]["indicator"] == "新建养老机构"
    asked = model.asked
    assert run(filled, model).known == 1
    assert model.asked == asked
    assert rows(filled)["12家"]["indicator"] == "新建养老机构"


def test_a_rejected_number_is_gone(filled: Database) -> None:
    assert run(filled, Model(saying("12家", choice="none"))).found["reject"] == 1
    assert "12家" not in rows(filled)


def test_what_fails_a_check_is_kept_and_changes_nothing(filled: Database) -> None:
    before = rows(filled)["12家"]
    model = Model(saying("12家", number="13家"))
    assert run(filled, model).found["dispute"] == 1
    row = rows(filled)["12家"]
    assert (row["indicator"], row["reader"], row["flags"]) == (
        before["indicator"],
        "rules",
        '["model_disagrees"]',
    )
    assert ("12家", "dispute", "applied", "model") in said(filled)
    detail = observations.one(filled, str(row["id"]))
    assert detail.derivation is not None
    asked = model.asked
    assert run(filled, model).known == 1
    assert model.asked == asked


def test_a_missed_number_is_added_by_its_span(database: Database) -> None:
    text = REPORT_2020.replace("新建养老机构12家。", "新建养老机构12家，开工总投资10亿元以上项目23个。")
    ingest_text(database, text.encode(), "云溪市-2020.txt")
    assert "10亿元" not in rows(database)

    def answer(body: dict[str, Any]) -> str:
        found = json.loads(as_read(body))
        for one, entry in zip(asked_in(body), found["sentences"], strict=True):
            if "12家" in one["text"]:
                entry["missed"] = [
                    {"number": number, "indicator": "项目总投资", "measure": "level", "status": "actual"}
                    | {"start_year": 2019, "year": 2019}
                    for number in ("10亿元", "7家", "12家")
                ]
        return json.dumps(found, ensure_ascii=False)

    done = run(database, Model(answer))
    assert (done.found["add"], done.found["unfound"]) == (1, 2)
    row = rows(database)["10亿元"]
    assert (row["indicator"], row["value"], row["unit"], row["reader"]) == (
        "项目总投资",
        "1000000000",
        "元",
        "model",
    )


def test_a_persons_word_stays(filled: Database) -> None:
    record(
        filled,
        str(rows(filled)["12家"]["id"]),
        ReaderVerdict(Verdict.CHANGE, "李敏", (("indicator", "养老院"),)),
    )
    before = rows(filled)["12家"]
    done = run(filled, Model(saying("2万人", choice="none")), ("q", "养老"))
    assert done.sentences == 1
    run(filled, Model())
    assert rows(filled)["12家"] == before


@pytest.mark.parametrize("content", ["", "都是对的。", '{"rows": []', '{"rows": [], "missed": [], "x": 1}'])
def test_what_is_no_answer_is_asked_for_twice_and_then_left(filled: Database, content: str) -> None:
    before, model = rows(filled), Model(lambda _: content)
    done = run(filled, model)
    assert model.asked == 2 * done.sentences
    assert done.found == {"unusable": done.sentences}
    assert rows(filled) == before
    run(filled, model)
    assert model.asked == 2 * done.sentences


def test_a_second_answer_counts_where_the_first_is_none(filled: Database) -> None:
    answers = iter(["{"])
    model = Model(lambda body: next(answers, as_read(body)))
    done = run(filled, model)
    assert done.found == {"confirm": ROWS}
    assert model.asked == done.sentences + 1


@pytest.mark.parametrize(
    "error, asked, stopped",
    [
        (ChatError("no key", final=True), 1, "no key"),
        (ChatError("too long"), MOST_FAILURES, "too long"),
        (SpentError(), 1, "the budget is spent"),
    ],
)
def test_a_run_stops_and_the_next_continues(
    filled: Database, error: Exception, asked: int, stopped: str
) -> None:
    good = iter([True])

    def answer(body: dict[str, Any]) -> str | Exception:
        return as_read(body) if next(good, False) else error

    model = Model(answer)
    done = run(filled, model)
    assert (done.stopped, done.answered, model.asked) == (stopped, 1, 1 + asked)
    assert sum(row["reader"] == "model" for row in rows(filled).values()) == done.found["confirm"] > 0
    rest = Model()
    assert run(filled, rest).answered == rest.asked == done.sentences - 1
    assert all(row["reader"] == "model" for row in rows(filled).values())


def test_so_many_requests_are_on_their_way_at_a_time(filled: Database) -> None:
    lock, now, most = threading.Lock(), 0, 0

    def answer(body: dict[str, Any]) -> str:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.05)
        with lock:
            now -= 1
        return as_read(body)

    selection = Selection((), ALL, "m", sentences=1)
    done = review(filled, Model(answer), selection, sentences_in_doubt(filled, selection), threads=3)
    assert (most, done.found) == (3, {"confirm": ROWS})


def test_filters_and_confidence_select(filled: Database) -> None:
    assert run(filled, Model(), below=Decimal(0)).sentences == 0
    assert run(filled, Model(), ("status", "target")).found == {"confirm": 4}
    with pytest.raises(QueryError):
        run(filled, Model(), ("colour", "red"))


@pytest.mark.parametrize("sentences", [1, 3, 8])
def test_a_dry_run_returns_what_would_be_sent(filled: Database, sentences: int) -> None:
    selection = Selection((), ALL, "m", sentences=sentences)
    planned = [one.request.body for one in requests_of(filled, selection, Budget())]
    sent: list[dict[str, Any]] = []

    def answer(body: dict[str, Any]) -> str:
        sent.append(body)
        return as_read(body)

    assert len(list(requests_of(filled, selection, Budget(requests=1)))) == 1
    run(filled, Model(answer), sentences=sentences)
    assert sorted(map(json.dumps, sent)) == sorted(map(json.dumps, planned))
    assert list(requests_of(filled, selection, Budget())) == []
