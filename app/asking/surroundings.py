"""Finds the headings above a sentence and the text just before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

BEFORE = 160
"""How many characters before a sentence may name the owner of its numbers."""
LONGEST_HEADING = 40
LINE = re.compile(r"[^\n]+")
SENTENCE_END = re.compile(r"[。！？；\n]")
HEADING_END = re.compile(r"[。；，、：？！,;:]$")
RANKS = (
    re.compile("[一二三四五六七八九十]+、"),
    re.compile("[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d+[.．、]"),
)
"""The numbering of headings below the title of a section, the highest rank first."""
NO_HEADING = re.compile(r"[—-]|各位代表|\d{4}年\d+月")


class Heading(NamedTuple):
    """A heading, its start, and its rank: 0 without a number, 1 for 一、, 2 for （一）, 3 for 1."""

    start: int
    rank: int
    text: str


class SentenceSurroundings(NamedTuple):
    """The headings above a sentence, the highest first, and the text before it."""

    headings: tuple[str, ...]
    before: str


class Outline:
    """The headings of a text."""

    def __init__(self, text: str) -> None:
        """Find all headings of a text."""
        self._text = text
        lines = ((line.start(), line[0].strip()) for line in LINE.finditer(text))
        self._headings = [Heading(at, rank_of(line), line) for at, line in lines if is_heading(line)]
        self._starts = [heading.start for heading in self._headings]

    def around(self, start: int) -> SentenceSurroundings:
        """The surroundings of the sentence at ``start``."""
        over: list[Heading] = []
        for heading in reversed(self._headings[: bisect_left(self._starts, start)]):
            if not over or heading.rank < over[0].rank:
                over.insert(0, heading)
            if not heading.rank:
                break
        return SentenceSurroundings(tuple(heading.text for heading in over), self._before(start))

    def _before(self, start: int) -> str:
        low = max(0, start - BEFORE)
        text = self._text[low:start]
        if low and (end := SENTENCE_END.search(text)):
            text = text[end.end() :]
        return text.strip()


def is_heading(line: str) -> bool:
    """Whether a line is short and does not end like a sentence: 一、2019年工作回顾."""
    return (
        1 < len(line) <= LONGEST_HEADING and not HEADING_END.search(line) and NO_HEADING.match(line) is None
    )


def rank_of(line: str) -> int:
    """The rank of a heading, from its number."""
    return next((rank for rank, pattern in enumerate(RANKS, start=1) if pattern.match(line)), 0)
