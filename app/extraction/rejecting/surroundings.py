"""A number in its surroundings: the input of the rejecting rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from app.extraction.values import Number
from app.lexicon.types.cues import Cues

LOOK_BEHIND = 24
LOOK_AHEAD = 24


class NumberSurroundings(NamedTuple):
    """A number with the characters ``before`` it and ``after`` its unit.

    ``clause`` is the end of ``before`` that is in the same clause: patterns that never reach over a comma are
    searched for there. ``aftermath`` is the text after the bare numeral, including multiplier and unit.
    ``pattern`` compiles a pattern; ``⟨set⟩`` in it is any word of that set.
    """

    number: Number
    before: str
    clause: str
    after: str
    aftermath: str
    at_line_start: bool
    quoted: bool
    defining: bool
    cues: Cues
    pattern: Callable[[str], re.Pattern[str]]


def surroundings_of(
    number: Number, chars: str, quoted: bytearray, defining: bytearray, cues: Cues
) -> NumberSurroundings:
    """Return the surroundings of a number.

    ``quoted`` marks the characters inside quotations, ``defining`` those in lines that define a term.
    """
    before = chars[max(0, number.start - LOOK_BEHIND) : number.start]
    return NumberSurroundings(
        number=number,
        before=before,
        clause=before[max(before.rfind("，"), before.rfind("。"), before.rfind("；")) + 1 :],
        after=chars[number.end : number.end + LOOK_AHEAD],
        aftermath=chars[number.digits : number.digits + LOOK_AHEAD],
        at_line_start=number.start == 0 or chars[number.start - 1] == "\n",
        quoted=bool(quoted[number.start]),
        defining=bool(defining[number.start]),
        cues=cues,
        pattern=cues.compile,
    )
