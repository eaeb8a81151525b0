"""Reads a question in words: the place, years, status and measure that it names, and the remaining words.

``data/question_words.csv`` has the words by their role: the kinds of figures (``growth``), ``target`` and
``actual``, and ``filler`` for what adds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from app.lexicon.region_meaning import named
from app.lexicon.spelling import normalise
from app.lexicon.tables import read_table

_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?:年?[-至到]((?:19|20)[0-9]{2}))?年?(?![0-9])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ']+")
#: A place's name with those above it has at most so many characters, in Latin letters so many words.
_LONGEST, _MOST_WORDS = 24, 4
_STATUS = ("target", "actual")
_FILLER, _RANK = "filler", "rank"


class PlaceMention(NamedTuple):
    """A place that a question may name: where, in which words, and the codes that they can mean."""

    start: int
    end: int
    words: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UserQuestion:
    """What a question names.

    ``mentions`` are the places that it may name, the most likely first. ``years`` are the first and the
    last year. ``status`` and ``measure`` are empty where no word names them, ``said`` has the word for
    each. ``text`` is the question without its years, in canonical spelling.
    """

    text: str
    mentions: tuple[PlaceMention, ...]
    years: tuple[int, int] | None
    status: str
    measure: str
    said: dict[str, str]

    def quantity(self, mention: PlaceMention | None) -> str:
        """The words for the quantity: the question without the place and the words with a role."""
        return " ".join(_roles().sub(" ", self._without(mention)).split())

    def names(self, mention: PlaceMention | None) -> tuple[str, ...]:
        """The possible names of the quantity: a word with a role may belong to one."""
        return tuple(dict.fromkeys((self.quantity(mention), " ".join(self._without(mention).split()))))

    def _without(self, mention: PlaceMention | None) -> str:
        """The text without the place."""
        return self.text if mention is None else f"{self.text[: mention.start]} {self.text[mention.end :]}"


def read_question(text: str) -> UserQuestion:
    """What a question names.

    >>> asked = read_question("鄞州2020年新增就业目标")
    >>> asked.years, asked.status, asked.mentions[0].words, asked.quantity(asked.mentions[0])
    ((2020, 2020), 'target', '鄞州', '新增就业')
    """
    spelt = normalise(text).strip()
    years = _YEARS.search(spelt)
    rest = _YEARS.sub(" ", spelt)
    said: dict[str, str] = {}
    for found in _roles().finditer(rest):
        said.setdefault(_words()[found[0].lower()], found[0])
    return UserQuestion(
        rest,
        tuple(_mentions(rest)),
        None if years is None else (int(years[1]), int(years[2] or years[1])),
        next((role for role in _STATUS if role in said), ""),
        _measure(said),
        said,
    )


def _measure(said: dict[str, str]) -> str:
    """The kind of figure asked for: the first that is named, but a rank of a growth (增速排名) is a rank."""
    kinds = [role for role in said if role not in (*_STATUS, _FILLER)]
    return _RANK if _RANK in kinds else next(iter(kinds), "")


def _mentions(text: str) -> Iterator[PlaceMention]:
    """The places from left to right; of those with the same start the longest."""
    end = 0
    for start, pieces in (*_han_pieces(text), *_latin_pieces(text)):
        if start < end:
            continue
        for piece in pieces:
            if codes := named(piece):
                end = start + len(piece)
                yield PlaceMention(start, end, piece, codes)
                break


def _han_pieces(text: str) -> Iterator[tuple[int, list[str]]]:
    for start, character in enumerate(text):
        if _HAN.match(character):
            stretch = re.match(r"[\u3400-\u9fff]*", text[start : start + _LONGEST])
            length = len(stretch[0]) if stretch else 0
            yield start, [text[start : start + size] for size in range(length, 1, -1)]


def _latin_pieces(text: str) -> Iterator[tuple[int, list[str]]]:
    words = list(_LATIN_WORD.finditer(text))
    for place, first in enumerate(words):
        last = words[place : place + _MOST_WORDS]
        yield first.start(), [text[first.start() : word.end()] for word in reversed(last)]


@cache
def _words() -> dict[str, str]:
    """The role of each word."""
    columns = ("word", "role", "note")
    return dict(read_table("question_words", columns, lambda word, role, _note: (word, role)))


@cache
def _roles() -> re.Pattern[str]:
    """Any word with a role, the longest first; Latin ones whole."""
    words = sorted(_words(), key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else word for word in words), re.IGNORECASE
    )
