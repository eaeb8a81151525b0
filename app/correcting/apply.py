"""Applies corrections to the rows of one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from app.correcting.changes import InBase, changed, differences
from app.correcting.confidence import sure_against, sure_with
from app.model.correction import Correction, State, Statement, Verdict, statements
from app.model.observation import Observation, Reader

DISAGREE = "readers_disagree"
"""The flag of a row of which readers say different things."""
MODEL_DISAGREES = "model_disagrees"
"""The flag of a row that a model reads in another way than the rules, whether or not that was applied."""
PERSON_SURE = Decimal(1)
"""The confidence of a row that a person has read."""


class Applied(NamedTuple):
    """The corrected rows in their order, and what became of each correction, by its id."""

    rows: tuple[Observation, ...]
    states: dict[str, State]


def apply(rows: Sequence[Observation], corrections: Iterable[Correction], in_base: InBase) -> Applied:
    """Apply all corrections of a report to the rows that the extractor reads from it.

    A later person overrides an earlier one, and a person overrides a model.
    """
    states: dict[str, State] = {}
    of_row: dict[int, list[Correction]] = defaultdict(list)
    places = _places(rows)
    for correction in corrections:
        place = _nearest(rows, places.get(correction.statement, []), correction.value_start)
        if place is None:
            states[correction.id] = State.ORPHANED
        else:
            of_row[place].append(correction)
    kept = []
    for place, row in enumerate(rows):
        read = _read(row, of_row[place], states, in_base) if place in of_row else row
        if read is not None:
            kept.append(read)
    return Applied(tuple(kept), states)


def _places(rows: Sequence[Observation]) -> dict[Statement, list[int]]:
    found: dict[Statement, list[int]] = defaultdict(list)
    for place, statement in enumerate(statements(list(rows))):
        found[statement].append(place)
    return found


def _nearest(rows: Sequence[Observation], places: Sequence[int], start: int) -> int | None:
    """The place whose number stands nearest to where it stood; several have equal sentences."""
    return min(places, key=lambda place: abs(rows[place].value_start - start), default=None)


def _read(
    row: Observation, corrections: Sequence[Correction], states: dict[str, State], in_base: InBase
) -> Observation | None:
    """The row as the reader with the last word reads it; None where it is no observation."""
    words = [one for one in corrections if one.verdict is not Verdict.DISPUTE]
    if not words:
        states.update({one.id: State.APPLIED for one in corrections})
        return replace(row, flags=(*row.flags, MODEL_DISAGREES))
    last = max(reversed(words), key=_weight)
    for other in corrections:
        states[other.id] = State.OVERRULED if _says_other(other, last) else State.APPLIED
    if last.verdict is Verdict.REJECT:
        return None
    different = differences(row, last.fields)
    states[last.id] = State.APPLIED if different else State.AGREED
    read = changed(row, last.fields, in_base) if different else row
    return replace(
        read,
        reader=last.reader,
        corrected=different,
        confidence=_confidence(row, last, agrees=not different),
        flags=(*read.flags, *_flags(words, last, agrees=not different)),
    )


def _confidence(row: Observation, last: Correction, *, agrees: bool) -> Decimal:
    if last.reader is Reader.PERSON:
        return PERSON_SURE
    return sure_with(row.confidence) if agrees else sure_against(row.confidence)


def _flags(words: Sequence[Correction], last: Correction, *, agrees: bool) -> Iterator[str]:
    if any(_says_other(other, last) for other in words):
        yield DISAGREE
    if last.reader is Reader.MODEL and not agrees:
        yield MODEL_DISAGREES


def _weight(correction: Correction) -> tuple[bool, str]:
    """Of equal ones the later in the order in which they were stored has the last word."""
    return correction.reader is Reader.PERSON, correction.made_at


def _says_other(one: Correction, other: Correction) -> bool:
    rejects = {Verdict.REJECT, Verdict.DISPUTE} & {one.verdict, other.verdict}
    return one.verdict is not other.verdict if rejects else dict(one.fields) != dict(other.fields)
