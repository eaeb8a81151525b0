"""Finds a number among the characters of a PDF page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from app.lexicon.spelling import normalise
from app.model.place import Box
from app.reading.formats.html_marked import Words
from app.reading.formats.pdf_lines import Character

_SAME_LINE: Final = 0.5
"""In heights of a character: one that is further up or down is on another line."""


class NumberBox(NamedTuple):
    """The rectangle around characters on one line, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


def number_boxes(characters: Sequence[Character], line: Box, words: Words) -> list[NumberBox]:
    """The rectangles around a number: one, or one for each line that it stands on; none if it is not found.

    Args:
        characters: All characters of the page in the order of its text layer.
        line: The line or cell in which the number begins.
        words: The number, with what stands before and after it, which tells it from equal ones.
    """
    inked = [one for one in characters if not one.text.isspace()]
    text, (before, number, after) = _spelled("".join(one.text for one in inked)), map(_spelled, words)
    starts = [start for start in _all(text, number) if _begins_in(inked[start], line)] if number else []
    if not starts:
        return []

    def likeness(start: int) -> int:
        return _alike(text[:start][::-1], before[::-1]) + _alike(text[start + len(number) :], after)

    best = max(starts, key=likeness)
    return _by_line(inked[best : best + len(number)])


def _spelled(text: str) -> str:
    return normalise("".join(text.split()))


def _all(text: str, number: str) -> list[int]:
    """Where the number occurs, also where its occurrences overlap."""
    found, start = [], text.find(number)
    while start >= 0:
        found.append(start)
        start = text.find(number, start + 1)
    return found


def _alike(one: str, other: str) -> int:
    """How many characters at the start of both are equal."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _begins_in(character: Character, line: Box) -> bool:
    middle, height = (character.left + character.right) / 2, (character.bottom + character.top) / 2
    return line.left <= middle <= line.right and line.bottom <= height <= line.top


def _by_line(characters: Sequence[Character]) -> list[NumberBox]:
    """The rectangles around characters, one for each line."""
    found: list[NumberBox] = []
    for one in characters:
        here = NumberBox(one.left, one.bottom, one.right, one.top)
        if found and abs(found[-1].bottom - here.bottom) <= _SAME_LINE * (one.top - one.bottom):
            last = found.pop()
            here = NumberBox(
                min(last.left, here.left), min(last.bottom, here.bottom),
                max(last.right, here.right), max(last.top, here.top),
            )  # fmt: skip # two corners
        found.append(here)
    return found
