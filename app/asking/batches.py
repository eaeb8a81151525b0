"""Puts questions about one report together in requests, which then repeat the instructions less often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from app.asking.questions import SentenceQuestion
from app.asking.requests import estimated_tokens, message

MOST_SENTENCES: Final = 8
"""The most sentences of a request, unless the user sets another number."""
MOST_ROWS: Final = 24
"""The most rows of a request with several sentences: an answer has about 40 tokens for each."""
MOST_TOKENS: Final = 4000
"""The most tokens of the questions in a request with several sentences."""


@dataclass(slots=True)
class _Batch:
    questions: list[SentenceQuestion] = field(default_factory=list)
    rows: int = 0
    tokens: int = 0

    def has_room(self, question: SentenceQuestion, tokens: int) -> bool:
        """Whether a question fits. Two with the same numbers could be taken for each other."""
        return (
            self.rows + len(question.items) <= MOST_ROWS
            and self.tokens + tokens <= MOST_TOKENS
            and all(one.numbers != question.numbers for one in self.questions)
        )

    def add(self, question: SentenceQuestion, tokens: int) -> None:
        self.questions.append(question)
        self.rows += len(question.items)
        self.tokens += tokens


def batches(
    questions: Iterable[SentenceQuestion], most: int = MOST_SENTENCES
) -> Iterator[tuple[SentenceQuestion, ...]]:
    """The questions in groups of at most ``most`` sentences, one for each request; each is in text order.

    A question that exceeds a limit is alone.
    """
    open_: list[_Batch] = []
    for question in questions:
        tokens = estimated_tokens(message([question]))
        batch = next((one for one in open_ if one.has_room(question, tokens)), None)
        if batch is None:
            batch = _Batch()
            open_.append(batch)
        batch.add(question, tokens)
        if len(batch.questions) >= most:
            open_.remove(batch)
            yield tuple(batch.questions)
    yield from (tuple(batch.questions) for batch in open_)
