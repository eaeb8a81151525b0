"""Records, imports and undoes corrections by readers, and stores their reports again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from app.correcting import FieldError, check_fields
from app.correcting.changes import CHANGEABLE, Fields, changed
from app.correcting.stated import StatedRow
from app.lexicon.lexicon import load_lexicon
from app.model.correction import Correction, CorrectionState, Verdict
from app.model.observation import Observation, Reader
from app.model.report import Report, ReportKind
from app.services.computing.comparing import compare_regions
from app.services.extracting.corrected import stated_rows
from app.services.extracting.derivations import extraction_of
from app.services.extracting.linking import code_of, meaning
from app.services.ingesting.versions import put_report
from app.store.connections.session import Connection, Database
from app.store.queries.query import NotFoundError, existing
from app.store.repositories import corrections, observations, reports
from app.store.rows import state
from app.store.rows.state import Turn

__all__ = ["Correction", "FieldError", "NotFoundError", "ReaderVerdict", "bring", "record", "undo"]

_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class ReaderVerdict:
    """A reader's verdict on an observation. ``fields`` are the changed fields, with their values as text."""

    verdict: Verdict
    reader_name: str
    fields: Fields = ()
    reason: str = ""
    reader: Reader = Reader.PERSON


def record(database: Database, observation_id: str, word: ReaderVerdict) -> Correction:
    """Store a correction of one observation, and store its report again with it.

    The correction has all fields as the reader reads them, so that no later extractor changes the row.

    Raises:
        NotFoundError: the observation does not exist, or comes from a table of facts: correct the table.
        FieldError: a field can't be changed, or can't have this value.
        DatabaseError: the database can't be written; the message says what to do.
    """
    fields = check_fields(word.fields, load_lexicon().catalogue.indicators)
    with database.writing() as connection:
        turn = state.begin_change(connection)
        row = existing("observation", observation_id, observations.find(connection, observation_id))
        return keep(connection, turn, _correction(connection, row, word, fields))


def undo(database: Database, correction_id: str) -> Correction:
    """Delete a correction, and store its report again without it.

    Raises:
        NotFoundError: no correction has this id.
        DatabaseError: the database can't be written; the message says what to do.
    """
    with database.writing() as connection:
        turn = state.begin_change(connection)
        correction = existing("correction", correction_id, corrections.find(connection, correction_id))
        corrections.remove(connection, correction_id)
        _store_again(connection, turn, [correction.report_id])
    return correction


def bring(database: Database, found: Iterable[Correction]) -> int:
    """Store corrections of another database, and store their reports again. Returns how many are new.

    A correction whose report is not stored is applied when the report is ingested.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
    """
    with database.writing() as connection:
        turn = state.begin_change(connection)
        new = corrections.add(connection, [replace(one, state=CorrectionState.ORPHANED) for one in found])
        if new:
            _store_again(connection, turn, sorted({one.report_id for one in new}))
    return len(new)


def keep(connection: Connection, turn: Turn, correction: Correction) -> Correction:
    """Store one correction, and store its report again with it. Returns the correction with its outcome."""
    corrections.add(connection, [correction])
    _store_again(connection, turn, [correction.report_id])
    return corrections.find(connection, correction.id) or correction


def keep_all(connection: Connection, turn: Turn, found: Sequence[Correction]) -> None:
    """Store new corrections of stored reports, and store these reports again with them."""
    new = corrections.add(connection, found)
    if new:
        _store_again(connection, turn, sorted({one.report_id for one in new}))


def _correction(connection: Connection, row: Observation, word: ReaderVerdict, fields: Fields) -> Correction:
    report, _ = reports.load(connection, row.report_id)
    found = () if report.kind is ReportKind.TABLE else stated_rows(connection, report, rows_of(report))
    one = next((one for one in found if one.row.id == row.id), None)
    if one is None:
        raise NotFoundError("observation that a text states", row.id)
    return made(StatedRow(one.statement, row), word, fields)


def made(one: StatedRow, word: ReaderVerdict, fields: Fields) -> Correction:
    """The correction of a row as it is shown today, with all fields as the reader reads them."""
    row = one.row
    read_by = changed(row, _linked(row, fields), meaning())
    silent = word.verdict in (Verdict.REJECT, Verdict.DISPUTE)
    snapshot = () if silent else tuple((name, _text(read_by, name)) for name in CHANGEABLE)
    made_at = state.now()
    parts = (row.report_id, *one.statement, word.verdict, snapshot, word.reader_name, made_at)
    return Correction(
        id=sha256(repr(parts).encode()).hexdigest()[:_ID_DIGITS],
        report_id=row.report_id,
        statement=one.statement,
        value_start=row.value_start,
        sentence=row.sentence,
        verdict=word.verdict,
        fields=snapshot,
        reader=word.reader,
        reader_name=word.reader_name,
        made_at=made_at,
        reason=word.reason,
    )


def _linked(row: Observation, fields: Fields) -> Fields:
    """The fields with the code of a new name, if the reader gives no code."""
    names = dict(fields)
    if "indicator" not in names or names["indicator"] == row.indicator or "indicator_code" in names:
        return fields
    read_by = changed(row, fields, meaning())
    code = code_of(read_by.indicator, read_by.measure, read_by.unit)
    return (*fields, ("indicator_code", code))


def rows_of(report: Report) -> tuple[Observation, ...]:
    """The observations that today's extractor reads from a report; cached for readers who correct several."""
    return extraction_of(report).observations


def _text(row: Observation, name: str) -> str | None:
    value = getattr(row, name)
    return None if value is None else str(value)


def _store_again(connection: Connection, turn: Turn, report_ids: Iterable[str]) -> None:
    """Store reports again as today's extractor reads them, with all their corrections."""
    touched = set()
    for report_id in report_ids:
        if reports.stored(connection, report_id) is None:
            continue
        report, _ = reports.load(connection, report_id)
        if report.kind is not ReportKind.TABLE:
            put_report(connection, turn, report, rows_of(report))
            touched.add(reports.region_key(report))
    compare_regions(connection, turn, touched)
    state.end_change(connection, turn)
