"""A number in its surroundings: what the rules of rejection look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from app.extraction.frames import PLAN
from app.extraction.tokens import Number
from app.lexicon.cues import Cues, longest_first
from app.lexicon.regions import load_regions

LOOK_BEHIND = 24
LOOK_AHEAD = 24
QUOTATION = re.compile(r"“[^”\n]{1,60}”|《[^》\n]{1,60}》")
BEFORE_PLACE = "(?:其中|[一二三四五六七八九十]是|-+|·)*"
NO_SCOPE = "(?![、和与及等至到-]|境内|籍)"
PLAN_NAME = re.compile(f"“(?:{PLAN})五”")
"""The name of a five-year plan is a word of time, not a quotation."""


class Place(NamedTuple):
    """A number with the characters ``before`` and ``after`` it (behind its unit).

    ``aftermath`` is what stands behind the bare numeral, multiplier and unit included.
    """

    number: Number
    before: str
    after: str
    aftermath: str
    at_line_start: bool
    quoted: bool
    cues: Cues

    def pattern(self, template: str) -> re.Pattern[str]:
        """A pattern with word sets in it."""
        return self.cues.compile(template)


Rejector = Callable[[Place], str | None]
"""A rule of rejection: the reason that the rejection shows, or ``None`` for "not mine"."""


def place_of(number: Number, chars: str, quoted: bytearray, cues: Cues) -> Place:
    """The surroundings of a number; ``quoted`` marks the characters inside quotations."""
    return Place(
        number=number,
        before=chars[max(0, number.start - LOOK_BEHIND) : number.start],
        after=chars[number.end : number.end + LOOK_AHEAD],
        aftermath=chars[number.digits : number.digits + LOOK_AHEAD],
        at_line_start=number.start == 0 or chars[number.start - 1] == "\n",
        quoted=bool(quoted[number.start]),
        cues=cues,
    )


@lru_cache(maxsize=64)
def places_below(region_code: str | None, year: int) -> re.Pattern[str] | None:
    """How a clause begins that speaks of a place below the report's own: 东山县财政收入增长28%.

    None where there is no such place. Several places side by side (甲县、乙县) are the scope of nothing.
    """
    names = load_regions().names_below(region_code, year) if region_code else ()
    if not names:
        return None
    return re.compile(f"{BEFORE_PLACE}(?P<place>{longest_first(names)}){NO_SCOPE}")


def quotations(chars: str) -> Iterator[tuple[int, int]]:
    """Spans of “…” and 《…》 on one line, marks included; plan names are none."""
    for match in QUOTATION.finditer(chars):
        if not PLAN_NAME.fullmatch(match.group()):
            yield match.span()


def quoted_characters(chars: str) -> bytearray:
    """1 for each character inside a quotation."""
    quoted = bytearray(len(chars))
    for start, end in quotations(chars):
        quoted[start:end] = b"\1" * (end - start)
    return quoted
