"""Reads a model's answer, or finds why it is not an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from app.asking.requests import SCHEMA
from app.model.observation import Measure, Status

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
    """The answer to a question about ``rows`` rows.

    Raises:
        AnswerError: the text is not JSON, does not match the schema, mentions a row that the question does
            not have, or mentions a row twice.
    """
    found = _object(_parsed(text), SCHEMA)
    decisions = tuple(_decision(entry) for entry in _list(found["rows"]))
    numbers = [decision.row for decision in decisions]
    if len(set(numbers)) < len(numbers):
        raise AnswerError("it mentions a row twice")
    if wrong := [number for number in numbers if not 1 <= number <= rows]:
        raise AnswerError(f"there is no row {wrong[0]}")
    return AnswerStatements(decisions, tuple(_missed(entry) for entry in _list(found["missed"])))


def _parsed(text: str) -> object:
    if len(text) > LONGEST:
        raise AnswerError(f"it has {len(text)} characters")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise AnswerError("it is not JSON") from None


def _decision(entry: object) -> RowAnswer:
    cells = _object(entry, SCHEMA["properties"]["rows"]["items"])
    return RowAnswer(**{**cells, "choice": RowChoice(cells["choice"])})


def _missed(entry: object) -> Missed:
    cells = _object(entry, SCHEMA["properties"]["missed"]["items"])
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
