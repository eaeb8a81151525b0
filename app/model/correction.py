"""Corrections: what a reader says about a statement that the extractor has read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from app.model.observation import Observation, Reader


class Verdict(StrEnum):
    """What a correction says: the row is right, has other fields, is no observation, or was missed.

    ``dispute``: a model's reading fails a check. The row stays as it is, and is in doubt.
    """

    CONFIRM = "confirm"
    CHANGE = "change"
    REJECT = "reject"
    ADD = "add"
    DISPUTE = "dispute"


class CorrectionState(StrEnum):
    """What happened to a correction when its report was last read.

    ``agreed``: confirmed, the extractor reads the statement so by itself. ``overruled``: a later person, or a
    person instead of a model, says otherwise. ``orphaned``: the report does not have the sentence any more,
    or no number is read there.
    """

    APPLIED = "applied"
    AGREED = "agreed"
    OVERRULED = "overruled"
    ORPHANED = "orphaned"


class Statement(NamedTuple):
    """Identifies a statement of a report, wherever its sentence stands in the text.

    ``sentence_hash`` identifies the sentence, ``offset`` is where the number starts in it and ``value_text``
    the number as written. One number may state several things: ``place`` is the position among its rows.
    """

    sentence_hash: str
    offset: int
    value_text: str
    place: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What one reader says about one statement.

    ``fields`` are the changed fields with their new values as text; a null is None. ``value_start`` is where
    the number stood in the text that was read: it decides between equal sentences. ``reader_name`` is a
    person, or a model with the version of its instructions. ``made_at`` is a time in UTC, ISO 8601.
    """

    id: str
    report_id: str
    statement: Statement
    value_start: int
    sentence: str
    verdict: Verdict
    fields: tuple[tuple[str, str | None], ...]
    reader: Reader
    reader_name: str
    made_at: str
    reason: str = ""
    state: CorrectionState = CorrectionState.APPLIED


def sentence_hash(sentence: str) -> str:
    """Identifies a sentence by its visible characters, so that another layout of the text changes nothing."""
    return sha256("".join(sentence.split()).encode()).hexdigest()[:16]


def statements(rows: list[Observation]) -> list[Statement]:
    """The statement of each row, in the order of the rows."""
    seen: dict[tuple[int, int], int] = {}
    hashes = {sentence: sentence_hash(sentence) for sentence in {row.sentence for row in rows}}
    found = []
    for row in rows:
        span = (row.value_start, row.value_end)
        place = seen[span] = seen.get(span, -1) + 1
        before = "".join(row.sentence[: row.value_start - row.sentence_start].split())
        found.append(Statement(hashes[row.sentence], len(before), row.value_text, place))
    return found
