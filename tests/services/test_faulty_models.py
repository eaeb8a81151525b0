"""The second reading from end to end, with a local server that makes faults at known rates."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import msgspec
import pytest

from app.services import corrections, observations
from app.services.asking import Selection, sentences_in_doubt
from app.services.budget import Budget
from app.services.chat import Chat
from app.services.correcting import bring, undo
from app.services.correction_files import read_corrections
from app.services.database import Database
from app.services.ingestion import ingest_text
from app.services.queries import parse_query
from app.services.second_reading import ReviewResult, requests_of, review
from app.store.documents import structs
from app.store.fields import Cell
from tests.asking.test_property import TEXT
from tests.second_reader.faults import FAULTS, with_fault
from tests.second_reader.numbers import ALL
from tests.second_reader.reader import random_answer
from tests.second_reader.server import Script, as_read, serving
from tests.services.test_chat import Waiting

TROUBLE: tuple[int | str, ...] = (429, 429, 500, 503, "cut", "nonsense")
NUMBER = ("value_start", "value_end", "value_text", "value", "value_high", "unit", "bound", "base_value")
SELECTION = Selection((), ALL, "m")
SEED = 7


@pytest.fixture
def stored(database: Database) -> Database:
    heading = "——2020年1月15日在云溪市第三届人民代表大会第五次会议上\n"
    text = TEXT.replace("政府工作报告\n", f"政府工作报告\n{heading}", 1)
    ingest_text(database, text.encode(), "云溪市-2020.txt")
    return database


def rows(database: Database, *fields: str) -> list[tuple[Cell, ...]]:
    query = parse_query(
        "observations", [("limit", "1000"), *([("fields", ",".join(fields))] if fields else [])]
    )
    return [tuple(row) for row in observations.page(database, query).rows]


def run(database: Database, script: Script, budget: Budget) -> ReviewResult:
    doubtful = sentences_in_doubt(database, SELECTION)
    with serving(script) as url, Chat(url, "", budget, Waiting().clock()) as chat:
        return review(database, chat, SELECTION, doubtful, threads=1)


def faulty(database: Database, rate: float) -> Script:
    """A server that makes faulty answers, and fails requests before them, both at the given rate."""
    random = Random(SEED)  # noqa: S311 # samples
    questions = {
        one.request.body["messages"][1]["content"]: one.question
        for one in requests_of(database, SELECTION, Budget())
    }

    def answer(body: dict[str, Any]) -> str:
        question = questions[body["messages"][1]["content"]]
        if random.random() >= rate:
            return random.choice([as_read(body), random_answer(question, random)])
        return with_fault(as_read(body), FAULTS[random.choice(list(FAULTS))], question, random)

    class Trouble(list[int | str]):
        """Endless trouble at a rate."""

        def __bool__(self) -> bool:
            return random.random() < rate

        def pop(self, _: object = 0) -> int | str:
            return random.choice(TROUBLE)

    return Script(answer, trouble=Trouble())


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_no_row_gets_another_number(stored: Database, rate: float) -> None:
    before = set(rows(stored, *NUMBER))
    asked = list(requests_of(stored, SELECTION, Budget()))
    unread = {one.text for sentence in asked for one in sentence.question.unread}
    script, budget = faulty(stored, rate), Budget()
    done = run(stored, script, budget)
    assert done.answered + done.unanswered + done.left == done.sentences > 5
    assert budget.spent.requests == len(script.requests)
    added = set(rows(stored, *NUMBER)) - before
    assert {row[2] for row in added} <= unread


def test_a_higher_confidence_asks_only_what_was_not_asked(stored: Database) -> None:
    low, high = (
        {one.request.key for one in requests_of(stored, Selection((), Decimal(below), "m"), Budget())}
        for below in ("0.5", "0.9")
    )
    # How many there are depends on the fitted weights.
    assert low
    assert low < high


def test_exported_readings_give_the_same_rows(stored: Database) -> None:
    plain = rows(stored)
    done = run(stored, faulty(stored, 0.4), Budget())
    assert min(done.found[kind] for kind in ("confirm", "change", "reject", "dispute")) > 0
    query = parse_query("corrections", [("limit", "1000")])
    page = corrections.page(stored, query)
    lines = b"\n".join(msgspec.json.encode(one) for one in structs(query.resource.fields, page.rows))
    read, found = rows(stored), read_corrections(lines)
    for correction in found:
        undo(stored, correction.id)
    assert rows(stored) == plain != read
    assert bring(stored, found) == len(found)
    assert rows(stored) == read
