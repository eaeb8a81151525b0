"""Rejects numerals without a unit or multiplier."""

from __future__ import annotations

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule
from app.lexicon.numerals import LARGE

NUMERALS = frozenset({"arabic", "chinese"})
INDEX = "⟨index⟩[^，。；、\\d]{0,8}$"


@rule("reject.bare")
def bare(around: NumberSurroundings) -> str | None:
    """A numeral without unit or multiplier states no value; an index does: 综合指数101.5."""
    number = around.number
    large = number.form == "chinese" and set(LARGE) & set(number.text)
    if number.unit or number.multiplied or large or number.form not in NUMERALS:
        return None
    return None if around.pattern(INDEX).search(around.before) else "no unit"
