"""A model's answer as values, or the reason why it is no answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from app.asking.requests import SCHEMA
from app.model.observation import Measure, Status

LONGEST = 100_000
"""No answer has as many characters."""


class AnswerError(ValueError):
    """What a model has sent is no answer to the question; the message says why."""


class Choice(StrEnum):
    """What the answer chooses for a row."""

    AS_READ = "as_read"
    ALTERNATIVE = "alternative"
    OWN = "own"
    NONE = "none"


class Decision(NamedTuple):
    """What the answer says of one row, unchecked; ``row`` counts from 1."""

    row: int
    number: str
    choice: Choice
    alternative: int | None
    indicator: str | None
    start_year: int | None
    year: int | None


class Missed(NamedTuple):
    """A number that, as the answer says, the rules have missed, unchecked."""

    number: str
    indicator: str
    measure: Measure
    status: Status
    start_year: int
    year: int


@dataclass(frozen=True, slots=True)
class Answer:
    """All that an answer says."""

    decisions: tuple[Decision, ...]
    missed: tuple[Missed, ...]


def read_answer(text: str, rows: int) -> Answer:
    """The answer to a question about so many rows.

    Raises:
        AnswerError: it is no JSON, has another form than the schema, or speaks of a row that was not asked
            for, or of one row twice.
    """
    found = _object(_parsed(text), SCHEMA)
    decisions = tuple(_decision(entry) for entry in _list(found["rows"]))
    numbers = [decision.row for decision in decisions]
    if len(set(numbers)) < len(numbers):
        raise AnswerError("it speaks of one row twice")
    if wrong := [number for number in numbers if not 1 <= number <= rows]:
        raise AnswerError(f"there is no row {wrong[0]}")
    return Answer(decisions, tuple(_missed(entry) for entry in _list(found["missed"])))


def _parsed(text: str) -> object:
    if len(text) > LONGEST:
        raise AnswerError(f"it has {len(text)} characters")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise AnswerError("it is not JSON") from None


def _decision(entry: object) -> Decision:
    cells = _object(entry, SCHEMA["properties"]["rows"]["items"])
    return Decision(**{**cells, "choice": Choice(cells["choice"])})


def _missed(entry: object) -> Missed:
    cells = _object(entry, SCHEMA["properties"]["missed"]["items"])
    return Missed(
        **{**cells, "measure": Measure(cells["measure"]), "status": Status(cells["status"])},
    )


def _list(found: object) -> list[object]:
    if not isinstance(found, list):
        raise AnswerError("it has another form than was asked for")
    return found


def _object(found: object, schema: Mapping[str, Any]) -> dict[str, Any]:
    """An object with the properties of the schema and no other, each of its type."""
    if not isinstance(found, dict) or set(found) != set(schema["required"]):
        raise AnswerError("it has another form than was asked for")
    for name, rule in schema["properties"].items():
        _check(name, found[name], rule)
    return found


_TYPES: dict[str, type] = {"string": str, "integer": int, "null": type(None), "array": list}


def _check(name: str, cell: object, rule: Mapping[str, Any]) -> None:
    allowed = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    fits = isinstance(cell, tuple(_TYPES[one] for one in allowed)) and not isinstance(cell, bool)
    if not fits or cell not in rule.get("enum", [cell]):
        raise AnswerError(f"{name} is {str(cell)[:40]!r}")
