"""Words of Chinese and the function that cuts a text into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class TaggedWord(NamedTuple):
    """A word and its part of speech in jieba's dictionary: n noun, v verb, p preposition, d adverb ..."""

    text: str
    tag: str


@dataclass(frozen=True, slots=True, eq=False)
class Segmenter:
    """Cuts text into words.

    ``tags`` returns the words of a text with the part of speech that a dictionary gives each. Numbers must
    never be passed in: a dictionary cuts 7600.2 into pieces.
    """

    tags: Callable[[str], tuple[TaggedWord, ...]]

    def __call__(self, text: str) -> list[str]:
        """Return the words of ``text``."""
        return [word.text for word in self.tags(text)]
