"""The answers of models: one for each question, and whether corrections were made from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.store.connections.session import Database
from app.store.repositories import model_answers
from app.store.repositories.model_answers import ModelAnswer

ANSWER = ModelAnswer("a", "990100-2020", "m", "1", "{}", 10, 5, "2026-01-31T08:00:00Z")
ANSWERS = [replace(ANSWER, key=key) for key in "abc"]


def test_only_the_answers_that_were_applied_are_marked(database: Database) -> None:
    with database.writing() as connection:
        for answer in ANSWERS:
            model_answers.add(connection, answer)
        model_answers.mark_applied(connection, ["a", "c"])
        found = model_answers.find(connection, "abx")
    assert found == {"a": replace(ANSWERS[0], applied=True), "b": ANSWERS[1]}


def test_a_second_answer_to_a_question_replaces_the_first(database: Database) -> None:
    second = replace(ANSWER, content='{"sentences": []}', applied=True)
    with database.writing() as connection:
        for answer in (*ANSWERS, second):
            model_answers.add(connection, answer)
        assert model_answers.find(connection, "ab") == {"a": second, "b": ANSWERS[1]}


def test_many_answers_are_found_by_several_queries(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_answers, "_MOST", 2)
    with database.writing() as connection:
        for answer in ANSWERS:
            model_answers.add(connection, answer)
        assert list(model_answers.find(connection, "cabx")) == ["a", "b", "c"]
