"""Several sentences in one request: the same rows as one by one, and one by one where that fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from app.services.database import Database
from app.services.ingesting.ingestion import ingest_text
from app.services.second_reader.asking import Selection
from app.services.second_reader.batch_replies import reply_to
from app.services.second_reader.budget import Budget, SpentError
from app.services.second_reader.replies import ChatError
from app.services.second_reader.second_reading import requests_of
from tests.second_reader.server import as_read
from tests.services.test_second_reading import ALL, ROWS, Model, asked_in, rows, run, said, saying
from tests.texts import REPORT_2020

MOST = 8
TOKENS = (10, 5)
"""What each request of the model of these tests costs."""
SENTENCES = 6


@pytest.fixture
def filled(database: Database) -> Database:
    ingest_text(database, REPORT_2020.encode(), "云溪市-2020.txt")
    return database


def planned_sizes(database: Database) -> list[int]:
    """How many sentences each request of a dry run has."""
    selection = Selection((), ALL, "m")
    return [len(one.asked) for one in requests_of(database, selection, Budget())]


def several(body: dict[str, Any]) -> bool:
    return len(asked_in(body)) > 1


def changed(change: Callable[[list[dict[str, Any]]], None]) -> Callable[[dict[str, Any]], str]:
    """A model that agrees, but changes the entries of an answer about several sentences."""

    def answer(body: dict[str, Any]) -> str:
        found = json.loads(as_read(body))
        if several(body):
            change(found["sentences"])
        return json.dumps(found, ensure_ascii=False)

    return answer


def test_several_sentences_are_one_request(filled: Database) -> None:
    together = planned_sizes(filled)
    assert sum(together) == SENTENCES > len(together)
    model = Model(saying("12家", choice="own", indicator="养老机构"))
    done = run(filled, model, sentences=MOST)
    assert (model.asked, done.answered, done.left) == (len(together), SENTENCES, 0)
    assert done.found == {"confirm": ROWS - 1, "change": 1}
    assert rows(filled)["12家"]["indicator"] == "养老机构"


def test_the_answers_are_those_of_sentences_asked_alone(filled: Database) -> None:
    run(filled, Model(), sentences=MOST)
    again = Model()
    assert run(filled, again, sentences=1).sentences == again.asked == 0
    selection = Selection((), ALL, "m", sentences=1)
    assert list(requests_of(filled, selection, Budget())) == []


@pytest.mark.parametrize(
    "change, alone",
    [
        (lambda entries: entries.pop(), 1),
        (lambda entries: entries[0]["rows"].pop(), 1),
        (lambda entries: entries[0]["rows"][0].update(number="99家"), 1),
        (lambda entries: entries[0]["rows"][0].update(choice="maybe"), 1),
        (lambda entries: entries[0].update(more=1), -1),
        (lambda entries: entries[0].update(sentence=99), -1),
        (lambda entries: entries.append(entries[0]), -1),
        (lambda entries: entries.reverse(), 0),
    ],
    ids=["lost", "row lost", "number", "choice", "form", "unknown", "twice", "order"],
)
def test_what_is_not_usable_is_asked_alone(
    filled: Database, change: Callable[[list[dict[str, Any]]], None], alone: int
) -> None:
    together = planned_sizes(filled)
    groups = [size for size in together if size > 1]
    model = Model(changed(change))
    done = run(filled, model, sentences=MOST)
    more = sum(groups) if alone < 0 else alone * len(groups)
    assert model.asked == len(together) + more
    assert (done.answered, done.found) == (SENTENCES, {"confirm": ROWS})
    assert {state for _, _, state, _ in said(filled)} == {"agreed"}


@pytest.mark.parametrize("failure", [ChatError("too long"), SpentError(), "no", "{"])
def test_what_fails_together_is_asked_one_by_one(filled: Database, failure: Exception | str) -> None:
    model = Model(lambda body: failure if several(body) else as_read(body))
    done = run(filled, model, sentences=MOST)
    assert (done.stopped, done.answered, done.unanswered) == ("", SENTENCES, 0)
    assert done.found == {"confirm": ROWS}


def test_a_final_failure_ends_the_run(filled: Database) -> None:
    model = Model(lambda _: ChatError("no key", final=True))
    done = run(filled, model, sentences=MOST)
    assert (model.asked, done.stopped, done.left) == (1, "no key", SENTENCES)


def test_what_the_budget_does_not_allow_together_is_sent_one_by_one(filled: Database) -> None:
    selection = Selection((), ALL, "m")
    first, *_ = requests_of(filled, selection, Budget())
    limit = first.request.most_tokens - 1
    planned = list(requests_of(filled, selection, Budget(tokens=limit)))
    assert planned
    assert {len(one.asked) for one in planned} == {1}
    assert sum(one.request.most_tokens for one in planned) <= limit


def test_the_tokens_of_a_request_are_shared(filled: Database) -> None:
    (batch, *_) = requests_of(filled, Selection((), ALL, "m"), Budget())
    found = reply_to(Model(), batch)
    assert len(found.replies) == len(batch.asked) > 2
    assert sum(one.reply.sent for one in found.replies) == TOKENS[0]
    assert sum(one.reply.received for one in found.replies) == TOKENS[1]
