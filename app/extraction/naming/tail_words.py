"""Splits a tail into words with their roles: verbs, adverbs, things, works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.lexicon.types.cues import Cues

OPAQUE = re.compile(r"“[^”]*”|《[^》]*》|[（(][^（）()]*[）)]|[〔\[][^〕\]]*[〕\]]|、")
LONGEST_WORD = 6
"""The most characters of a word in the table."""
DEEDS = frozenset({"verb", "intransitive", "either"})
BEFORE_DEEDS = frozenset({"aspect", "manner", "preposition", "passive"})
WITHIN = frozenset({"中", "内", "里"})
KIND = "类"
"""A verb before it names a kind of things: 实施类项目."""


class TailWord(NamedTuple):
    """A word of a tail with its roles."""

    text: str
    roles: frozenset[str]

    @property
    def quoted(self) -> bool:
        """Whether the word is a quotation."""
        return self.text[0] == "“"

    @property
    def acts(self) -> bool:
        """Whether the word can be a deed."""
        return not self.roles.isdisjoint(DEEDS)


def text_of_words(words: Sequence[TailWord]) -> str:
    """The text of some words."""
    return "".join([word.text for word in words])


def tail_words(text: str, cues: Cues, cut: Callable[[str], list[str]]) -> list[TailWord]:
    """The words of a text; quotations and brackets are one word each."""
    pieces: list[str] = []
    at = 0
    for match in OPAQUE.finditer(text):
        pieces.extend(cut(text[at : match.start()]))
        pieces.append(match.group())
        at = match.end()
    pieces.extend(cut(text[at:]))
    return [TailWord(piece, cues.tails.get(piece, frozenset())) for piece in _table_words(pieces, cues)]


def _table_words(pieces: Sequence[str], cues: Cues) -> Iterator[str]:
    """The pieces, joined or split if that gives words of the table: 落地 见效, 全面完成."""
    at = 0
    while at < len(pieces):
        longest = min(4, len(pieces) - at)
        joined = next((n for n in range(longest, 1, -1) if "".join(pieces[at : at + n]) in cues.tails), 1)
        piece = "".join(pieces[at : at + joined])
        at += joined
        if pieces[at : at + 1] == [KIND]:
            piece, at = piece + KIND, at + 1
        place = 0 if piece in cues.tails else _seam(piece, cues)
        yield from (piece[:place], piece[place:]) if place else (piece,)


def _seam(piece: str, cues: Cues) -> int:
    """The position that splits a word of the dictionary into two words of the table: 全面 完成, 在 城镇."""
    if piece[0] == "在" and piece[1:] in cues.things:
        return 1
    for at in range(len(piece), 1, -1):
        before, after = cues.tails.get(piece[:at]), cues.tails.get(piece[at:])
        if before and after and not before.isdisjoint(BEFORE_DEEDS) and not after.isdisjoint(DEEDS):
            return at
    return 0


def deed_of_words(words: Sequence[TailWord], cues: Cues) -> str:
    """The words of a deed that belong to a name: without words of aspect or a second predicate."""
    words_left: list[TailWord] = []
    for at, word in enumerate(words):
        if word.text == "、" and _another(words[at + 1 :], cues):
            break
        after_verb = words_left and word.text == "了"
        within = not at and (word.text == "的" or (word.text in WITHIN and words[1:2] and words[1].acts))
        plain = "aspect" in word.roles and not any(one.acts for one in words_left)
        if not (plain or after_verb or within):
            words_left.append(word)
    return text_of_words(words_left).strip("、")


def _another(words: Sequence[TailWord], cues: Cues) -> bool:
    """Whether a clause with its own subject starts: 、性能居前列."""
    verb = next((at for at, word in enumerate(words) if "verb" in word.roles), 0)
    if words and cues.has("subject of its own", words[0].text):
        return True
    return verb > 0 and not words[0].acts
