"""The second reading from end to end, with a local server that makes faults at known rates."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import cycle
from random import Random

import msgspec
import pytest

from app.services.corrections.correcting import bring, undo
from app.services.corrections.correction_files import read_corrections
from app.services.database import Database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import corrections, observations
from app.services.lists.queries import parse_query
from app.services.second_reader.asking import SURE, Selection, sentences_in_doubt
from app.services.second_reader.budget import Budget
from app.services.second_reader.chat import Chat
from app.services.second_reader.second_reading import ReviewResult, requests_of, review
from app.store.declared.fields import Cell
from app.store.rows.documents import structs
from tests.asking.test_property import TEXT
from tests.second_reader.faults import FAULTS, with_fault
from tests.second_reader.numbers import ALL
from tests.second_reader.reader import random_answer
from tests.second_reader.server import Body, Script, as_read, serving
from tests.services.test_chat import Waiting

TROUBLE: tuple[int | str, ...] = (429, 429, 500, 503, "cut", "nonsense")
NUMBER = ("value_start", "value_end", "value_text", "value", "value_high", "unit", "bound", "base_value")
TOGETHER, ALONE = Selection((), ALL, "m"), Selection((), ALL, "m", sentences=1)
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


def run(database: Database, script: Script, budget: Budget, selection: Selection) -> ReviewResult:
    doubtful = sentences_in_doubt(database, selection)
    with serving(script) as url, Chat(url, "", budget, Waiting().clock()) as chat:
        return review(database, chat, selection, doubtful, threads=1)


def faulty(database: Database, rate: float) -> Script:
    """A server that makes faulty answers, and fails requests before them, both at the given rate."""
    random = Random(SEED)  # noqa: S311 # samples
    asked = [one for batch in requests_of(database, TOGETHER, Budget()) for one in batch.asked]
    by_text = {one.question.sentence: one.question for one in asked}

    def answer(body: Body) -> str:
        sentences = json.loads(body["messages"][1]["content"])["sentences"]
        questions = [by_text[one["text"]] for one in sentences]
        if random.random() >= rate:
            return random.choice([as_read(body), random_answer(questions, random)])
        return with_fault(as_read(body), random.choice(FAULTS), questions, random)

    class Trouble(list[int | str]):
        """Endless trouble at a rate."""

        def __bool__(self) -> bool:
            return random.random() < rate

        def pop(self, _: object = 0) -> int | str:
            return random.choice(TROUBLE)

    return Script(answer, trouble=Trouble())


def in_turn() -> Callable[[Body], str]:
    """A model that says of each row something else: right, another name, no observation, another number."""
    kinds = cycle([{}, {"choice": "alternative", "alternative": 1}, {"choice": "none"}, {"number": "8个"}])

    def answer(body: Body) -> str:
        found = json.loads(as_read(body))
        for row in (row for one in found["sentences"] for row in one["rows"]):
            row.update(next(kinds))
        return json.dumps(found, ensure_ascii=False)

    return answer


@pytest.mark.parametrize("selection", [TOGETHER, ALONE], ids=["together", "alone"])
@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_no_row_gets_another_number(stored: Database, rate: float, selection: Selection) -> None:
    before = set(rows(stored, *NUMBER))
    asked = [one for batch in requests_of(stored, TOGETHER, Budget()) for one in batch.asked]
    unread = {one.text for sentence in asked for one in sentence.question.unread}
    script, budget = faulty(stored, rate), Budget()
    done = run(stored, script, budget, selection)
    assert done.answered + done.unanswered + done.left == done.sentences > 5
    assert budget.spent.requests == len(script.requests)
    added = set(rows(stored, *NUMBER)) - before
    assert {row[2] for row in added} <= unread


def test_a_higher_confidence_asks_only_what_was_not_asked(stored: Database) -> None:
    # The confidences depend on the fitted weights.
    least = min(Decimal(str(cell)) for (cell,) in rows(stored, "confidence"))
    low, high = (
        {one.key for batch in requests_of(stored, Selection((), below, "m"), Budget()) for one in batch.asked}
        for below in (least + Decimal("0.01"), SURE)
    )
    assert low
    assert low < high


def test_exported_readings_give_the_same_rows(stored: Database) -> None:
    plain = rows(stored)
    done = run(stored, Script(in_turn()), Budget(), ALONE)
    assert min(done.found[kind] for kind in ("confirm", "change", "reject", "dispute")) > 1
    query = parse_query("corrections", [("limit", "1000")])
    page = corrections.page(stored, query)
    lines = b"\n".join(msgspec.json.encode(one) for one in structs(query.resource.fields, page.rows))
    read, found = rows(stored), read_corrections(lines)
    for correction in found:
        undo(stored, correction.id)
    assert rows(stored) == plain != read
    assert bring(stored, found) == len(found)
    assert rows(stored) == read
