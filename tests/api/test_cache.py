"""The cache of responses: for one version of the data, with a limit in bytes."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from app.api.middleware import CACHED_BYTES, AnswerCache, CachedAnswer, Question


def question(number: int, *, host: str = "") -> Question:
    return (f"/v1/{number}", b"", host)


def answer(length: int) -> CachedAnswer:
    start: Message = {"type": "http.response.start", "status": 200, "headers": []}
    body: Message = {"type": "http.response.body", "body": b"a" * length}
    return CachedAnswer(b'W/"1"', start, body, {**start, "status": 304})


def test_an_answer_is_cached_until_the_data_change() -> None:
    cache, one = AnswerCache(), answer(1)
    assert cache.get("1", question(1)) is None
    cache.put("1", question(1), one)
    assert cache.get("1", question(1)) is one
    assert cache.get("2", question(1)) is None
    assert cache.get("1", question(1)) is None


def test_an_answer_from_older_data_is_not_cached() -> None:
    cache = AnswerCache()
    cache.get("2", question(1))
    cache.put("1", question(1), answer(1))
    assert cache.get("2", question(1)) is None


def test_the_least_recently_used_are_dropped_first() -> None:
    cache = AnswerCache(most_bytes=3 * answer(1000).size)
    cache.get("1", question(0))
    for number in range(3):
        cache.put("1", question(number), answer(1000))
    cache.get("1", question(0))
    cache.put("1", question(3), answer(1000))
    assert [number for number in range(4) if cache.get("1", question(number))] == [0, 2, 3]
    assert cache.size <= 3 * answer(1000).size


def test_long_answers_and_long_questions_are_not_cached() -> None:
    cache, long = AnswerCache(), question(2, host="x" * 5000)
    cache.get("1", question(1))
    cache.put("1", question(1), answer(CACHED_BYTES))
    cache.put("1", long, answer(1))
    assert cache.get("1", question(1)) is None
    assert cache.get("1", long) is None


def test_an_answer_that_is_put_twice_counts_once() -> None:
    cache = AnswerCache(most_bytes=2 * answer(1000).size)
    cache.get("1", question(0))
    for _ in range(5):
        cache.put("1", question(0), answer(1000))
    assert cache.size == answer(1000).size
    assert cache.get("1", question(0)) is not None


def test_a_cached_answer_is_not_asked_for_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/v1/observations")
    monkeypatch.setattr("app.services.observations.page", None)
    again = client.get("/v1/observations")
    assert (again.content, again.headers) == (first.content, first.headers)
    assert client.head("/v1/observations").content == b""
    # A different query does need the service.
    assert client.get("/v1/observations?limit=2").status_code == 500
