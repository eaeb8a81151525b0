"""Finds when and under which circumstances a predicate applies: words between a name and its predicate."""

from __future__ import annotations

import re

from app.extraction.time.grammar import ENDS_OF_TIME, closing
from app.lexicon.types.cues import Cues

FRAMED = "(?<![现存所正潜实])在(?!⟨no frame⟩)[^在、，；]{1,16}⟨frame end⟩[又再]?$"
"""事故起数在去年下降的基础上下降5%, 在执行中争取达到5%; but 在建高中 is a thing."""
FRAME_ENDS = frozenset("上下中间又再")
"""The last characters of ``FRAMED``; other text needs no search."""


def closing_circumstance(cues: Cues, text: str, left: int, right: int) -> re.Match[str] | None:
    """The time expression or circumstance at the end of ``text[left:right]``; None if there is none."""
    if text[right - 1] in ENDS_OF_TIME and (time := closing(cues, text, left, right)):
        return time
    return cues.compile(FRAMED).search(text, left, right) if text[right - 1] in FRAME_ENDS else None
