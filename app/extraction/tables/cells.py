"""Splits the lines of a table into cells with their positions in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

TAB = "\t"
"""The separator of the cells in a row."""


class Cell(NamedTuple):
    """The stripped text of a cell, and its start in the text of the report."""

    text: str
    start: int

    @property
    def at(self) -> tuple[int, int]:
        """The stretch of the cell in the text."""
        return self.start, self.start + len(self.text)


def spelled(text: str, normalise: Callable[[str], str], separator: str = TAB) -> str:
    """Normalise ``text`` to its canonical spelling, which has the same length, but keep its separators."""
    plain, start, pieces = normalise(text), 0, []
    for piece in text.split(separator):
        pieces.append(plain[start : start + len(piece)])
        start += len(piece) + 1
    return separator.join(pieces)


def cells_of(line: str, start: int) -> Iterator[Cell]:
    """The cells of a line that starts at ``start``."""
    for text in line.split(TAB):
        inner = text.strip()
        yield Cell(inner, start + text.find(inner))
        start += len(text) + 1
