"""Chooses the category of a name that is not an indicator of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import add

_QUOTES = re.compile(r"[\s“”\"'‘’《》]")
_WHOLE = re.compile(r"(?<=..)占(?!地).*")  # the whole of a share says little about the category
_NO_CATEGORY = "economy"


class Categories:
    """The words that vote for categories. Immutable and safe to share."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """Index the ``words``: pairs of a word and the code of its category."""
        self._words = dict(words)
        self._lengths: dict[str, tuple[int, ...]] = {}
        for word in (word for word in self._words if len(word) > 1):
            known = {*self._lengths.get(word[:2], ()), len(word)}
            self._lengths[word[:2]] = tuple(sorted(known, reverse=True))
        self._context_votes = lru_cache(maxsize=256)(self._votes)
        # The reports of one place use the same names year after year.
        self._named = lru_cache(maxsize=1 << 14)(self._winner)

    def of(self, name: str, unit: str, context: str) -> str:
        """The category with the most votes; ``economy`` if no word votes.

        Each word has as many votes as characters. All words of ``context`` (sentence or heading) and ``unit``
        together have at most one vote, and only decide ties.
        """
        winner, named = self._named(name)
        if winner:
            return winner
        around = self._context_votes(context)
        weight = sum(around.values()) + 1
        votes = {category: count * weight for category, count in named.items()}
        for category, count in around.items():
            votes[category] = votes.get(category, 0) + count
        if category := self._words.get(unit, ""):
            votes[category] = votes.get(category, 0) + 1
        return max(votes, key=votes.__getitem__, default=_NO_CATEGORY)

    def _winner(self, name: str) -> tuple[str, dict[str, int]]:
        """The category with the most votes by the words of a name; if several have them, "" and all votes."""
        named = self._votes(_WHOLE.sub("", name))
        best = max(named.values(), default=0)
        winners = [category for category, count in named.items() if count == best]
        return (winners[0], {}) if len(winners) == 1 else ("", named)

    def _votes(self, text: str) -> dict[str, int]:
        votes: dict[str, int] = {}
        text = _QUOTES.sub("", text)
        words, lengths, end = self._words, self._lengths, 0
        for at, pair in enumerate(map(add, text, text[1:])):
            if pair not in lengths or at < end:
                continue
            for length in lengths[pair]:
                word = text[at : at + length]
                if len(word) == length and (category := words.get(word)):
                    votes[category] = votes.get(category, 0) + length
                    end = at + length
                    break
        return votes
