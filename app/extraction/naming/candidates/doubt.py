"""The input of the generators of candidates: a doubtful name and the words around its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from app.extraction.naming.parts import NOUNS, NOUNS_TOO, RANKED, tagged
from app.extraction.naming.situation import Around, Situation
from app.extraction.text.clauses import ASIDE, NOTE, VALUE
from app.lexicon.types.words import TaggedWord

STRETCH = re.compile(f"[^，；：:;,。！？!?\n{VALUE}{ASIDE}{NOTE}]+")
CLAUSE_END = re.compile("[，；：:;,。！？!?\n]")
CLOSES = "、的和与及并，"
NEAR = 8
"""The number of stretches of the sentence to read, from the number backwards."""
BEFORE = 120
"""The number of characters to read before the sentence: the previous sentence, or a heading."""
FARTHER = 3
AHEAD = 60
"""The number of characters to read after the number."""
RANK = "排名"


class Doubt(NamedTuple):
    """A value whose name is in doubt.

    ``name`` is without ``suffix``, which marks a rank (全国排名) and is added to each candidate again.
    ``near`` are the stretches of words in the sentence before the stretch of the number, the nearest first;
    ``far`` those before the sentence; ``behind`` the words right after the number, ``shared`` those after
    the last value of its clause, ``ahead`` the clauses that follow.
    """

    situation: Situation
    name: str
    suffix: str
    unit: str
    near: tuple[str, ...]
    far: tuple[str, ...]
    behind: str
    shared: str
    ahead: tuple[str, ...]

    def words(self, text: str) -> list[TaggedWord]:
        """The words of a text with their tags; quotations are one word."""
        return tagged(text, self.situation.checker.segmenter) if text else []

    def texts(self, text: str) -> list[str]:
        """The words of a text."""
        return [word.text for word in self.words(text)]

    @property
    def earlier(self) -> tuple[str, ...]:
        """The stretches before that of the number, the nearest first."""
        return self.near + self.far

    @property
    def verb(self) -> str:
        """The verb of action at the start of the name."""
        return self.name[: len(self.name) - len(self.bare)] if self.name.endswith(self.bare) else ""

    @property
    def bare(self) -> str:
        """The name without its verb."""
        return self.situation.without_verb(self.name)

    def sources(self) -> Iterator[tuple[str, str]]:
        """The kind and text of each stretch around the number, the likeliest source of a name first."""
        yield "lead", self.situation.lead_text
        yield "behind", self.behind
        for at, stretch in enumerate(self.near):
            yield f"near-{min(at, 3)}", stretch
        yield "shared", self.shared
        for stretch in self.far:
            yield "far", stretch
        for stretch in self.ahead:
            yield "ahead", stretch

    def place_of(self, text: str, *, first: bool) -> tuple[str, str]:
        """The source that contains a text, and the tag of the word before it (``first``) or after it.

        The tag is ``edge`` if there is no such word, ``torn`` if the text starts or ends inside a word.
        """
        for source, stretch in self.sources():
            at = stretch.find(text) if first else stretch.rfind(text)
            if at >= 0:
                return source, self._beside(stretch, at if first else at + len(text), first=first)
        return "nowhere", "edge"

    def _beside(self, stretch: str, at: int, *, first: bool) -> str:
        words = self.words(stretch)
        starts = [*accumulate((len(word.text) for word in words), initial=0)]
        if at not in starts:
            return "torn"
        tags = ["edge", *(word.tag for word in words), "edge"]
        return tags[starts.index(at) + (not first)]


def doubt_of(situation: Situation, name: str, unit: str) -> Doubt:
    """The doubt about the name of a value in its situation."""
    around = situation.around
    ranked = situation.pattern(RANKED).search(name) if name.endswith(RANK) else None
    stem = name[: ranked.start()] if ranked else name
    low, high = around.sentence
    left = stretches(around, low, around.left)[::-1]
    ends = CLAUSE_END.search(around.mask, around.right, high)
    end = ends.start() if ends else high
    behind = stretches(around, around.right, min(end, around.right + AHEAD))
    touching = not around.mask.startswith(VALUE, around.right)
    return Doubt(
        situation, stem or name, name[len(stem) :] if stem else "", unit,
        tuple(left[:NEAR]), tuple(stretches(around, max(0, low - BEFORE), low)[::-1][:FARTHER]),
        behind[0] if behind and touching else "", behind[-1] if len(behind) > 1 else "",
        tuple(stretches(around, end, min(high, end + AHEAD))[:2]),
    )  # fmt: skip


def stretches(around: Around, start: int, end: int) -> list[str]:
    """The words between marks and values from ``start`` to ``end``; a quotation is never split."""
    found = STRETCH.finditer(around.mask, start, max(start, end))
    return [text for match in found if (text := around.chars[slice(*match.span())].strip(" \u3000、"))]


def is_nominal(word: TaggedWord) -> bool:
    """Whether a word can end an owner: a noun, or a verb used as a noun."""
    return word.tag in NOUNS or word.tag in NOUNS_TOO


def runs(words: list[TaggedWord]) -> list[list[TaggedWord]]:
    """The noun phrases of a stretch: adjacent words that are nouns, or verbs used as nouns."""
    found: list[list[TaggedWord]] = [[]]
    for word in words:
        if is_nominal(word):
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def joined(words: list[TaggedWord]) -> str:
    """The text of several words."""
    return "".join(word.text for word in words)
