"""Writes corrections by people as gold: sentences with their facts, to measure and fit the extractor.

``tests/quality/gold.py`` describes the format. If people have judged every row of a sentence, the sentence
is a window: any fact that it lacks is not in the text. Otherwise only the judged numbers are windows.
Corrections by models are not gold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from app.correcting import Applied, apply
from app.correcting.stated import stated
from app.model.observation import Observation, Reader
from app.model.report import Report, ReportKind
from app.services.extracting.corrected import reading_added
from app.services.extracting.linking import meaning
from app.services.extracting.whole import extract_report
from app.store.connections.session import Connection, Database
from app.store.repositories import corrections, reports
from app.store.rows.documents import ENCODER

Line = dict[str, Any]


class Judged(NamedTuple):
    """A row before corrections, and as a person reads it: None if it is not an observation."""

    row: Observation
    read: Observation | None


class Gold(NamedTuple):
    """The gold of a report: its text, and the lines for windows and facts."""

    report_id: str
    text: str
    lines: list[Line]


def write_gold(database: Database, folder: Path) -> tuple[int, int]:
    """Write the gold of each report, with its text next to it. Returns the numbers of reports and facts.

    Raises:
        OSError: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = facts = 0
    for gold in gold_of(database):
        (folder / f"{gold.report_id}.jsonl").write_bytes(ENCODER.encode_lines(gold.lines))
        (folder / f"{gold.report_id}.txt").write_bytes(gold.text.encode())
        count, facts = count + 1, facts + sum("window" not in line for line in gold.lines)
    return count, facts


def gold_of(database: Database) -> Iterator[Gold]:
    """The gold of all stored texts that people have corrected."""
    with database.reading() as connection:
        for report_id in corrections.report_ids(connection):
            if reports.stored(connection, report_id) is None:
                continue
            report, _ = reports.load(connection, report_id)
            lines = [] if report.kind is ReportKind.TABLE else _lines(connection, report)
            if lines:
                yield Gold(report_id, report.text, lines)


def _lines(connection: Connection, report: Report) -> list[Line]:
    by_people = [one for one in corrections.of_report(connection, report.id) if one.reader is Reader.PERSON]
    rows = extract_report(report, explained=False).observations
    read_added = reading_added(report)
    applied = apply(rows, by_people, meaning(), read_added)
    every = [one.row for one in stated(rows, by_people, read_added)]
    found: list[Line] = []
    for _, sentence in groupby(every, key=lambda row: row.sentence_start):
        found += _of_sentence(list(sentence), applied)
    return found


def _of_sentence(rows: Sequence[Observation], applied: Applied) -> Iterator[Line]:
    """The windows and facts of a sentence, in text order."""
    read = {row.id: row for row in applied.rows}
    judged = [Judged(row, read.get(row.id)) for row in rows if row.id in applied.last]
    if len(judged) == len(rows):
        yield {"window": [rows[0].sentence_start, rows[0].sentence_end]}
    else:
        spans = dict.fromkeys((one.row.value_start, one.row.value_end) for one in judged)
        yield from ({"window": list(span)} for span in spans)
    yield from (_fact(one) for one in judged)


def _fact(judged: Judged) -> Line:
    row = judged.read
    place = {"start": judged.row.value_start, "end": judged.row.value_end, "num": judged.row.value_text}
    if row is None:
        return place | {"skip": True}
    high = {} if row.value_high is None else {"value_high": row.value_high}
    return place | {
        "value": row.value, **high, "unit": row.unit, "indicator": row.indicator, "code": row.indicator_code,
        "scope": row.scope, "measure": row.measure, "status": row.status, "start_year": row.start_year,
        "year": row.year, "bound": row.bound, "category": row.category, "code_optional": False,
    }  # fmt: skip
