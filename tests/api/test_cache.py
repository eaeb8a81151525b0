"""Kept answers: of one state of the data, bounded in bytes."""

from __future__ import annotations

from app.api.cache import MOST_OF_ONE, Answers, Kept, Request
from app.api.question import Question


def question(number: int) -> Question:
    return Question(f"/v1/{number}", b"", b"", "http", "", b"", b"")


def answer(length: int) -> Kept:
    return Kept(b'W/"1"', [(b"content-type", b"text/csv")], b"a" * length, [])


def test_an_answer_is_kept_until_the_data_changes() -> None:
    answers, one = Answers(), answer(1)
    assert answers.get("1", question(1)) is None
    answers.put("1", question(1), one)
    assert answers.get("1", question(1)) is one
    assert answers.get("2", question(1)) is None
    assert answers.get("1", question(1)) is None


def test_an_answer_to_what_the_data_were_is_not_kept() -> None:
    answers = Answers()
    answers.get("2", question(1))
    answers.put("1", question(1), answer(1))
    assert answers.get("2", question(1)) is None


def test_the_ones_that_nobody_asks_for_go_first() -> None:
    answers = Answers(most_bytes=3 * answer(1000).size)
    answers.get("1", question(0))
    for number in range(3):
        answers.put("1", question(number), answer(1000))
    answers.get("1", question(0))
    answers.put("1", question(3), answer(1000))
    held = [number for number in range(4) if answers.get("1", question(number))]
    assert held == [0, 2, 3]
    assert answers.size <= 3 * answer(1000).size


def test_one_long_answer_does_not_push_out_all_others() -> None:
    answers = Answers()
    answers.get("1", question(1))
    answers.put("1", question(1), answer(MOST_OF_ONE))
    assert answers.get("1", question(1)) is None


def test_each_coding_is_made_once() -> None:
    kept = answer(5000)
    first, again = kept.messages(b"gzip"), kept.messages(b"gzip, deflate")
    assert first is again
    assert kept.messages(b"")[1]["body"] == b"a" * 5000


def request(number: int, *, more: int = 0) -> Request:
    return "GET", "/v1/observations", b"limit=%d" % number, "http", "", ((b"host", b"x" * (1 + more)),)


def test_a_request_is_known_to_the_byte_until_the_data_changes() -> None:
    answers, messages = Answers(), answer(1).messages(b"")
    answers.get("1", question(1))
    answers.know("1", request(1), messages)
    assert answers.known("1", request(1)) is messages
    assert answers.known("1", request(2)) is None
    assert answers.known("1", request(1, more=1)) is None
    assert answers.known("2", request(1)) is None
    answers.get("2", question(1))
    answers.know("1", request(1), messages)
    assert [answers.known(version, request(1)) for version in ("1", "2")] == [None, None]


def test_what_is_known_is_bounded() -> None:
    answers, messages = Answers(), answer(1).messages(b"")
    answers.get("1", question(1))
    answers.know("1", request(1, more=5000), messages)
    assert answers.known("1", request(1, more=5000)) is None
    for number in range(5000):
        answers.know("1", request(number), messages)
    assert sum(answers.known("1", request(number)) is messages for number in range(5000)) < 4097


def test_an_answer_that_has_to_go_is_held_nowhere() -> None:
    answers = Answers(most_bytes=answer(1000).size)
    answers.get("1", question(0))
    answers.put("1", question(0), answer(1000))
    answers.know("1", request(0), answer(1000).messages(b""))
    answers.put("1", question(1), answer(1000))
    assert answers.known("1", request(0)) is None


def test_an_answer_that_is_put_again_counts_once() -> None:
    answers = Answers(most_bytes=2 * answer(1000).size)
    answers.get("1", question(0))
    for _ in range(5):
        answers.put("1", question(0), answer(1000))
    assert answers.size == answer(1000).size
    assert answers.get("1", question(0)) is not None


def test_a_request_with_very_many_headers_is_not_held() -> None:
    answers, messages = Answers(), answer(1).messages(b"")
    answers.get("1", question(1))
    method, path, query, scheme, root, _ = request(1)
    crowded = (method, path, query, scheme, root, tuple((b"%d" % n, b"") for n in range(50)))
    answers.know("1", crowded, messages)
    assert answers.known("1", crowded) is None
