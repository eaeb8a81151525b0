"""Checks finished names by all tells."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from app.extraction.naming.parts import QUOTED, Parts, read_parts
from app.extraction.naming.tells import (
    BRACKETS,
    TELLS,
    TELLS_OF_COUNT,
    Finished,
    Tell,
    leaning,
    reaching,
)
from app.lexicon.types.cues import Cues
from app.lexicon.types.words import Segmenter

REMEMBERED = 2048
"""The number of names whose parts and tells are remembered."""


class Checker:
    """The check with its tables; ``known`` are the names of the catalogue, which always pass."""

    def __init__(self, cues: Cues, segmenter: Segmenter, known: Callable[[str], bool]) -> None:
        self.cues, self.segmenter, self.known = cues, segmenter, known
        # Several values have one name, and a name is split when it is checked and when its row is made.
        self.parts = lru_cache(maxsize=REMEMBERED)(self._parts)
        self.leans = lru_cache(maxsize=REMEMBERED)(self._leans)
        self._of_name = lru_cache(maxsize=REMEMBERED)(self._tells_of_name)

    def tells(self, name: str, unit: str, kind: str, *, growing: bool = False) -> tuple[Tell, ...]:
        """The tells that fire on a name: none if it is well-formed.

        ``unit`` and ``kind`` belong to the value. ``growing`` is true if it is a change of the quantity:
        then its unit does not depend on the head.
        """
        if self.known(name):
            return ()
        finished, found = self._of_name(name)
        if growing:
            return found
        return (*found, *[tell for tell in TELLS_OF_COUNT if tell(finished, unit, kind)])

    def _tells_of_name(self, name: str) -> tuple[Finished, tuple[Tell, ...]]:
        """The name as the tells see it, and those that fire whatever its value."""
        parts = self.parts(BRACKETS.sub("", name) or name)._replace(name=name)
        finished = Finished(parts, BRACKETS.sub("", QUOTED.sub("“”", name)), self.cues)
        return finished, tuple(tell for tell in TELLS if tell(finished))

    def _parts(self, name: str) -> Parts:
        """The parts of a name."""
        return read_parts(name, self.cues, self.segmenter)

    def _leans(self, name: str) -> bool:
        """Whether a name is a quantity without its owner: 总吨位, 机收率."""
        return not self.known(name) and leaning(name, self.cues)

    def reaches(self, name: str) -> bool:
        """Whether a name says who is reached, but not by what."""
        return reaching(name, self.cues) and not self.known(name)

    def acts(self, name: str) -> bool:
        """Whether a name starts with a verb that is in no table: 封堵排污口; 示范项目 does not."""
        words = self.segmenter.tags(name)[:2]
        if len(words) < 2 or self.cues.compile("⟨modifier verb⟩").match(name):
            return False
        first, second = words
        adverb = first.tag in {"d", "ad", "vd"} and second.tag == "v" and len(first.text) > 1
        return (first.tag == "v" and len(first.text) > 1) or adverb
