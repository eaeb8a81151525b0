"""Observations: a page, all of them, or one with its evidence and derivation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.model.derivation import Derivation
from app.model.observation import Observation
from app.model.place import Locator
from app.model.report import Report
from app.services.extracting import derivations
from app.services.extracting.locating import locate
from app.store.connections.session import Database
from app.store.queries.query import ListQuery, Page, Stream, existing
from app.store.repositories import observations, reports

#: The characters of the report to show on each side of the sentence.
CONTEXT_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """The text around the sentence; ``text`` starts at the character ``start`` of the report."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ObservationDetail:
    """One observation with its evidence: its report and the text around its sentence.

    ``locator`` is the location of the number in the file of the report.

    ``derivation`` is computed again from the stored text. It is None in three cases: it was not requested;
    the extractor has changed since ``extractor_version`` and reads this statement differently; the text is
    longer than any report and the text near the sentence is not enough to derive it.
    """

    observation: Observation
    report: Report
    context: SentenceContext
    locator: Locator
    derivation: Derivation | None
    extractor_version: str


def page(database: Database, query: ListQuery) -> Page:
    """One page of the observations that the query selects."""
    return observations.LIST.page(database, query)


def stream(database: Database, query: ListQuery) -> Stream:
    """All observations that the query selects, in batches."""
    return observations.LIST.stream(database, query)


def one(database: Database, observation_id: str, *, derived: bool = True) -> ObservationDetail:
    """One observation with its evidence and, if ``derived``, its derivation, which takes longer.

    Raises:
        NotFoundError: no observation has this id.
    """
    with database.reading() as connection:
        observation = existing("observation", observation_id, observations.find(connection, observation_id))
        report, version = reports.load(connection, observation.report_id)
    return ObservationDetail(
        observation,
        report,
        context_of(report.text, observation),
        locate(report, observation.value_start),
        derivations.derivation_of(report, observation) if derived else None,
        version,
    )


def by_id(database: Database, ids: Iterable[str]) -> dict[str, Observation]:
    """The observations with these ids; ids that no observation has are left out."""
    with database.reading() as connection:
        return observations.find_all(connection, ids)


def context_of(text: str, observation: Observation) -> SentenceContext:
    """The text of a report around the sentence of an observation."""
    start = max(0, observation.sentence_start - CONTEXT_CHARACTERS)
    end = min(len(text), observation.sentence_end + CONTEXT_CHARACTERS)
    return SentenceContext(text[start:end], start, end)
