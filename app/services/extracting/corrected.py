"""Applies the corrections of a report to the rows that the extractor reads from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256

from app.correcting import Applied, apply
from app.correcting.stated import ADDED_RULE, StatedRow, find_number, find_sentence, stated
from app.extraction.admitting import read_in_sentence
from app.lexicon.lexicon import load_lexicon
from app.model.correction import Correction
from app.model.observation import Observation
from app.model.report import Report
from app.services.extracting.linking import meaning
from app.store.connections.session import Connection
from app.store.repositories import corrections

_ID_DIGITS = 16
_OF_VALUES = frozenset({"number", "bound", "unit", "measure"})
"""The kinds of rules that read the value itself."""


def corrected(connection: Connection, report: Report, rows: Sequence[Observation]) -> Applied:
    """The rows after all corrections of the report. The outcome of each correction is stored."""
    made = corrections.of_report(connection, report.id)
    if not made:
        return Applied(tuple(rows), {}, {})
    applied = apply(rows, made, meaning(), reading_added(report))
    known = {one.id: one.state for one in made}
    corrections.put_states(connection, {id_: s for id_, s in applied.states.items() if known[id_] is not s})
    return applied


def stated_rows(connection: Connection, report: Report, rows: Sequence[Observation]) -> list[StatedRow]:
    """The rows of a report before they are corrected, including those that readers added."""
    return stated(rows, corrections.of_report(connection, report.id), reading_added(report))


def reading_added(report: Report) -> Callable[[Correction], Observation | None]:
    """A function that reads the number of an adding correction from the report's current text."""

    def read(correction: Correction) -> Observation | None:
        sentence = find_sentence(report.text, correction.sentence, correction.value_start)
        number = sentence and find_number(report.text, sentence, correction.statement)
        if not sentence or not number:
            return None
        found = read_in_sentence(report, load_lexicon(), sentence, number)
        row = next((one.observation for one in found), None)
        return None if row is None or row.value_text != number.of(report.text) else _added(row, correction)

    return read


def _added(row: Observation, correction: Correction) -> Observation:
    """The row with an id made from its correction, because the extractor's id changes with its rules.

    The name and the years are the reader's, so rules and doubts about them are removed.
    """
    statement = repr((correction.report_id, *correction.statement))
    id_ = sha256(statement.encode()).hexdigest()[:_ID_DIGITS]
    rules = (rule for rule in row.rules if rule.partition(".")[0] in _OF_VALUES)
    return replace(row, id=id_, rules=(*rules, ADDED_RULE), flags=())
