"""The structure of an economy: three shares that colons join (三次产业结构为5.2:40.1:54.7)."""

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
INDUSTRIES = ("第一产业", "第二产业", "第三产业")
CUE = "⟨three industries⟩(?:增加值)?(?:结构|比例|比重|占比|之?比)[^。；！？]*$"
PART = re.compile(r"\d+(?:\.\d+)?")
LOOK_BEHIND = 60
WHOLE, ROUNDING = Decimal(100), Decimal(1)


def split_structures(numbers: Iterator[Number], chars: str, cues: Cues) -> Iterator[Number]:
    """The numbers with each structure taken apart into its three shares."""
    for number in numbers:
        yield from shares_of(number, chars, cues) if number.kind == "proportion" else (number,)


@rule("form.structure")
def structure(situation: Situation) -> Naming | None:
    """Three shares: 三次产业结构由10:45:45调整为8:42:50."""
    if situation.quantities[0].form != FORM or situation.size != len(INDUSTRIES):
        return None
    names = tuple(f"{industry}增加值占地区生产总值比重" for industry in INDUSTRIES)
    return Naming(names, ("form.structure",), kind="share", stated=True)


def shares_of(number: Number, chars: str, cues: Cues) -> tuple[Number, ...]:
    """The shares of a proportion of three industries that sum up to a whole; else the number itself."""
    parts = list(PART.finditer(chars, number.start, number.end))
    off = abs(sum((arabic(part.group()) for part in parts), Decimal(0)) - WHOLE)
    before = chars[max(0, number.start - LOOK_BEHIND) : number.start].rpartition("\n")[2]
    if len(parts) != len(INDUSTRIES) or off > ROUNDING or not cues.compile(CUE).search(before):
        return (number,)
    return tuple(
        number._replace(
            start=part.start(), digits=part.end(), end=part.end(), value=arabic(part.group()),
            unit="%", kind="percent", form=FORM, text=part.group(),
        )
        for part in parts
    )  # fmt: skip
