"""Candidates inside the name or the words before the number, for names with too many words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extraction.naming.candidates.doubt import CLOSES, Doubt
from app.extraction.naming.candidates.register import generator

MOST_CUT = 4
"""The most words to cut off either end of a name."""
FARTHEST = 40
"""The number of characters before the number to read."""
CLAUSES = re.compile("[，；：。！？\n]")
BREAKS = re.compile("[，；：。、]|[和与及]")


@generator("cut.front")
def cut_front(doubt: Doubt) -> Iterator[str]:
    """The name without its first words: 并举办运动会 is 举办运动会."""
    words = doubt.texts(doubt.name)
    for cut in range(1, min(MOST_CUT + 1, len(words))):
        yield "".join(words[cut:])


@generator("cut.back")
def cut_back(doubt: Doubt) -> Iterator[str]:
    """The name without its last words: 航线恢复 is 航线."""
    words = doubt.texts(doubt.name)
    for cut in range(1, min(MOST_CUT + 1, len(words))):
        yield "".join(words[:-cut])


@generator("cut.both")
def cut_both(doubt: Doubt) -> Iterator[str]:
    """The name without words at both ends."""
    words = doubt.texts(doubt.name)
    for front in (1, 2):
        for back in (1, 2):
            yield "".join(words[front : len(words) - back])


@generator("cut.inside")
def cut_inside(doubt: Doubt) -> Iterator[str]:
    """The name without a word or two inside: 渔港顺利完工面积 is 渔港完工面积."""
    words = doubt.texts(doubt.name)
    for at in range(1, len(words) - 1):
        yield "".join((*words[:at], *words[at + 1 :]))
        if at < len(words) - 2:
            yield "".join((*words[:at], *words[at + 2 :]))


@generator("cut.relative")
def cut_relative(doubt: Doubt) -> Iterator[str]:
    """The noun without the clause before its 的: 加快建设的渔港 is 渔港."""
    clause, _, noun = doubt.name.rpartition("的")
    if clause:
        yield noun
        yield clause
        words = doubt.texts(clause)
        for cut in range(1, min(3, len(words))):
            yield f"{''.join(words[cut:])}的{noun}"
        yield clause + noun


@generator("left.span")
def left_span(doubt: Doubt) -> Iterator[str]:
    """The words before the number from any word on, with or without the last: 积极争取补助资金."""
    words = doubt.texts(doubt.situation.lead_text)
    for at in range(len(words)):
        yield "".join(words[at:])
        yield "".join(words[at:-1])
        yield "".join(words[at:-2])


@generator("left.whole")
def left_whole(doubt: Doubt) -> Iterator[str]:
    """The clause before the number, with the numbers in it: 新增总投资超100亿元项目3个."""
    around, number = doubt.situation.around, doubt.situation.quantities[0].low
    low = max(around.sentence[0], number - FARTHEST)
    clause = CLAUSES.split(around.chars[low:number])[-1]
    for start in (0, *(match.end() for match in re.finditer("、", clause))):
        words = doubt.texts(clause[start:])
        yield from ("".join(words[at:]) for at in range(min(MOST_CUT, len(words))))


@generator("list.member")
def member(doubt: Doubt) -> Iterator[str]:
    """One of the things that the name or the words before it coordinate: 渔港、码头 has 渔港 and 码头."""
    yield from doubt.situation.namer.each(doubt.name) or ()
    yield from BREAKS.split(doubt.name)
    words = doubt.situation.lead_text.strip(CLOSES)
    if words:
        yield from doubt.situation.namer.each(words) or ()
        yield from BREAKS.split(words)
