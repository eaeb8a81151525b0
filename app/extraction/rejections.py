"""Which numbers state no value; the rules are tried in this order, the first that answers wins."""

from __future__ import annotations

from app.extraction.labels import bare, capacity, name, power_word, proportion, quoted, slogan, threshold
from app.extraction.ordinals import date, duration, endless, numbering, ordinal, top
from app.extraction.place import Place, Rejector
from app.extraction.references import distance, document, field, fold_as_aim, parameter, per_unit, step
from app.extraction.rules import rule_id
from app.extraction.tokens import Refusal

REJECTORS: tuple[Rejector, ...] = (
    endless, date, top, ordinal, numbering, quoted, name, slogan, duration, power_word, proportion, per_unit,
    fold_as_aim, step, document, field, parameter, distance, threshold, capacity, bare,
)  # fmt: skip


def refuse(place: Place) -> Refusal | None:
    """The first rule that says the number is no value, or ``None``."""
    for rejector in REJECTORS:
        reason = rejector(place)
        if reason is not None:
            return Refusal(place.number.start, place.number.end, reason, rule_id(rejector))
    return None
