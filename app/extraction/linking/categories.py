"""Chooses the category of a name that is not an indicator of the catalogue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

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
            known = {*self._lengths.get(word[0], ()), len(word)}
            self._lengths[word[0]] = tuple(sorted(known, reverse=True))
        self._context_votes = lru_cache(maxsize=256)(self._votes)
        # The reports of one place use the same names year after year.
        self._winners = lru_cache(maxsize=1 << 14)(self._most)

    def of(self, name: str, unit: str, context: str) -> str:
        """The category with the most votes; ``economy`` if no word votes.

        Each word has as many votes as characters. All words of ``context`` (sentence or heading) and ``unit``
        together have at most one vote, and only decide ties.
        """
        winners = self._winners(name)
        if len(winners) == 1:
            return winners[0]
        named, around = self._votes_of_name(name), self._context_votes(context)
        weight = sum(around.values()) + 1
        votes = Counter({category: count * weight for category, count in named.items()})
        votes.update(around)
        if unit in self._words:
            votes[self._words[unit]] += 1
        return max(votes, key=votes.__getitem__, default=_NO_CATEGORY)

    def _most(self, name: str) -> tuple[str, ...]:
        """The categories with the most votes by the words of a name."""
        named = self._votes_of_name(name)
        best = max(named.values(), default=0)
        return tuple([category for category, count in named.items() if count == best])

    def _votes_of_name(self, name: str) -> dict[str, int]:
        return self._votes(_WHOLE.sub("", name))

    def _votes(self, text: str) -> dict[str, int]:
        votes: dict[str, int] = {}
        text = _QUOTES.sub("", text)
        words, lengths, end = self._words, self._lengths, 0
        for at, character in enumerate(text):
            if at < end or character not in lengths:
                continue
            for length in lengths[character]:
                word = text[at : at + length]
                if len(word) == length and (category := words.get(word)):
                    votes[category] = votes.get(category, 0) + length
                    end = at + length
                    break
        return votes
