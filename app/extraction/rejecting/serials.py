"""Rejects numbers that are too long for a statistic, and spellings without a value."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule
from app.model.digits import fits

SECOND_POINT = re.compile(r"\d\.\d+\.$")
MOST_DIGITS, MOST_WHOLE, MOST_DECIMALS = 24, 22, 12
"""The most digits of a value; a number with more is a serial number or damaged.

``app.model.digits`` allows more: growth by multiples adds two digits (增长1.5倍 is 150 %), the tolerance of
an approximate target adds two decimals.
"""
ALWAYS_FIT = 6
"""A number with at most this many digits always fits: the greatest multiplier, 千万亿, adds 15."""


@rule("reject.endless")
def endless(around: NumberSurroundings) -> str | None:
    """Numbers that are too long for a statistic: 电话 13800000000000000000000000, 0.0000000000001%."""
    number = around.number
    if number.form == "arabic" and len(number.text) <= ALWAYS_FIT:
        return None
    if sum(map(str.isdigit, number.text)) > MOST_DIGITS:
        return "serial number"
    return None if fits(number.value, whole=MOST_WHOLE, decimals=MOST_DECIMALS) else "serial number"


@rule("reject.ill-formed")
def ill_formed(around: NumberSurroundings) -> str | None:
    """Numerals without exactly one value: 一二三项, 百千万人, 三至五百人, 12.35.6%."""
    second = around.before.endswith(".") and SECOND_POINT.search(around.before)
    return "numeral" if around.number.ill_formed or second else None
