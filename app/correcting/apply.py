"""Applies corrections to the rows of one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from app.correcting.changes import LexiconFunctions, changed, differences
from app.correcting.confidence import sure_against, sure_with
from app.correcting.stated import ReadAdded, StatedRow, stated
from app.model.correction import Correction, CorrectionState, Statement, Verdict
from app.model.flags import Flag, with_low_confidence
from app.model.observation import Observation, Reader

ADDED = ("value",)
"""The corrected fields of a row whose number the extractor missed."""
PERSON_SURE = Decimal(1)
"""The confidence of a row that a person has read."""


class Applied(NamedTuple):
    """The corrected rows in the order of the text, and the state of each correction by its id.

    ``last`` maps the id of each corrected or rejected row to the correction that decided it.
    """

    rows: tuple[Observation, ...]
    states: dict[str, CorrectionState]
    last: dict[str, Correction]


def apply(
    rows: Sequence[Observation],
    corrections: Sequence[Correction],
    meaning: LexiconFunctions,
    read_added: ReadAdded,
) -> Applied:
    """Apply all corrections of a report to the rows that the extractor reads from it.

    A person overrides a model. Otherwise a later correction overrides an earlier one.
    """
    found = stated(rows, corrections, read_added)
    of_row, orphaned = _by_row(found, corrections)
    applied = Applied((), dict.fromkeys(orphaned, CorrectionState.ORPHANED), {})
    kept = []
    for place, one in enumerate(found):
        words = of_row.get(place)
        row = _read(one, words, applied, meaning) if words else one.row
        if row is not None:
            kept.append(row)
    return applied._replace(rows=tuple(kept))


def _by_row(
    found: Sequence[StatedRow], corrections: Iterable[Correction]
) -> tuple[dict[int, list[Correction]], list[str]]:
    """The corrections by the place of their row, and the ids of the corrections that have no row."""
    places: dict[Statement, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        places[one.statement].append(place)
    of_row: dict[int, list[Correction]] = defaultdict(list)
    orphaned = []
    for correction in corrections:
        place_of_it = _nearest(found, places.get(correction.statement, ()), correction.value_start)
        if place_of_it is None:
            orphaned.append(correction.id)
        else:
            of_row[place_of_it].append(correction)
    return of_row, orphaned


def _nearest(found: Sequence[StatedRow], places: Sequence[int], start: int) -> int | None:
    """The place whose number is nearest to ``start``: several places can have the same sentence."""
    return min(places, key=lambda place: abs(found[place].row.value_start - start), default=None)


def _read(
    one: StatedRow, corrections: Sequence[Correction], applied: Applied, meaning: LexiconFunctions
) -> Observation | None:
    """The row as the deciding reader reads it; None if that reader says it is not an observation."""
    words = [one for one in corrections if one.verdict is not Verdict.DISPUTE]
    if not words:
        applied.states.update({one.id: CorrectionState.APPLIED for one in corrections})
        return replace(one.row, flags=(*one.row.flags, Flag.MODEL_DISAGREES))
    row, last = one.row, max(reversed(words), key=_weight)
    for other in corrections:
        applied.states[other.id] = (
            CorrectionState.OVERRULED if _says_other(other, last) else CorrectionState.APPLIED
        )
    applied.last[row.id] = last
    if last.verdict is Verdict.REJECT:
        return None
    different = differences(row, last.fields)
    agrees = not different and not one.added
    if agrees:
        applied.states[last.id] = CorrectionState.AGREED
    read = changed(row, last.fields, meaning) if different else row
    confidence = _confidence(row, last, agrees=agrees)
    return replace(
        read,
        reader=last.reader,
        corrected=ADDED if one.added else different,
        confidence=confidence,
        flags=with_low_confidence(_flags(read, words, last, agrees=agrees), confidence),
    )


def _confidence(row: Observation, last: Correction, *, agrees: bool) -> Decimal:
    if last.reader is Reader.PERSON:
        return PERSON_SURE
    return sure_with(row.confidence) if agrees else sure_against(row.confidence)


def _flags(row: Observation, words: Sequence[Correction], last: Correction, *, agrees: bool) -> Iterator[str]:
    """The flags of a corrected row. A person's reading removes the flags that the rules set."""
    if last.reader is not Reader.PERSON:
        yield from row.flags
    if _is_disputed(words, last):
        yield Flag.READERS_DISAGREE
    if last.reader is Reader.MODEL and not agrees:
        yield Flag.MODEL_DISAGREES


def _weight(correction: Correction) -> tuple[bool, str]:
    """The key that sorts corrections; of equal ones, the one that was stored last decides."""
    return correction.reader is Reader.PERSON, correction.made_at


def _is_disputed(corrections: Sequence[Correction], last: Correction) -> bool:
    """Whether the latest correction of another reader contradicts ``last``."""
    of_reader: dict[tuple[Reader, str], Correction] = {}
    for one in sorted(corrections, key=_weight):
        of_reader[one.reader, one.reader_name] = one
    return any(_says_other(one, last) for one in of_reader.values() if one.reader_name != last.reader_name)


def _says_other(one: Correction, other: Correction) -> bool:
    if one is other or (one.verdict is other.verdict and one.fields == other.fields):
        return False
    rejects = {Verdict.REJECT, Verdict.DISPUTE} & {one.verdict, other.verdict}
    return one.verdict is not other.verdict if rejects else dict(one.fields) != dict(other.fields)
