"""Readers' words on statements: recorded, imported and undone; their reports are stored again with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from app.correcting import FieldError, check_fields
from app.correcting.changes import CHANGEABLE, Fields, changed
from app.lexicon.lexicon import load_lexicon
from app.model.correction import Correction, State, Verdict, statements
from app.model.observation import Observation, Reader
from app.model.report import ReportKind
from app.services.comparing import compare_regions
from app.services.derivations import extract_report
from app.services.versions import put_report
from app.store import corrections, observations, reports, state
from app.store.query import NotFoundError
from app.store.session import Connection, Database

__all__ = ["Correction", "FieldError", "NotFoundError", "Word", "bring", "record", "undo"]

_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Word:
    """What a reader says of an observation. ``fields`` are the changed ones with their values as text."""

    verdict: Verdict
    reader_name: str
    fields: Fields = ()
    reason: str = ""
    reader: Reader = Reader.PERSON


def record(database: Database, observation_id: str, word: Word) -> Correction:
    """Store a reader's word on one observation, and its report again with it.

    The correction holds all fields as the reader reads them, so that no later extractor changes the row.

    Raises:
        NotFoundError: there is no such observation, or it is of a table of facts, which is corrected itself.
        FieldError: a field can't be changed, or not to this value.
        DatabaseError: the database can't be written; the message says what to do.
    """
    fields = check_fields(word.fields, load_lexicon().catalogue.indicators)
    with database.writing() as connection:
        row = observations.find(connection, observation_id)
        if row is None:
            raise NotFoundError("observation", observation_id)
        correction = _correction(connection, row, word, fields)
        corrections.add(connection, correction)
        _store_again(connection, [correction.report_id])
        stored = corrections.find(connection, correction.id)
    return stored or correction


def undo(database: Database, correction_id: str) -> Correction:
    """Delete a correction, and store its report again without it.

    Raises:
        NotFoundError: there is no correction of this id.
        DatabaseError: the database can't be written; the message says what to do.
    """
    with database.writing() as connection:
        correction = corrections.find(connection, correction_id)
        if correction is None:
            raise NotFoundError("correction", correction_id)
        corrections.remove(connection, correction_id)
        _store_again(connection, [correction.report_id])
    return correction


def bring(database: Database, found: Iterable[Correction]) -> int:
    """Store corrections that another database has, and their reports again; how many are new.

    A correction of a report that is not there waits until the report is.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
    """
    with database.writing() as connection:
        new = [correction for correction in found if corrections.add(connection, correction)]
        corrections.put_states(connection, {one.id: State.ORPHANED for one in new})
        _store_again(connection, sorted({one.report_id for one in new}))
    return len(new)


def _correction(connection: Connection, row: Observation, word: Word, fields: Fields) -> Correction:
    report, _ = reports.load(connection, row.report_id)
    read = () if report.kind is ReportKind.TABLE else extract_report(report, explained=False).observations
    place = next((place for place, one in enumerate(read) if one.id == row.id), None)
    if place is None:
        raise NotFoundError("observation that a text states", row.id)
    read_by = changed(row, fields, load_lexicon().units.in_base)
    snapshot = (
        () if word.verdict is Verdict.REJECT else tuple((name, _text(read_by, name)) for name in CHANGEABLE)
    )
    made_at = state.now()
    statement = statements(list(read))[place]
    said = (row.report_id, *statement, word.verdict, snapshot, word.reader_name, made_at)
    return Correction(
        id=sha256(repr(said).encode()).hexdigest()[:_ID_DIGITS],
        report_id=row.report_id,
        statement=statement,
        value_start=row.value_start,
        sentence=row.sentence,
        verdict=word.verdict,
        fields=snapshot,
        reader=word.reader,
        reader_name=word.reader_name,
        made_at=made_at,
        reason=word.reason,
    )


def _text(row: Observation, name: str) -> str | None:
    value = getattr(row, name)
    return None if value is None else str(value)


def _store_again(connection: Connection, report_ids: Iterable[str]) -> None:
    """Store reports again as the extractor reads them today and readers correct them."""
    held = [report_id for report_id in report_ids if reports.stored(connection, report_id)]
    if not held:
        return
    turn = state.begin_change(connection)
    touched = set()
    for report_id in held:
        report, _ = reports.load(connection, report_id)
        if report.kind is not ReportKind.TABLE:
            put_report(connection, turn, report, extract_report(report, explained=False).observations)
            touched.add(reports.region_key(report))
    compare_regions(connection, turn, touched)
    state.end_change(connection, turn)
