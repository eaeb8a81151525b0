"""Numerals without a unit or multiplier."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import Surroundings
from app.extraction.rules import rule
from app.lexicon.numerals import LARGE

NUMERALS = frozenset({"arabic", "chinese"})
INDEX = re.compile(r"(?:指数|系数|倍数|比|得分|指标值)[^，。；、\d]{0,8}$")


@rule("reject.bare")
def bare(around: Surroundings) -> str | None:
    """A numeral without unit or multiplier says nothing that could be counted; an index does."""
    number = around.number
    large = number.form == "chinese" and set(LARGE) & set(number.text)
    if number.unit or number.multiplied or large or number.form not in NUMERALS:
        return None
    return None if INDEX.search(around.before) else "no unit"
