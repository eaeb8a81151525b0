"""What takes long goes to a thread, what takes too long is a 503 that says when to ask again."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.services import observations
from app.services.database import Database, QueryTimeoutError
from app.services.queries import ListQuery, Page
from tests.api.clients import database_of


def test_an_answer_that_takes_long_is_given_by_a_thread(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.api.dispatch.HURRY", 0)
    assert client.get("/v1/observations").json()["total"] == 9
    assert database_of(client).in_use() == 0


def test_an_answer_that_takes_too_long_is_told_to_be_asked_for_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(database: Database, query: ListQuery) -> Page:
        raise QueryTimeoutError("The question took longer than it may.")

    monkeypatch.setattr(observations, "page", too_long)
    answer = client.get("/v1/observations")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["detail"] == "The question took longer than it may."
