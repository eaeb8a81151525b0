"""Writes questions as the body of a request to a chat endpoint, and estimates its cost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from app.asking.questions import SentenceQuestion
from app.model.observation import Measure, Status

Body = dict[str, Any]

VERSION_DIGITS = 8
ANSWER_TOKENS, SENTENCE_TOKENS, ROW_TOKENS = 200, 100, 150
"""The most tokens of an answer without sentences, and what each sentence and each of its rows adds."""
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


ROW: Final = _object(
    {
        "row": {"type": "integer"},
        "number": {"type": "string"},
        "choice": {"type": "string", "enum": ["as_read", "alternative", "own", "none"]},
        "alternative": _OPTIONAL_NUMBER,
        "indicator": _OPTIONAL_TEXT,
        "start_year": _OPTIONAL_NUMBER,
        "year": _OPTIONAL_NUMBER,
    }
)
MISSED: Final = _object(
    {
        "number": {"type": "string"},
        "indicator": {"type": "string"},
        "measure": {"type": "string", "enum": [one.value for one in Measure]},
        "status": {"type": "string", "enum": [one.value for one in Status]},
        "start_year": {"type": "integer"},
        "year": {"type": "integer"},
    }
)
SENTENCE: Final = _object(
    {
        "sentence": {"type": "integer"},
        "rows": {"type": "array", "items": ROW},
        "missed": {"type": "array", "items": MISSED},
    }
)
SCHEMA: Final = _object({"sentences": {"type": "array", "items": SENTENCE}})
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
    """The body to send, and an estimate of its tokens.

    ``tokens`` is the number of tokens sent, ``most_tokens`` includes the longest answer.
    """

    body: Body
    tokens: int
    most_tokens: int


def request(
    questions: Sequence[SentenceQuestion],
    instructions: Instructions,
    model: str,
    options: Mapping[str, Any] = NO_OPTIONS,
) -> Request:
    """The request that asks a model questions about one report, in text order.

    ``options`` adds or overrides fields of the body; None removes a field.
    """
    document = message(questions)
    answer = ANSWER_TOKENS + sum(SENTENCE_TOKENS + ROW_TOKENS * len(one.items) for one in questions)
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
    return Request(body, tokens, tokens + _most(body, answer))


def question_key(
    question: SentenceQuestion,
    instructions: Instructions,
    model: str,
    options: Mapping[str, Any] = NO_OPTIONS,
) -> str:
    """A key of a question to a model. Whatever else its request asks, equal questions share an answer."""
    context = (instructions.version, model, _json(dict(options)), message([question]))
    return sha256("\0".join(context).encode()).hexdigest()


def message(questions: Sequence[SentenceQuestion]) -> str:
    """The questions as JSON, the form that the instructions describe."""
    report = questions[0].report
    above = (None, *questions)
    sentences = [
        {"sentence": number, **one.document(before)}
        for number, (one, before) in enumerate(zip(questions, above, strict=False), start=1)
    ]
    return _json({"place": report.region or "", "report_year": report.report_year, "sentences": sentences})


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
