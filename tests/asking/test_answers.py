"""Which answers can be read, and the form of requests."""

from __future__ import annotations

import json

import pytest

from app.asking import AnswerError, Instructions, divided, question_key, read_answer, request
from app.asking.answers import Missed, RowAnswer, RowChoice
from app.asking.requests import estimated_tokens
from app.model.observation import Measure, Status
from tests.asking.asked import TEXT, about, answer, answers, question, row

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
        ('{"rows": [], "missed": []}', "not match the schema"),
        ('{"sentences": {}}', "sentences is"),
        (answers(), "no sentence"),
        (answers([]), "not match the schema"),
        (answers({"sentence": 1, "rows": []}), "not match the schema"),
        (answers(about(1, rows={})), "rows is"),
        (answers(about(2)), "no sentence 2"),
        (answers(about(1), about(1)), "a sentence twice"),
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


TWO = (question("3家"), question("7所", text=TEXT.replace("3家", "7所")))
"""Questions about two sentences."""


def test_an_answer_about_several_sentences_is_divided() -> None:
    missed = (MISSED,)
    text = answers(about(2, row(number="7所", choice="none")), about(1, row(), missed=missed))
    first, second = divided(text, TWO)
    assert (first, second) == (answer(row(), missed=missed), answer(row(number="7所", choice="none")))


@pytest.mark.parametrize(
    "entry",
    [
        about(1),
        about(1, row(number="7所")),
        about(1, row(row=2)),
        about(1, row(), row(row=2)),
        about(1, row(choice="maybe")),
        about(1, row(), rows=[1]),
        about(1, row(), missed=[{}]),
    ],
    ids=[
        "no row",
        "other number",
        "no such row",
        "row too many",
        "choice",
        "form of a row",
        "form of missed",
    ],
)
def test_a_sentence_is_asked_alone_where_its_entry_is_not_usable(entry: dict[str, object]) -> None:
    other = row(number="7所")
    assert divided(answers(entry, about(2, other)), TWO) == [None, answer(other)]


@pytest.mark.parametrize(
    "text",
    [
        "好的。",
        answers(about(1, row()), about(2, row(number="7所")))[:-1],
        answers(about(1, row()), about(1, row())),
        answers(about(1, row()), about(3, row(number="7所"))),
        answers(about(1, row()), "?"),
        answers(about(1, row()), about(2, row(number="7所"), more=1)),
    ],
)
def test_every_sentence_is_asked_alone_where_the_answer_is_broken(text: str) -> None:
    assert divided(text, TWO) == [None, None]


def test_an_answer_about_another_sentence_is_noticed() -> None:
    text = answers(about(1, row(number="7所")), about(2, row()))
    assert divided(text, TWO) == [None, None]


def test_an_answer_about_one_sentence_is_checked_row_by_row() -> None:
    said = answer(row(number="4家"))
    assert divided(said, TWO[:1]) == [said]


def test_a_request_asks_for_the_schema() -> None:
    first = request([question("3家")], Instructions("Read."), "m")
    assert first.body["model"] == "m"
    assert first.body["response_format"]["type"] == "json_schema"
    system, user = first.body["messages"]
    assert system == {"role": "system", "content": "Read."}
    assert json.loads(user["content"]) == {
        "place": "云溪市",
        "report_year": 2020,
        "sentences": [{"sentence": 1, **question("3家").document()}],
    }
    assert first.most_tokens > first.tokens > estimated_tokens(user["content"])


def test_questions_have_keys_of_their_own() -> None:
    keys = {
        question_key(question("3家"), Instructions("Read."), "m"),
        question_key(question("5座"), Instructions("Read."), "m"),
        question_key(question("3家"), Instructions("Read!"), "m"),
        question_key(question("3家"), Instructions("Read."), "n"),
        question_key(question("3家"), Instructions("Read."), "m", {"temperature": 1}),
    }
    assert len(keys) == 5
    assert question_key(question("3家"), Instructions("Read."), "m") in keys


def test_several_sentences_share_the_instructions() -> None:
    alone = [request([one], Instructions("Read." * 200), "m") for one in TWO]
    both = request(TWO, Instructions("Read." * 200), "m")
    saved = estimated_tokens("Read." * 200)
    assert both.tokens < sum(one.tokens for one in alone) - saved
    assert both.most_tokens - both.tokens < sum(one.most_tokens - one.tokens for one in alone)
    sentences = json.loads(both.body["messages"][1]["content"])["sentences"]
    assert [one["sentence"] for one in sentences] == [1, 2]


def test_options_are_fields_of_the_body_and_count() -> None:
    plain = request([question("3家")], Instructions("Read."), "m")
    assert (plain.body["temperature"], plain.body["max_completion_tokens"]) == (0, 450)
    assert plain.most_tokens == plain.tokens + 450
    options = {"temperature": None, "reasoning_effort": "low", "max_completion_tokens": 4000}
    other = request([question("3家")], Instructions("Read."), "m", options)
    assert "temperature" not in other.body
    assert other.body["reasoning_effort"] == "low"
    assert other.most_tokens == plain.tokens + 4000
    older = request(
        [question("3家")], Instructions("Read."), "m", {"max_tokens": 700, "max_completion_tokens": None}
    )
    assert older.most_tokens == plain.tokens + 700


@pytest.mark.parametrize("text, tokens", [("", 0), ("指标", 2), ("abcd", 1), ("abcde", 2), ("指标 12", 3)])
def test_tokens_are_estimated(text: str, tokens: int) -> None:
    assert estimated_tokens(text) == tokens
