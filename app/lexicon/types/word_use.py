"""The use of a word in the names of values, as counted in reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class WordUse(NamedTuple):
    """The classes of a word; a higher class means more often. ``tests/word_use.py`` has their limits.

    ``ends`` and ``begins``: which share of the names that contain the word end or begin with it. ``alone``:
    which share of the names that end with it have no other word. ``inside``: which share of the clauses that
    contain it have it in the name. ``seen``: how many names end with it.
    """

    ends: int
    begins: int
    alone: int
    inside: int
    seen: int


UNSEEN = WordUse(ends=3, begins=3, alone=6, inside=4, seen=0)
"""The classes of a word that was not counted."""


@dataclass(frozen=True, slots=True, eq=False)
class WordUses:
    """The uses of all words that were counted; equal only to itself, so that it can be a key."""

    words: Mapping[str, WordUse]

    def of(self, word: str) -> WordUse:
        """The classes of a word, those of an unseen word if it was not counted."""
        return self.words.get(word, UNSEEN)
