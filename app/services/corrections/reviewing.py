"""One statement for review: its row, the text and numbers near it, and its corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.model.correction import Correction, statements
from app.model.derivation import Rejection
from app.model.observation import Observation
from app.model.report import Report
from app.model.span import Span
from app.services.corrections.adding import read_missed
from app.services.extracting.derivations import derivation_of, every_row
from app.services.extracting.excerpts import excerpt_of
from app.services.lists.observations import SentenceContext, context_of
from app.store.connections.session import Database
from app.store.queries.query import existing
from app.store.repositories import corrections, observations, reports


class ReviewItem(NamedTuple):
    """A row with the text around it, alternative names, rejected numbers near it, and its corrections.

    ``missed``: the row is not stored; it is the extractor's reading of a number that it rejects.
    """

    row: Observation
    report: Report
    context: SentenceContext
    alternatives: tuple[str, ...]
    rejections: tuple[Rejection, ...]
    words: tuple[Correction, ...]
    missed: bool = False


def reviewed(database: Database, observation_id: str) -> ReviewItem:
    """An observation for review.

    Raises:
        NotFoundError: no observation has this id.
    """
    row = find_row(database, observation_id)
    with database.reading() as connection:
        report, _ = reports.load(connection, row.report_id)
        made = corrections.of_report(connection, row.report_id)
    derivation = derivation_of(report, row, every_row)
    names = tuple(other.indicator for other in derivation.alternatives) if derivation else ()
    return ReviewItem(
        row, report, context_of(report.text, row), names, _rejections(report, row), _corrections_of(row, made)
    )


def find_row(database: Database, observation_id: str) -> Observation:
    """The observation with this id.

    Raises:
        NotFoundError: no observation has this id.
    """
    with database.reading() as connection:
        return existing("observation", observation_id, observations.find(connection, observation_id))


def missed(database: Database, report_id: str, span: Span) -> ReviewItem:
    """A number that the extractor missed, as ``adding.add`` would store it.

    Raises:
        NotFoundError: the report does not exist.
        FieldError: the span has no number, or several.
    """
    with database.reading() as connection:
        existing("report", report_id, reports.stored(connection, report_id))
        report, _ = reports.load(connection, report_id)
    row = read_missed(report, span)
    return ReviewItem(
        row, report, context_of(report.text, row), (), _rejections(report, row), (), missed=True
    )


def find_words(report: Report, row: Observation, words: str) -> Span | None:
    """The span of words in the sentence of a row; the row's own number is the last choice."""
    wanted, sentence = words.strip(), row.sentence
    places = [at for at in range(len(sentence)) if wanted and sentence.startswith(wanted, at)]
    own = row.value_start - row.sentence_start
    places.sort(key=lambda at: at <= own < at + len(wanted))
    if not places:
        return None
    start = row.sentence_start + places[0]
    return Span(start, min(start + len(wanted), report.characters))


def find_correction(database: Database, correction_id: str) -> Correction | None:
    """The correction with this id; None if there is none any more."""
    with database.reading() as connection:
        return corrections.find(connection, correction_id)


def _rejections(report: Report, row: Observation) -> tuple[Rejection, ...]:
    """The rejected numbers in the row's paragraph."""
    excerpt = excerpt_of(report, row)
    found = extract(
        excerpt.report, load_lexicon(), explained=False, around=row.value_start - excerpt.shift
    ).rejections
    return tuple(
        replace(one, span=Span(one.span.start + excerpt.shift, one.span.end + excerpt.shift)) for one in found
    )


def _corrections_of(row: Observation, made: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections of the row's number, the latest first."""
    statement = statements([row])[0]
    here = [one for one in made if one.statement[:3] == statement[:3]]
    return tuple(reversed(here))
