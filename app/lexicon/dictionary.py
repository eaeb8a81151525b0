"""Looks words up in the dictionary of jieba, on disk; the only module that knows jieba.

Its file ``dict.txt`` has a line ``word frequency tag`` for each of 349,046 words. From 一 on the words are
sorted by their bytes; the 72 before contain letters or digits (4S店). So a word is found without reading the
file: loading all words takes as long as extracting from a report.
"""

from __future__ import annotations

import mmap
import os.path
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from typing import NamedTuple

FREQUENCIES = 60_101_967
"""The sum of all frequencies in the dictionary."""
_FIRST_SORTED = "一"
_SPACE = ord(" ")


class DictionaryWord(NamedTuple):
    """A word of the dictionary: the logarithm of its share of all words, and its part of speech.

    The tag is empty if no word is spelled so, but longer words begin so.
    """

    likelihood: float
    tag: str


UNKNOWN = -log(FREQUENCIES)
"""The likelihood of a character that is no word."""
_ONLY_BEGINS = DictionaryWord(UNKNOWN, "")


@lru_cache(maxsize=1 << 17)
def look_up(text: str) -> DictionaryWord | None:
    """The word that is spelled ``text``; ``None`` if no word begins so."""
    if min(text) < _FIRST_SORTED:
        return _unsorted().get(text)
    data, (start, end) = _dictionary(), _beginning_with(text[0])
    line = f"\n{text}".encode()
    at = data.find(line, start, end)
    if at < 0:
        return None
    if data[at + len(line)] != _SPACE and (at := data.find(line + b" ", at, end)) < 0:
        return _ONLY_BEGINS
    return _word(data[at + 1 : data.find(b"\n", at + 1)])[1]


def _word(line: bytes) -> tuple[str, DictionaryWord]:
    word, frequency, tag = line.decode().split(" ")
    return word, DictionaryWord(log(int(frequency)) + UNKNOWN, tag)


@cache
def _unsorted() -> dict[str, DictionaryWord]:
    """The words before 一 and their beginnings, without those with other letters than Latin ones (γ射线)."""
    words = dict(map(_word, _dictionary()[: _first_sorted()].splitlines()))
    words = {word: its for word, its in words.items() if all(c.isascii() or c >= _FIRST_SORTED for c in word)}
    return {word[:end]: _ONLY_BEGINS for word in words for end in range(1, len(word))} | words


@cache
def _dictionary() -> mmap.mmap:
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    path = os.path.join(os.path.dirname(package.origin), "dict.txt")  # noqa: PTH118, PTH120 # as in tables
    with open(path, "rb") as file:  # noqa: PTH123
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@cache
def _first_sorted() -> int:
    """The position of the line break before 一."""
    return _dictionary().find(f"\n{_FIRST_SORTED}".encode())


@cache
def _beginning_with(character: str) -> tuple[int, int]:
    """The stretch of the sorted words that begin with a character; it begins with a line break."""
    first = character.encode()
    return _before(first), _before(first + b"\xff")


def _before(word: bytes) -> int:
    """The position of the line break before the first sorted word that is not less than ``word``."""
    data = _dictionary()

    def word_behind(at: int) -> bytes:
        start = data.find(b"\n", at) + 1
        return data[start : start + len(word)]

    last_line = data.rfind(b"\n", 0, len(data) - 1)
    positions = range(_first_sorted(), last_line + 1)
    return data.find(b"\n", positions[0] + bisect_left(positions, word, key=word_behind))
