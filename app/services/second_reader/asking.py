"""Selects the questions for a model: the doubtful rows that a query selects, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import app.asking
from app.asking import (
    MOST_SENTENCES,
    Instructions,
    NameFunctions,
    SentenceQuestion,
    batches,
    question_key,
    questions,
    request,
)
from app.asking.requests import Request
from app.extraction.naming.proposed import faults
from app.extraction.pipeline import make_tools
from app.lexicon.lexicon import load_lexicon
from app.model.observation import Reader
from app.services.extracting.derivations import extraction_of
from app.services.lists.queries import parse_query
from app.store.connections.session import Database
from app.store.repositories import observations, reports

SURE = Decimal("0.9")
"""A question covers all rows of its sentence below this confidence; they cost little more than one row."""
_FIELDS = ("report_id", "sentence_start", "confidence", "reader")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are in doubt, and which model to ask.

    ``filters`` are filters of the list of observations. Rows with a confidence below ``below`` that no reader
    has corrected or confirmed are in doubt. ``options`` are additional fields of each request, which has at
    most ``sentences`` sentences.
    """

    filters: tuple[tuple[str, str], ...]
    below: Decimal
    model: str
    options: Mapping[str, Any] = field(default_factory=dict)
    sentences: int = MOST_SENTENCES


class KeyedQuestion(NamedTuple):
    """A question, and the key of its answer."""

    question: SentenceQuestion
    key: str


class BatchRequest(NamedTuple):
    """Questions about one report, and the request that asks them together."""

    asked: tuple[KeyedQuestion, ...]
    request: Request

    @property
    def rows(self) -> int:
        """The number of rows that it asks about."""
        return sum(len(one.question.items) for one in self.asked)


def sentences_in_doubt(database: Database, selection: Selection) -> dict[str, set[int]]:
    """The start positions of the sentences with doubtful rows, by report id.

    Raises:
        QueryError: a filter is wrong.
    """
    query = parse_query("observations", [*selection.filters, ("fields", ",".join(_FIELDS))])
    found: dict[str, set[int]] = {}
    for batch in observations.LIST.stream(database, query).batches:
        for report_id, start, confidence, reader in batch:
            if reader == Reader.RULES and Decimal(str(confidence)) < selection.below:
                found.setdefault(str(report_id), set()).add(int(str(start)))
    return found


def asked_of(
    database: Database, report_id: str, starts: set[int], selection: Selection
) -> Iterator[KeyedQuestion]:
    """The questions about the sentences of a report that begin at ``starts``.

    A question covers all rows of a sentence that the rules doubt, including those that were not selected or
    were read since. The same sentence therefore always gives the same question, so a stored answer is reused.
    """
    with database.reading() as connection:
        report, _ = reports.load(connection, report_id)
    limit = max(selection.below, SURE)
    doubtful = frozenset(
        row.id
        for row in extraction_of(report).observations
        if row.sentence_start in starts and row.confidence < limit
    )
    for question in questions(report, extraction_of(report, doubtful), doubtful):
        yield KeyedQuestion(
            question, question_key(question, instructions(), selection.model, selection.options)
        )


def together(asked: Iterable[KeyedQuestion], selection: Selection) -> list[BatchRequest]:
    """The requests that ask questions about one report, several at a time."""
    keys = {id(one.question): one for one in asked}
    grouped = batches((one.question for one in keys.values()), selection.sentences)
    return [_batch([keys[id(one)] for one in group], selection) for group in grouped]


def one_by_one(batch: BatchRequest, selection: Selection) -> list[BatchRequest]:
    """The requests that ask each question of a request alone."""
    return [_batch([one], selection) for one in batch.asked]


def _batch(asked: Sequence[KeyedQuestion], selection: Selection) -> BatchRequest:
    questions_ = [one.question for one in asked]
    return BatchRequest(tuple(asked), request(questions_, instructions(), selection.model, selection.options))


@cache
def instructions() -> Instructions:
    """The instructions for the model."""
    path = Path(app.asking.__file__).parent / "instructions.md"
    return Instructions(path.read_text(encoding="utf-8"))


@cache
def naming_tools() -> NameFunctions:
    """The functions of the lexicon for checking the names in answers."""
    lexicon = load_lexicon()
    tools = make_tools(lexicon)
    return NameFunctions(
        known=tools.linker.is_known,
        code=lambda row, name: tools.linker.code(name, row.measure, row.unit),
        faults=lambda row, name: faults(tools.checker, lexicon.units, row, name),
    )
