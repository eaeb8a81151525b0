"""Writes a question as the body of a request to a chat endpoint, and estimates its cost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from app.asking.questions import SentenceQuestion
from app.model.observation import Measure, Status

Body = dict[str, Any]

VERSION_DIGITS = 8
ANSWER_TOKENS, ROW_TOKENS = 300, 150
"""The most tokens of an answer, and the additional tokens for each row of the question."""
MOST, MOST_ONCE = "max_completion_tokens", "max_tokens"
"""The field that limits an answer, and its name before 2024, which some servers still require."""
NO_OPTIONS: Final[Mapping[str, Any]] = {}
ASCII = 128
ASCII_TO_A_TOKEN = 4

_OPTIONAL_TEXT = {"type": ["string", "null"]}
_OPTIONAL_NUMBER = {"type": ["integer", "null"]}


def _object(properties: Body) -> Body:
    required = list(properties)
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


SCHEMA: Final = _object(
    {
        "rows": {
            "type": "array",
            "items": _object(
                {
                    "row": {"type": "integer"},
                    "number": {"type": "string"},
                    "choice": {"type": "string", "enum": ["as_read", "alternative", "own", "none"]},
                    "alternative": _OPTIONAL_NUMBER,
                    "indicator": _OPTIONAL_TEXT,
                    "start_year": _OPTIONAL_NUMBER,
                    "year": _OPTIONAL_NUMBER,
                }
            ),
        },
        "missed": {
            "type": "array",
            "items": _object(
                {
                    "number": {"type": "string"},
                    "indicator": {"type": "string"},
                    "measure": {"type": "string", "enum": [one.value for one in Measure]},
                    "status": {"type": "string", "enum": [one.value for one in Status]},
                    "start_year": {"type": "integer"},
                    "year": {"type": "integer"},
                }
            ),
        },
    }
)
"""The JSON schema of an answer, as strict as servers allow."""


@dataclass(frozen=True, slots=True)
class Instructions:
    """The instructions for the model. ``version`` changes with every change of the text or the schema."""

    text: str

    @property
    def version(self) -> str:
        """A hash of the text and the schema of answers, 8 hexadecimal digits."""
        return sha256(f"{self.text}\0{_json(SCHEMA)}".encode()).hexdigest()[:VERSION_DIGITS]


@dataclass(frozen=True, slots=True)
class Request:
    """The body to send, its ``key`` and an estimate of its tokens.

    Requests with the same key have the same model, options, instructions and question: they share answers.
    ``tokens`` is the number of tokens sent, ``most_tokens`` includes the longest answer.
    """

    body: Body
    key: str
    tokens: int
    most_tokens: int


def request(
    question: SentenceQuestion,
    instructions: Instructions,
    model: str,
    options: Mapping[str, Any] = NO_OPTIONS,
) -> Request:
    """The request that asks a model a question.

    ``options`` adds or overrides fields of the body; None removes a field.
    """
    document = _json(question.document())
    answer = ANSWER_TOKENS + ROW_TOKENS * len(question.items)
    tokens = estimated_tokens(instructions.text) + estimated_tokens(document)
    body: Body = {
        "model": model,
        "messages": [
            {"role": "system", "content": instructions.text},
            {"role": "user", "content": document},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reading", "strict": True, "schema": SCHEMA},
        },
        "temperature": 0,
        MOST: answer,
    }
    body = {name: value for name, value in {**body, **options}.items() if value is not None}
    context = (instructions.version, model, _json(dict(options)), document)
    key = sha256("\0".join(context).encode()).hexdigest()
    return Request(body, key, tokens, tokens + _most(body, answer))


def _most(body: Body, answer: int) -> int:
    """The most tokens of an answer that the body allows; ``answer`` if it sets no limit."""
    given = [body[name] for name in (MOST, MOST_ONCE) if isinstance(body.get(name), int)]
    return max(given, default=answer)


def estimated_tokens(text: str) -> int:
    """An estimate of the tokens of a text: one for a Chinese character, one for four ASCII characters.

    Tokenizers differ; those of today's models need about a third less for Chinese.
    """
    plain = sum(ord(character) < ASCII for character in text)
    return len(text) - plain + -(-plain // ASCII_TO_A_TOKEN)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
