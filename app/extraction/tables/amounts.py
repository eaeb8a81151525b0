"""Reads the number of one cell and the unit of another: 20817.5 and 亿元."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from app.extraction.numbers.numerals import arabic, multiplier
from app.extraction.numbers.scan import MULTIPLIER, scan_numbers
from app.lexicon.types.cues import Cues
from app.model.observation import Bound

AMOUNT = re.compile(r"(?P<sign>[-+]?)(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)")
"""A cell that contains only a number."""


def amount(text: str) -> Decimal | None:
    """The number in a cell that contains only a number: 1,234.5, -3.8; None for any other cell."""
    found = AMOUNT.fullmatch(text)
    if found is None:
        return None
    value = arabic(found["digits"])
    return -value if found["sign"] == "-" else value


_CELL = re.compile(
    r"(?P<before>[^\d\s+-]{0,3})(?P<low>[-+]?[\d,]+(?:\.\d+)?)(?P<unit>[%‰]?)"
    r"(?:[-~～—–至](?P<high>[\d,]+(?:\.\d+)?)(?P<second>[%‰]?))?(?P<after>\D{0,3})"
)
"""A cell with a number, perhaps up to another one, with words or signs of a bound: ≥6.5, 6%左右, 6-6.5%."""
_YEARS = re.compile(r"(?:19|20)\d\d")


class CellAmount(NamedTuple):
    """The number in a cell, the upper end of a range, its bound with the words for it, and %, ‰ or ""."""

    value: Decimal
    high: Decimal | None
    bound: Bound
    bound_text: str
    unit: str


def cell_amount(text: str, cues: Cues) -> CellAmount | None:
    """The number in a cell that contains nothing but a number, its bound and %; None for any other cell."""
    plain = amount(text)
    if plain is not None:
        return CellAmount(plain, None, Bound.EXACT, "", "")
    found = _CELL.fullmatch("".join(text.split()))
    low = amount(found["low"]) if found else None
    if found is None or low is None:
        return None
    unit = found["second"] or found["unit"]
    if found["high"]:
        high = amount(found["high"])
        years = _YEARS.fullmatch(found["low"]) and _YEARS.fullmatch(found["high"])
        if high is None or high <= low or years or found["before"] or found["after"]:
            return None
        return CellAmount(low, high, Bound.RANGE, "", unit)
    bound = _bound(found["before"], found["after"], cues)
    return CellAmount(low, None, bound, found["before"] + found["after"], unit) if bound else None


def _bound(before: str, after: str, cues: Cues) -> Bound | None:
    """The bound of the words before and after a number; None if they are no bound."""
    if before and after:
        return None
    if before:
        return cues.bounds_before.get(before)
    return cues.bounds_after.get(after) if after else Bound.EXACT


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
