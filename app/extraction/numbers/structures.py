"""Splits structures into shares: 三次产业结构为5.2:40.1:54.7, 粮经比47:53."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.extraction.numbers.numerals import arabic
from app.extraction.values import STRUCTURE, Number
from app.lexicon.types.cues import Cues

CUE = "⟨added value⟩?⟨structure⟩[^。；！？]*$"
PART = re.compile(r"\d+(?:\.\d+)?")
LOOK_BEHIND = 60
WHOLE, ROUNDING = Decimal(100), Decimal(1)


def split_structures(numbers: Iterator[Number], chars: str, cues: Cues) -> Iterator[Number]:
    """Yield the numbers, with each structure split into its shares."""
    for number in numbers:
        yield from shares_of(number, chars, cues) if number.kind == "proportion" else (number,)


def shares_of(number: Number, chars: str, cues: Cues) -> tuple[Number, ...]:
    """The shares of a proportion, if they add up to 100 and words name its parts; else the number itself."""
    parts = list(PART.finditer(chars, number.start, number.end))
    off = abs(sum((arabic(part.group()) for part in parts), Decimal(0)) - WHOLE)
    before = chars[max(0, number.start - LOOK_BEHIND) : number.start].rpartition("\n")[2]
    if off > ROUNDING or not structure_parts(before, len(parts), cues):
        return (number,)
    return tuple(
        number._replace(
            start=part.start(), digits=part.end(), end=part.end(), value=arabic(part.group()),
            unit="%", kind="percent", form=STRUCTURE, text=part.group(),
        )
        for part in parts
    )  # fmt: skip


def structure_parts(before: str, count: int, cues: Cues) -> tuple[str, ...]:
    """The names of the ``count`` parts of the structure in the words; empty if there is no such structure."""
    for words, parts in cues.structures.items():
        if len(parts) == count and cues.compile(f"(?:{words}){CUE}").search(before):
            return parts
    return ()
