"""Finds places in a ranking that are written without 第: 排名由58位上升到49位."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.extraction.values import Number
from app.lexicon.types.cues import Cues

RANKING = "⟨ranking⟩[^，。；：\n]{0,24}[由从到至为第]$"
LONGEST_LEAD = 32


def ranked_places(numbers: Iterable[Number], chars: str, cues: Cues) -> Iterator[Number]:
    """Yield the numbers; those that state a place in a ranking become ranks."""
    for number in numbers:
        if number.unit == "位" and number.form == "arabic":
            before = chars[max(0, number.start - LONGEST_LEAD) : number.start]
            if cues.compile(RANKING).search(before):
                yield number._replace(form="rank", kind="rank")
                continue
        yield number
