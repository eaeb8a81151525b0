"""Answers applied to the rows of a report as ``zhibiao review`` does, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.asking import SentenceQuestion, divided, questions
from app.correcting import apply
from app.model.correction import Correction
from app.model.derivation import Extraction
from app.model.observation import Observation
from app.model.report import Report
from app.services.extracting.corrected import reading_added
from app.services.extracting.derivations import extraction_of
from app.services.extracting.linking import meaning
from app.services.second_reader.findings import readings
from app.store.repositories.model_answers import ModelAnswer

SURE = Decimal("0.9")


@dataclass(frozen=True)
class Read:
    """A report with what the rules read and what they are not sure of."""

    report: Report
    extraction: Extraction
    questions: tuple[SentenceQuestion, ...]


def read(report: Report, below: Decimal) -> Read:
    """The questions about all rows of less confidence."""
    chosen = frozenset(row.id for row in extraction_of(report).observations if row.confidence < below)
    extraction = extraction_of(report, chosen)
    return Read(report, extraction, tuple(questions(report, extraction, chosen)))


def corrections_of(questions_: Sequence[SentenceQuestion], content: str) -> list[Correction]:
    """The corrections that an answer makes, as far as it can be used."""
    pairs = zip(questions_, divided(content, questions_), strict=True)
    return [one for question, text in pairs if text for one in _corrections(question, text)]


def _corrections(question: SentenceQuestion, text: str) -> Iterator[Correction]:
    answer = ModelAnswer("key", question.report.id, "simulated", "0", text, 0, 0, "")
    return (one for one in readings(question, answer) if isinstance(one, Correction))


def applied(found: Read, corrections: Iterable[Correction]) -> tuple[Observation, ...]:
    """The rows of a report after corrections."""
    rows = found.extraction.observations
    return apply(rows, list(corrections), meaning(), reading_added(found.report)).rows
