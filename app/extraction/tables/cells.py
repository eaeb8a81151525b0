"""The cells of a table's lines, and where they stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

TAB = "\t"
"""What separates the cells of a row."""


class Cell(NamedTuple):
    """The text of a cell without blanks at its ends, and where it begins in the text of the report."""

    text: str
    start: int

    @property
    def at(self) -> tuple[int, int]:
        """The stretch that it covers."""
        return self.start, self.start + len(self.text)


def spelled(text: str, normalise: Callable[[str], str]) -> str:
    """``text`` in the canonical spelling that ``normalise`` gives it, of the same length, with its tabs."""
    plain, start, pieces = normalise(text), 0, []
    for piece in text.split(TAB):
        pieces.append(plain[start : start + len(piece)])
        start += len(piece) + 1
    return TAB.join(pieces)


def cells_of(line: str, start: int) -> Iterator[Cell]:
    """The cells of a line that begins at ``start``."""
    for text in line.split(TAB):
        inner = text.strip()
        yield Cell(inner, start + text.find(inner))
        start += len(text) + 1
