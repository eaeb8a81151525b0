"""Applies the rejecting rules in order; the first rule that returns a reason wins."""

from __future__ import annotations

from app.extraction.rejecting.bare import bare
from app.extraction.rejecting.cells import cell, figures_alone
from app.extraction.rejecting.dates import date, top
from app.extraction.rejecting.definitions import definition
from app.extraction.rejecting.designs import capacity, extent, speed
from app.extraction.rejecting.distances import distance, field, per_unit
from app.extraction.rejecting.documents import document
from app.extraction.rejecting.durations import duration
from app.extraction.rejecting.names import fold_as_aim, name, power_word, quoted, slogan
from app.extraction.rejecting.numbering import numbering
from app.extraction.rejecting.ordinals import ordinal
from app.extraction.rejecting.policies import parameter
from app.extraction.rejecting.proportions import proportion
from app.extraction.rejecting.rhetoric import people_at_large, put_first, repetition, zeal
from app.extraction.rejecting.serials import endless, ill_formed
from app.extraction.rejecting.steps import step
from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rejecting.thresholds import threshold
from app.extraction.rules import Rule
from app.extraction.values import Refusal

REJECTORS: tuple[Rule[[NumberSurroundings], str | None], ...] = (
    endless, ill_formed, date, top, numbering, definition, put_first, ordinal, quoted, name, slogan, duration,
    repetition, zeal, power_word, proportion, per_unit, fold_as_aim, step, document, field, parameter,
    distance, threshold, capacity, extent, speed, people_at_large, cell,
    figures_alone, bare,
)  # fmt: skip


def refuse(around: NumberSurroundings) -> Refusal | None:
    """The rejection by the first rule that applies, or ``None`` if the number states a value."""
    for rejector in REJECTORS:
        reason = rejector(around)
        if reason is not None:
            return Refusal(around.number.start, around.number.end, reason, rejector.decision())
    return None
