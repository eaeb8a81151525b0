"""Adds numbers that the extractor missed. A reader gives the span; the extractor reads value and unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.correcting import FieldError, check_fields
from app.correcting.changes import Fields
from app.correcting.stated import StatedRow
from app.extraction import extract
from app.extraction.admitting import overlaps, read_at, read_in_sentence
from app.lexicon.lexicon import load_lexicon
from app.model.correction import Correction, Statement, Verdict, statements
from app.model.derivation import Derivation
from app.model.observation import Observation
from app.model.report import Report, ReportKind
from app.model.span import Span
from app.services.corrections.correcting import ReaderVerdict, keep, made, rows_of
from app.services.extracting.corrected import stated_rows
from app.services.extracting.excerpts import excerpt_of
from app.store.connections.session import Connection, Database
from app.store.queries.query import NotFoundError, existing
from app.store.repositories import reports
from app.store.rows import state

#: The reasons of rejections that are never wrong: no reader, person or model, takes these numbers for values.
NEVER_VALUES = frozenset({"date", "numbering", "numeral", "ordinal"})
#: How many characters around a span are searched for its line.
_NEAR = 1000


def add(database: Database, report_id: str, span: Span, word: ReaderVerdict) -> Correction:
    """Store a correction that adds the number in a span of a report, and store the report again with it.

    The span must overlap exactly one number. Fields that the reader does not give are as the extractor reads
    them there.

    Raises:
        NotFoundError: the report does not exist, or is a table of facts.
        FieldError: the span has no number, several, or one that has this row already; or a field is wrong.
        DatabaseError: the database can't be written; the message says what to do.
    """
    fields = check_fields(word.fields, load_lexicon().catalogue.indicators)
    with database.writing() as connection:
        turn = state.begin_change(connection)
        report = _report(connection, report_id)
        found = _new(stated_rows(connection, report, rows_of(report)), read_missed(report, span), fields)
        return keep(connection, turn, made(found, replace(word, verdict=Verdict.ADD), fields))


def propose(database: Database, report_id: str, span: Span) -> Observation:
    """The row that ``add`` would store for a span if no field were given.

    Raises:
        NotFoundError: the report does not exist, or is a table of facts.
        FieldError: the span has no number, or several.
    """
    with database.reading() as connection:
        return read_missed(_report(connection, report_id), span)


def read_missed(report: Report, span: Span) -> Observation:
    """The row of the one number in a span, read without the rejecting rules of the extractor.

    Raises:
        FieldError: the span has no number, several, or one that is never a value, such as a date.
    """
    if not 0 <= span.start < span.end <= report.characters:
        raise FieldError(f"the span must be within the report's text, from 0 to {report.characters}")
    found = read_at(report, load_lexicon(), span) or _in_line(report, span)
    numbers = list(dict.fromkeys(one.observation.value_text for one in found))
    if not numbers:
        raise FieldError(f"“{span.of(report.text)[:40]}” contains no number that can be read as a value")
    if len({one.observation.value_start for one in found}) > 1:
        raise FieldError(f"“{span.of(report.text)[:40]}” contains several numbers: {'; '.join(numbers)}")
    row = found[0].observation
    if reason := _never_a_value(report, row):
        raise FieldError(f"“{row.value_text}” is never a value: it is rejected as {reason}")
    return row


def _never_a_value(report: Report, row: Observation) -> str:
    """The reason why the extractor rejects the number, if that is never wrong; else empty."""
    excerpt = excerpt_of(report, row)
    start, end = row.value_start - excerpt.shift, row.value_end - excerpt.shift
    near = extract(excerpt.report, load_lexicon(), explained=False, around=start).rejections
    here = (one.reason for one in near if one.span.start < end and start < one.span.end)
    return next((reason for reason in here if reason in NEVER_VALUES), "")


def _in_line(report: Report, span: Span) -> Sequence[Derivation]:
    """The numbers in the table row that contains the span; the row's line is its sentence."""
    start = report.text.rfind("\n", max(0, span.start - _NEAR), span.start) + 1 or max(0, span.start - _NEAR)
    end = report.text.find("\n", span.end, span.end + _NEAR)
    line = Span(start, end if end >= 0 else min(report.characters, span.end + _NEAR))
    return [one for one in read_in_sentence(report, load_lexicon(), line, span) if overlaps(one, span)]


def _report(connection: Connection, report_id: str) -> Report:
    existing("report", report_id, reports.stored(connection, report_id))
    report, _ = reports.load(connection, report_id)
    if report.kind is ReportKind.TABLE:
        raise NotFoundError("report that is a text", report_id)
    return report


def _new(known: Sequence[StatedRow], row: Observation, fields: Fields) -> StatedRow:
    """The added row, numbered after the rows that its number has already."""
    here = [
        one for one in known if one.row.value_start < row.value_end and row.value_start < one.row.value_end
    ]
    name = dict(fields).get("indicator", row.indicator)
    for one in here:
        if one.row.indicator == name:
            raise FieldError(f"the number {row.value_text} has this row already, {one.row.id}: correct that")
    return StatedRow(_statement(row, len(here)), row, added=True)


def _statement(row: Observation, place: int) -> Statement:
    return statements([row])[0]._replace(place=place)
