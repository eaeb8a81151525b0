"""Reads the number of one cell and the unit of another: 20817.5 and 亿元."""

from __future__ import annotations

import re
from decimal import Decimal

from app.extraction.numbers.numerals import arabic, multiplier
from app.extraction.numbers.scan import MULTIPLIER, scan_numbers
from app.lexicon.types.cues import Cues

AMOUNT = re.compile(r"(?P<sign>[-+]?)(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)")
"""A cell that contains only a number."""


def amount(text: str) -> Decimal | None:
    """The number in a cell that contains only a number: 1,234.5, -3.8; None for any other cell."""
    found = AMOUNT.fullmatch(text)
    if found is None:
        return None
    value = arabic(found["digits"])
    return -value if found["sign"] == "-" else value


def unit_of(words: str, cues: Cues) -> tuple[Decimal, str]:
    """Split a unit into its multiplier and the bare unit: 亿元 is 100000000 and 元, 千瓦 is 1 and 千瓦.

    If the table of units does not have the unit, the words after the multiplier are the unit.
    """
    (number,) = [*scan_numbers(f"1{words}", cues)][:1] or (None,)
    if number and number.end == len(words) + 1 and number.unit and number.form == "arabic":
        return number.value, number.unit
    power = MULTIPLIER.match(words)
    if power is None or power.end() == len(words):
        return Decimal(1), words
    return multiplier(power.group()), words[power.end() :]


def is_unit(words: str, cues: Cues) -> bool:
    """Whether the table of units has the unit in ``words``, with or without a multiplier: 万吨, %."""
    return words in cues.units or unit_of(words, cues)[1] in cues.units
