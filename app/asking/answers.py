"""Reads a model's answer, or finds why it is not an answer; divides an answer about several sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from app.asking.questions import SentenceQuestion, plain_number
from app.asking.requests import MISSED, ROW, SCHEMA, SENTENCE
from app.model.observation import Measure, Status

Entry = dict[str, Any]
LONGEST = 100_000
"""The most characters of an answer."""


class AnswerError(ValueError):
    """The model's reply does not answer the question; the message says why."""


class RowChoice(StrEnum):
    """The choice of an answer for a row."""

    AS_READ = "as_read"
    ALTERNATIVE = "alternative"
    OWN = "own"
    NONE = "none"


class RowAnswer(NamedTuple):
    """The unchecked statement of an answer about one row; ``row`` counts from 1."""

    row: int
    number: str
    choice: RowChoice
    alternative: int | None
    indicator: str | None
    start_year: int | None
    year: int | None


class Missed(NamedTuple):
    """A number that the rules have missed according to the answer, unchecked."""

    number: str
    indicator: str
    measure: Measure
    status: Status
    start_year: int
    year: int


@dataclass(frozen=True, slots=True)
class AnswerStatements:
    """All statements of an answer."""

    decisions: tuple[RowAnswer, ...]
    missed: tuple[Missed, ...]


def read_answer(text: str, rows: int) -> AnswerStatements:
    """The answer to a request about one sentence with ``rows`` rows.

    Raises:
        AnswerError: the text is not JSON, does not match the schema, mentions a row or sentence that the
            question does not have, or mentions one twice.
    """
    found = _entries(text, 1).get(1)
    if found is None:
        raise AnswerError("it has no sentence")
    return _statements(found, rows)


def divided(text: str, questions: Sequence[SentenceQuestion]) -> list[str | None]:
    """The answers to several questions, each as the model would write it if it were asked only that one.

    None where the answer about a question can't be used: ask it alone. If there are several questions, it
    must have an entry for each row with the number of the row, so that no sentence is taken for another.
    """
    try:
        entries = _entries(text, len(questions))
    except AnswerError:
        return [None] * len(questions)
    return [
        _alone(entries.get(number), question, strict=len(questions) > 1)
        for number, question in enumerate(questions, start=1)
    ]


def _alone(entry: Entry | None, question: SentenceQuestion, *, strict: bool) -> str | None:
    if entry is None:
        return None
    try:
        found = _statements(entry, len(question.items))
    except AnswerError:
        return None
    mentioned = {one.row: one.number for one in found.decisions}
    if strict and tuple(plain_number(mentioned[row]) for row in sorted(mentioned)) != question.numbers:
        return None
    return json.dumps({"sentences": [{**entry, "sentence": 1}]}, ensure_ascii=False)


def _entries(text: str, most: int) -> dict[int, Entry]:
    """The entries of an answer by the number of their sentence, which is at most ``most``."""
    found: dict[int, Entry] = {}
    for entry in _list(_object(_parsed(text), SCHEMA)["sentences"]):
        cells = _object(entry, SENTENCE)
        number = cells["sentence"]
        if number in found:
            raise AnswerError("it mentions a sentence twice")
        if not 1 <= number <= most:
            raise AnswerError(f"there is no sentence {number}")
        found[number] = cells
    return found


def _statements(entry: Entry, rows: int) -> AnswerStatements:
    decisions = tuple(_decision(one) for one in _list(entry["rows"]))
    numbers = [decision.row for decision in decisions]
    if len(set(numbers)) < len(numbers):
        raise AnswerError("it mentions a row twice")
    if wrong := [number for number in numbers if not 1 <= number <= rows]:
        raise AnswerError(f"there is no row {wrong[0]}")
    return AnswerStatements(decisions, tuple(_missed(one) for one in _list(entry["missed"])))


def _parsed(text: str) -> object:
    if len(text) > LONGEST:
        raise AnswerError(f"it has {len(text)} characters")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise AnswerError("it is not JSON") from None


def _decision(entry: object) -> RowAnswer:
    cells = _object(entry, ROW)
    return RowAnswer(**{**cells, "choice": RowChoice(cells["choice"])})


def _missed(entry: object) -> Missed:
    cells = _object(entry, MISSED)
    return Missed(
        **{**cells, "measure": Measure(cells["measure"]), "status": Status(cells["status"])},
    )


def _list(found: object) -> list[object]:
    if not isinstance(found, list):
        raise AnswerError("it does not match the schema")
    return found


def _object(found: object, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The object, which must have exactly the properties of the schema, each of the right type."""
    if not isinstance(found, dict) or set(found) != set(schema["required"]):
        raise AnswerError("it does not match the schema")
    for name, rule in schema["properties"].items():
        _check(name, found[name], rule)
    return found


_TYPES: dict[str, type] = {"string": str, "integer": int, "null": type(None), "array": list}


def _check(name: str, cell: object, rule: Mapping[str, Any]) -> None:
    allowed = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    fits = isinstance(cell, tuple(_TYPES[one] for one in allowed)) and not isinstance(cell, bool)
    if not fits or cell not in rule.get("enum", [cell]):
        raise AnswerError(f"{name} is {str(cell)[:40]!r}")
