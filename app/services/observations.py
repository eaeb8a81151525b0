"""Observations: a page of them, all of them, one with its evidence and derivation."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.derivation import Derivation
from app.model.observation import Observation
from app.model.place import Locator
from app.model.report import Report
from app.services import derivations
from app.services.locating import locate
from app.store import observations, reports
from app.store.query import ListQuery, NotFoundError, Page, Stream
from app.store.session import Database

#: Characters of the report that are shown on each side of the sentence.
CONTEXT_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Context:
    """A stretch of the report around the sentence: ``text`` starts at character ``start`` of the report."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ObservationDetail:
    """One observation with what it rests on: its whole report, and the text around its sentence.

    ``locator`` says where the number stands in the file of the report.

    ``derivation`` is computed anew from the stored text; None where it was not asked for, where the
    extractor has changed since ``extractor_version`` read the report and no longer reads this statement the
    same way, or where the text is longer than any report and what is near the sentence does not suffice.
    """

    observation: Observation
    report: Report
    context: Context
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
    """One observation with its evidence and, where ``derived``, its derivation, which takes longer.

    Raises:
        NotFoundError: there is none of this id.
    """
    with database.reading() as connection:
        observation = observations.find(connection, observation_id)
        if observation is None:
            raise NotFoundError("observation", observation_id)
        report, version = reports.load(connection, observation.report_id)
    return ObservationDetail(
        observation,
        report,
        context_of(report.text, observation),
        locate(report, observation.value_start),
        derivations.derivation_of(report, observation) if derived else None,
        version,
    )


def context_of(text: str, observation: Observation) -> Context:
    """The stretch of a report around the sentence of an observation."""
    start = max(0, observation.sentence_start - CONTEXT_CHARACTERS)
    end = min(len(text), observation.sentence_end + CONTEXT_CHARACTERS)
    return Context(text[start:end], start, end)
