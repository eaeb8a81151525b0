"""Cuts Chinese text into words and tags them, by the dictionary and the method of jieba without its guesses.

The cut is the most likely one: the product of the shares that its words have of all words is the highest.
Unlike jieba, which loads its dictionary first, this looks up only the words that a text can contain.
"""

from __future__ import annotations

from functools import cache, lru_cache

from app.lexicon.dictionary import UNKNOWN, look_up
from app.lexicon.types.words import Segmenter, TaggedWord


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[TaggedWord, ...]:
    words: list[TaggedWord] = []
    ends, at = _likeliest_ends(text), 0
    while at < len(text):
        end = ends[at]
        if _is_letter(text[at:end]):
            # Letters and digits that are no word stay together: PM, 5G.
            while end < len(text) and _is_letter(text[end : ends[end]]):
                end += 1
        words.append(TaggedWord(text[at:end], _tag(text[at:end])))
        at = end
    return tuple(words)


def _likeliest_ends(text: str) -> list[int]:
    """For each position in a text, the end of the word there in the likeliest cut of the rest."""
    likelihoods = [0.0] * (len(text) + 1)
    ends = [0] * len(text)
    for start in reversed(range(len(text))):
        best, best_end = UNKNOWN + likelihoods[start + 1], start + 1
        is_word = False
        for end in range(start + 1, len(text) + 1):
            entry = look_up(text[start:end])
            if entry is None:
                break
            likelihood = entry.likelihood + likelihoods[end]
            if entry.tag and (likelihood >= best or not is_word):
                best, best_end, is_word = likelihood, end, True
        likelihoods[start], ends[start] = best, best_end
    return ends


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii() and word.isalnum()


def _tag(word: str) -> str:
    """The tag of the dictionary; for other words m (digits), eng (with letters) or x."""
    if (entry := look_up(word)) and entry.tag:
        return entry.tag
    letters = "".join(filter(_is_letter, word))
    return "m" if letters.isdigit() else "eng" if letters else "x"


@cache
def segmenter() -> Segmenter:
    """The segmenter that the process shares."""
    return Segmenter(_words)
