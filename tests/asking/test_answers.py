"""Which answers can be read, and the form of requests."""

from __future__ import annotations

import json

import pytest

from app.asking import AnswerError, Instructions, read_answer, request
from app.asking.answers import Missed, RowAnswer, RowChoice
from app.asking.requests import estimated_tokens
from app.model.observation import Measure, Status
from tests.asking.asked import answer, question, row

MISSED = {
    "number": "7所", "indicator": "小学", "measure": "level", "status": "actual", "start_year": 2019,
    "year": 2019,
}  # fmt: skip


def test_an_answer_is_read() -> None:
    found = read_answer(answer(row(row=2, choice="own", indicator="食堂"), missed=(MISSED,)), rows=2)
    assert found.decisions == (RowAnswer(2, "3家", RowChoice.OWN, None, "食堂", None, None),)
    assert found.missed == (Missed("7所", "小学", Measure.LEVEL, Status.ACTUAL, 2019, 2019),)


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "not JSON"),
        ("新建食堂是对的。", "not JSON"),
        (f"```json\n{answer()}\n```", "not JSON"),
        (answer(row())[:-9], "not JSON"),
        ("[" * 90_000, "not JSON"),
        ("9" * 200_000, "200000 characters"),
        ("[]", "not match the schema"),
        ('{"rows": []}', "not match the schema"),
        ('{"rows": {}, "missed": []}', "rows is"),
        (answer({"row": 1}), "not match the schema"),
        (answer(row(value=3)), "not match the schema"),
        (answer(row(row="1")), "row is '1'"),
        (answer(row(row=True)), "row is 'True'"),
        (answer(row(row=1.0)), "row is '1.0'"),
        (answer(row(number=None)), "number is 'None'"),
        (answer(row(choice="maybe")), "choice is 'maybe'"),
        (answer(row(choice=["own"])), "choice is"),
        (answer(row(year="2019")), "year is '2019'"),
        (answer(row(), row()), "a row twice"),
        (answer(row(row=3)), "no row 3"),
        (answer(row(row=0)), "no row 0"),
        (answer(missed=(MISSED | {"measure": "size"},)), "measure is 'size'"),
        (answer(missed=(MISSED | {"value": 7},)), "not match the schema"),
    ],
)
def test_what_is_no_answer_is_refused(text: str, reason: str) -> None:
    with pytest.raises(AnswerError, match=reason):
        read_answer(text, rows=2)


def test_a_request_asks_for_the_schema_and_has_a_key_of_its_own() -> None:
    first = request(question("3家"), Instructions("Read."), "m")
    assert first.body["model"] == "m"
    assert first.body["response_format"]["type"] == "json_schema"
    system, user = first.body["messages"]
    assert system == {"role": "system", "content": "Read."}
    assert json.loads(user["content"]) == question("3家").document()
    assert first.most_tokens > first.tokens > estimated_tokens(user["content"])
    others = [
        request(question("5座"), Instructions("Read."), "m"),
        request(question("3家"), Instructions("Read!"), "m"),
        request(question("3家"), Instructions("Read."), "n"),
        request(question("3家"), Instructions("Read."), "m", {"temperature": 1}),
    ]
    assert len({first.key, *(other.key for other in others)}) == 5
    assert request(question("3家"), Instructions("Read."), "m").key == first.key


def test_options_are_fields_of_the_body_and_count() -> None:
    plain = request(question("3家"), Instructions("Read."), "m")
    assert (plain.body["temperature"], plain.body["max_completion_tokens"]) == (0, 450)
    assert plain.most_tokens == plain.tokens + 450
    options = {"temperature": None, "reasoning_effort": "low", "max_completion_tokens": 4000}
    other = request(question("3家"), Instructions("Read."), "m", options)
    assert "temperature" not in other.body
    assert other.body["reasoning_effort"] == "low"
    assert other.most_tokens == plain.tokens + 4000
    older = request(
        question("3家"), Instructions("Read."), "m", {"max_tokens": 700, "max_completion_tokens": None}
    )
    assert older.most_tokens == plain.tokens + 700


@pytest.mark.parametrize("text, tokens", [("", 0), ("指标", 2), ("abcd", 1), ("abcde", 2), ("指标 12", 3)])
def test_tokens_are_estimated(text: str, tokens: int) -> None:
    assert estimated_tokens(text) == tokens
