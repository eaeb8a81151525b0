"""Computes the features of a candidate; a table has their weights."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from app.extraction.naming.candidates.doubt import Doubt, joined
from app.extraction.naming.candidates.pieces import Piece, pieces_of
from app.extraction.values import COUNTED
from app.lexicon.types.words import TaggedWord

LENGTHS = (3, 5, 8, 12, 16, 22)
"""The upper limits, in characters, of the classes of names; longer names are the last class."""
UNUSED = (0, 1, 2, 4, 7, 12)
"""The same for the number of characters that a name omits, or takes from elsewhere."""
MOST_WAYS, MOST_WORDS, MOST_TELLS, MOST_PIECES = 4, 9, 2, 5


def features(doubt: Doubt, name: str, ways: tuple[str, ...]) -> Iterator[str]:
    """The features of a candidate as short words: ``made:owner.named``, ``after:n``, ``length:up-to-8``."""
    stem = name.removesuffix(doubt.suffix) or name
    yield from (f"made:{way}" for way in ways)
    yield f"ways:{min(len(ways), MOST_WAYS)}"
    yield f"length:{_class_of(len(stem), LENGTHS)}"
    yield from _use(doubt, stem)
    yield from _edges(doubt, stem)
    yield from _shape(doubt, stem)


def checked(doubt: Doubt, name: str) -> Iterator[str]:
    """The features that are slow to compute: the tells of the check, the words and the pieces of the name."""
    situation = doubt.situation
    stem = name.removesuffix(doubt.suffix) or name
    growing = situation.lead.change is not None
    tells = situation.checker.tells(stem, doubt.unit, situation.kind, growing=growing)
    yield from (tell.id for tell in tells)
    yield f"tells:{min(len(tells), MOST_TELLS)}"
    if situation.known(stem):
        yield "known"
    words = doubt.words(stem)
    yield f"first:{words[0].tag}"
    yield f"last:{words[-1].tag}"
    yield f"last:{words[-1].tag}|{_kind(doubt)}"
    yield f"words:{min(len(words), MOST_WORDS)}"
    yield from _wording(doubt, words)
    yield from _seams(doubt, stem)


def _use(doubt: Doubt, name: str) -> Iterator[str]:
    """How many words around the number the name uses, and how many come from elsewhere."""
    lead, kind = doubt.situation.lead.name, _kind(doubt)
    around = lead + doubt.behind
    yield f"unused-lead:{_class_of(_missing(lead, name), UNUSED)}|{kind}"
    yield f"unused-behind:{_class_of(_missing(doubt.behind, name), UNUSED)}|{kind}"
    yield f"foreign:{_class_of(_missing(name, around + '的'), UNUSED)}"
    if name in around or name in doubt.situation.lead_text:
        yield "contiguous"
    if around.startswith(name[:2]):
        yield "starts-lead"
    if lead and name.endswith(lead[-2:]):
        yield "ends-lead"
    if any(stretch.startswith(name[:2]) for stretch in doubt.near):
        yield "starts-clause"


def _edges(doubt: Doubt, name: str) -> Iterator[str]:
    """The sources of the name's first and last characters, and the words next to them there."""
    source, beside = doubt.place_of(name[:2], first=True)
    yield f"from:{source}"
    yield f"before:{beside}"
    source, beside = doubt.place_of(name[-2:], first=False)
    yield f"until:{source}"
    yield f"after:{beside}"


def _shape(doubt: Doubt, name: str) -> Iterator[str]:
    """The structure of the name, and its difference from the doubtful name."""
    yield _beside(doubt.name, name)
    yield from (f"contains:{mark}" for mark in "、的“" if mark in name)
    if name.count("“") != name.count("”"):
        yield "unbalanced"
    if any(map(str.isdigit, name)):
        yield "digit"
    verb = doubt.situation.cues.action_at(name, 0)
    if verb:
        yield f"verb|{_kind(doubt)}"
        yield "verb:own" if verb == doubt.verb else "verb:other"
    elif doubt.verb:
        yield "verb:lost"
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    if len(set(pairs)) < len(pairs):
        yield "repeats"


def _beside(own: str, name: str) -> str:
    """Whether the name extends the doubtful name, is inside it, or is another."""
    if name.endswith(own):
        return f"longer:{_class_of(len(own), LENGTHS)}"
    if name in own:
        return "within"
    return "around" if own in name else "other"


def _kind(doubt: Doubt) -> str:
    """The kind of the value: rank, counted, money, percent ..."""
    if doubt.suffix:
        return "rank"
    return "counted" if doubt.situation.kind in COUNTED else doubt.situation.kind


def _missing(text: str, name: str) -> int:
    """The number of characters of a text that are not in the name."""
    if text in name:
        return 0
    left = text
    for character in name:
        left = left.replace(character, "", 1)
    return len(left)


def _class_of(count: int, limits: tuple[int, ...]) -> str:
    return f"up-to-{limits[bisect_left(limits, count)]}" if count <= limits[-1] else "more"


def _wording(doubt: Doubt, words: list[TaggedWord]) -> Iterator[str]:
    """What names usually do with the words of this one, and with the words that it omits."""
    uses = [doubt.uses.of(word.text) for word in words]
    yield f"begins:{uses[0].begins}"
    yield f"ends:{uses[-1].ends}"
    yield f"seen:{uses[-1].seen}"
    yield f"weakest:{min(use.inside for use in uses)}"
    if len(words) == 1:
        yield f"alone:{uses[0].alone}"
    name = joined(words)
    yield f"omits-lead:{_strongest(doubt, doubt.situation.lead.name, name)}"
    yield f"omits-behind:{_strongest(doubt, doubt.behind, name)}"
    yield f"omits-own:{_strongest(doubt, doubt.name, name)}"


def _strongest(doubt: Doubt, text: str, name: str) -> int:
    """How often names include the word of a text that this name should least omit; -1 if it omits none."""
    return max((doubt.uses.of(word).inside for word in doubt.texts(text) if word not in name), default=-1)


def _seams(doubt: Doubt, name: str) -> Iterator[str]:
    """From how many pieces of the text the name is made, and what is beside the pieces where they meet."""
    found = pieces_of(doubt, name)
    yield f"pieces:{min(len(found), MOST_PIECES)}"
    if len(found) == 1:
        yield f"whole:{found[0].source}"
    for left, right in pairwise(found):
        yield f"seam:{_group(left)}-{_group(right)}"
        yield f"seam-after:{doubt.beside(left.stretch, left.at + len(left.text), first=False)}"
        yield f"seam-before:{doubt.beside(right.stretch, right.at, first=True)}"
        if len(left.text) == 1 and left.stretch and left.text != "的":
            yield "tiny-piece"


def _group(piece: Piece) -> str:
    return piece.source.partition("-")[0]
