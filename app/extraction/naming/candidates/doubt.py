"""The input of the generators of candidates: a doubtful name and the words around its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from app.extraction.naming.parts import NOUNS, NOUNS_TOO, RANKED, tagged
from app.extraction.naming.situation import Around, Situation
from app.extraction.text.clauses import ASIDE, NOTE, VALUE
from app.lexicon.types.word_use import WordUses
from app.lexicon.types.words import Segmenter, TaggedWord

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
LIGHT = frozenset({"d", "ad", "ul", "uz", "p"})
"""Tags of words that a deed can omit: 已全部交付, 有序推进, 投入了使用."""
NOWHERE, EDGE, TORN = "nowhere", "edge", "torn"


class Doubt(NamedTuple):
    """A value whose name is in doubt.

    ``name`` is without ``suffix``, which marks a rank (全国排名) and is added to each candidate again.
    ``near`` are the stretches of words in the sentence before the stretch of the number, the nearest first;
    ``far`` those before the sentence; ``behind`` the words right after the number, ``shared`` those after
    the last value of its clause, ``ahead`` the clauses that follow.
    ``uses`` are the uses of words in names.
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
    uses: WordUses

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
        bare = self.bare
        return self.name[: len(self.name) - len(bare)] if self.name.endswith(bare) else ""

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
                return source, self.beside(stretch, at if first else at + len(text), first=first)
        return NOWHERE, EDGE

    def beside(self, stretch: str, at: int, *, first: bool) -> str:
        """The tag of the word that ends (``first``) or starts at a position; see ``place_of``."""
        edges = _edges_of(stretch, self.situation.checker.segmenter)
        return edges.get(at, (TORN, TORN))[not first]


@lru_cache(maxsize=256)
def _edges_of(stretch: str, segmenter: Segmenter) -> dict[int, tuple[str, str]]:
    """The tags of the words that end and start at each edge of a word; candidates ask for the same often."""
    words = tagged(stretch, segmenter) if stretch else []
    starts = accumulate((len(word.text) for word in words), initial=0)
    return dict(zip(starts, pairwise([EDGE, *(word.tag for word in words), EDGE]), strict=True))


def doubt_of(situation: Situation, name: str, unit: str, uses: WordUses) -> Doubt:
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
        tuple(stretches(around, end, min(high, end + AHEAD))[:2]), uses,
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
