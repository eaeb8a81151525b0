"""Cuts Chinese text into words and tags them, by the dictionary and the method of jieba without its guesses.

The cut is the most likely one: the product of the shares that its words have of all words is the highest.
Only the words that a text can contain are looked up, since jieba loads its dictionary for as long as
extracting from a report takes. ``rjieba`` (the same in Rust) loads it too, but then cuts many times faster:
where it is installed, a process that cuts many texts loads it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib.util import find_spec

from app.lexicon.dictionary import UNKNOWN, look_up
from app.lexicon.types.words import Segmenter, TaggedWord

_LETTERS = frozenset(filter(str.isalnum, map(chr, range(128))))


_FEW = 2_000
"""After so many texts (about eight reports) rjieba is loaded: that takes as long as looking up the words of
twelve reports."""
Cutter = Callable[[str], tuple[TaggedWord, ...]]


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[TaggedWord, ...]:
    fast = rjieba_cutter() if _words.cache_info().misses > _FEW else None
    return fast(text) if fast else cut(text)


@cache
def rjieba_cutter() -> Cutter | None:
    """The function of rjieba that cuts a text; ``None`` if it is not installed."""
    if not find_spec("rjieba"):
        return None
    import rjieba

    return lambda text: tuple([TaggedWord(*pair) for pair in rjieba.tag(text, hmm=False)])


def cut(text: str) -> tuple[TaggedWord, ...]:
    """The words of a text, looked up in the dictionary on disk."""
    words: list[TaggedWord] = []
    ends, at = _likeliest_ends(text), 0
    while at < len(text):
        end = ends[at]
        if end == at + 1 and text[at] in _LETTERS:
            # Letters and digits that are no word stay together: PM, 5G.
            while end < len(text) and ends[end] == end + 1 and text[end] in _LETTERS:
                end += 1
        words.append(TaggedWord(text[at:end], _tag(text[at:end])))
        at = end
    return tuple(words)


def _likeliest_ends(text: str) -> list[int]:
    """For each position in a text, the end of the word there in the likeliest cut of the rest."""
    size = len(text)
    likelihoods = [0.0] * (size + 1)
    ends = [0] * size
    for start in reversed(range(size)):
        best, best_end = None, start + 1
        end = start + 1
        while end <= size and (found := look_up(text[start:end])):
            likelihood, tag = found
            if tag and (best is None or likelihood + likelihoods[end] >= best):
                best, best_end = likelihood + likelihoods[end], end
            end += 1
        likelihoods[start] = UNKNOWN + likelihoods[start + 1] if best is None else best
        ends[start] = best_end
    return ends


def _tag(word: str) -> str:
    """The tag of the dictionary; for other words m (digits), eng (with letters) or x."""
    if (entry := look_up(word)) and entry.tag:
        return entry.tag
    letters = "".join(filter(_LETTERS.__contains__, word))
    return "m" if letters.isdigit() else "eng" if letters else "x"


@cache
def segmenter() -> Segmenter:
    """The segmenter that the process shares."""
    return Segmenter(_words)
