"""The structure of an economy: the shares that colons join (三次产业结构为5.2:40.1:54.7, 粮经比47:53)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.extraction.numerals import arabic
from app.extraction.rules import rule
from app.extraction.situation import Naming, Situation
from app.extraction.tokens import Number
from app.lexicon.cues import Cues

FORM = "structure"
CUE = "(?:增加值)?(?:结构|比例|比重|占比|之?比)[^。；！？]*$"
PART = re.compile(r"\d+(?:\.\d+)?")
LOOK_BEHIND = 60
WHOLE, ROUNDING = Decimal(100), Decimal(1)


def split_structures(numbers: Iterator[Number], chars: str, cues: Cues) -> Iterator[Number]:
    """The numbers with each structure taken apart into its three shares."""
    for number in numbers:
        yield from shares_of(number, chars, cues) if number.kind == "proportion" else (number,)


@rule("form.structure")
def structure(situation: Situation) -> Naming | None:
    """The parts of a whole: 三次产业结构由10:45:45调整为8:42:50, 轻重工业比例为28:72."""
    if situation.quantities[0].form != FORM:
        return None
    names = _parts(situation.lead_text, situation.size, situation.cues) or situation.told(situation.size)
    if len(names) != situation.size:
        return None
    return Naming(names, ("form.structure",), kind="share", stated=True)


def shares_of(number: Number, chars: str, cues: Cues) -> tuple[Number, ...]:
    """The shares of a proportion that sum up to a whole, where words say of what; else the number itself."""
    parts = list(PART.finditer(chars, number.start, number.end))
    off = abs(sum((arabic(part.group()) for part in parts), Decimal(0)) - WHOLE)
    before = chars[max(0, number.start - LOOK_BEHIND) : number.start].rpartition("\n")[2]
    if off > ROUNDING or not _parts(before, len(parts), cues):
        return (number,)
    return tuple(
        number._replace(
            start=part.start(), digits=part.end(), end=part.end(), value=arabic(part.group()),
            unit="%", kind="percent", form=FORM, text=part.group(),
        )
        for part in parts
    )  # fmt: skip


def _parts(before: str, count: int, cues: Cues) -> tuple[str, ...]:
    """The ``count`` parts whose structure the words speak of; none where they speak of no such structure."""
    for words, parts in cues.structures.items():
        if len(parts) == count and re.search(f"(?:{words}){CUE}", before):
            return parts
    return ()
