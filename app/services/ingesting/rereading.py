"""Reads reports again from their stored texts after the extractor has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.model.observation import Observation
from app.model.report import Report
from app.services.computing.comparing import compare_regions
from app.services.extracting.extractor import extractor_version
from app.services.extracting.whole import extract_report
from app.services.ingesting.versions import put_report
from app.store.connections.session import Connection, Database
from app.store.repositories import reports
from app.store.rows import state

#: How many reports share a transaction: an interruption loses no more than these.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Reread:
    """The result of reading again: ``reports`` were read, and ``altered`` of them have other observations.

    ``added``, ``changed`` and ``removed`` count observations.
    """

    reports: int = 0
    altered: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0


def count_stale(database: Database) -> int:
    """How many stored reports were read by another version of the extractor."""
    with database.reading() as connection:
        return reports.count_stale(connection, extractor_version())


def reread(database: Database, on_batch: Callable[[int], None] | None = None) -> Reread:
    """Extract every report again that another version of the extractor read.

    Each batch is one transaction; after an interruption the next call continues with the remaining reports.
    Place and year stay as ingested. ``on_batch`` is called with the number of reports in each batch.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
    """
    done = Reread()
    while batch := _stale(database):
        extracted = [(report, extract_report(report, explained=False).observations) for report in batch]
        with database.writing() as connection:
            done = _sum(done, _replace(connection, extracted))
        if on_batch:
            on_batch(len(batch))
    return done


def _stale(database: Database) -> list[Report]:
    with database.reading() as connection:
        return reports.stale(connection, extractor_version(), BATCH)


def _replace(connection: Connection, extracted: list[tuple[Report, tuple[Observation, ...]]]) -> Reread:
    turn = state.begin_change(connection)
    done = Reread()
    touched = set()
    for report, rows in extracted:
        if reports.sha256(connection, report.id) != report.sha256:
            continue  # It was ingested with another text, or removed, since the batch was loaded.
        difference = put_report(connection, turn, report, rows)
        counts = (difference.added, difference.changed, difference.removed)
        done = _sum(done, Reread(1, int(any(counts)), *counts))
        touched.add(reports.region_key(report))
    compare_regions(connection, turn, touched)
    state.end_change(connection, turn)
    return done


def _sum(one: Reread, other: Reread) -> Reread:
    return Reread(
        one.reports + other.reports,
        one.altered + other.altered,
        one.added + other.added,
        one.changed + other.changed,
        one.removed + other.removed,
    )
