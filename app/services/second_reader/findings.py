"""Checks the answers of a model, makes corrections from them and applies these to their reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from app.asking import AnswerError, CheckedRow, SentenceQuestion, check, check_missed, read_answer, span_of
from app.asking.answers import Missed
from app.correcting import FieldError
from app.correcting.stated import StatedRow
from app.model.correction import Correction, Verdict, statements
from app.model.observation import Reader
from app.services.corrections.adding import read_missed
from app.services.corrections.correcting import ReaderVerdict, keep_all, made
from app.services.extracting.derivations import extraction_of
from app.services.second_reader.asking import KeyedQuestion, naming_tools
from app.store.connections.session import Connection, Database
from app.store.repositories import corrections, model_answers
from app.store.repositories.model_answers import ModelAnswer
from app.store.rows import state

UNUSABLE, UNFOUND = "unusable", "unfound"
"""Counts of answers that can't be used, and of allegedly missed numbers that can't be added."""


def apply_answers(database: Database, report_id: str, asked: Sequence[KeyedQuestion]) -> Counter[str]:
    """Apply the answers to questions about a report that were not applied before.

    Returns the number of rows by verdict (confirmed, changed and so on), and of answers that could not be
    used. Rows that a person has judged stay unchanged.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
    """
    keys = {one.key for one in asked}
    with database.reading() as connection:
        known = _unapplied(connection, keys)
    fresh = [(one.question, known[one.key]) for one in asked if one.key in known]
    # Checks take too long for a transaction.
    found = [(answer.key, one) for question, answer in fresh for one in readings(question, answer)]
    if not fresh:
        return Counter()
    with database.writing() as connection:
        turn = state.begin_change(connection)
        still = _unapplied(connection, keys)
        checked = [one for key, one in found if key in still]
        new = _without_persons(connection, report_id, checked)
        keep_all(connection, turn, new)
        model_answers.mark_applied(connection, known)
    return Counter([*(one.verdict.value for one in new), *(one for one in checked if isinstance(one, str))])


def _unapplied(connection: Connection, keys: set[str]) -> dict[str, ModelAnswer]:
    """The answers with these keys that were not applied yet."""
    return {key: one for key, one in model_answers.find(connection, keys).items() if not one.applied}


def _without_persons(
    connection: Connection, report_id: str, found: Sequence[Correction | str]
) -> list[Correction]:
    """The corrections of rows that no person has judged."""
    known = corrections.of_report(connection, report_id)
    by_person = {one.statement for one in known if one.reader is Reader.PERSON}
    return [one for one in found if isinstance(one, Correction) and one.statement not in by_person]


def readings(question: SentenceQuestion, answer: ModelAnswer) -> Iterator[Correction | str]:
    """The corrections that follow from an answer, and the kind of each part that can't be used."""
    name = reader_name(answer.model, answer.instructions)
    try:
        found = read_answer(answer.content, len(question.items))
    except AnswerError:
        yield UNUSABLE
        return
    rows = list(extraction_of(question.report).observations)
    places = statements(rows)
    for finding in check(question, found, naming_tools()):
        yield _correction(StatedRow(places[finding.item.position], finding.item.row), finding, name)
    for missed in found.missed:
        yield _added(question, missed, name) or UNFOUND


def _added(question: SentenceQuestion, missed: Missed, name: str) -> Correction | None:
    """The correction that adds a number; None if there is none to add or the reading fails a check."""
    try:
        row = read_missed(question.report, span_of(question, missed))
    except (AnswerError, FieldError):
        return None
    finding = check_missed(question, missed, row, naming_tools())
    if finding.verdict is Verdict.DISPUTE:
        return None
    one = StatedRow(statements([row])[0], row, added=True)
    return _correction(one, finding._replace(verdict=Verdict.ADD), name)


def _correction(one: StatedRow, finding: CheckedRow, name: str) -> Correction:
    word = ReaderVerdict(finding.verdict, name, finding.changes, finding.reason, Reader.MODEL)
    return made(one, word, finding.changes)


def reader_name(model: str, version: str) -> str:
    """The reader's name of a model in its corrections, with the version of its instructions."""
    return f"{model}, instructions {version}"
