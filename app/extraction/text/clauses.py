"""Splits a text into sentences, clauses and groups of values, by a small grammar.

    sentence = clause { ， clause }        clause = group { group }
    group    = lead value { LIST value } tail

In the *mask* of a text, placeholders of the same length replace quotations, asides and values. Patterns then
see only the structure, and positions in the mask and in the text are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.extraction.text.quotations import quotations
from app.extraction.values import COUNTED, Quantity
from app.model.observation import Bound

QUOTED, VALUE, NOTE, ASIDE = "▒", "█", "▓", "░"
"""Block elements, which do not occur in reports."""

LONGEST_SENTENCE = 1000
"""In characters. No real sentence of a report is longer, and longer evidence is hard to read."""
BRACKET = re.compile(r"[（(][^（）()\n]*[）)]")
SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?|\n")
CLAUSE = re.compile(r"(?:其中[：:，,])?[^，；：;,。！？!?]+")
"""其中 belongs to the words behind its comma or colon: 出口8亿元。其中，机电产品3亿元."""
THINGS = COUNTED | {"length", "area", "volume", "mass"}
ASIDES = re.compile(f"{ASIDE}+")
LIST = re.compile(r"(?:、|和|与|及|以及|或)?(?:约|近|超|超过)?")


class ValueGroup(NamedTuple):
    """Values side by side, with the words before them (``lead``) and after them (``tail``)."""

    lead: tuple[int, int]
    quantities: tuple[Quantity, ...]
    tail: tuple[int, int]
    asides: tuple[tuple[int, int], ...]


class Clause(NamedTuple):
    """A stretch between commas; ``mark`` is the punctuation before it, empty at the start of a sentence."""

    start: int
    end: int
    mark: str
    groups: tuple[ValueGroup, ...]


class Masks(NamedTuple):
    """``inner`` masks quotations and values, ``outer`` also brackets; ``asides`` are brackets with values."""

    inner: str
    outer: str
    asides: tuple[tuple[int, int], ...]


def build_masks(chars: str, quantities: Iterable[Quantity]) -> Masks:
    """Mask quotations, values and brackets."""
    quoted = [(start + 1, end - 1, QUOTED) for start, end in quotations(chars)]
    values = [(quantity.low, quantity.high_end, VALUE) for quantity in quantities]
    inner = _blanked(chars, sorted([*quoted, *values]))
    brackets = [
        (*match.span(), ASIDE if VALUE in match.group() else NOTE) for match in BRACKET.finditer(inner)
    ]
    asides = tuple((start, end) for start, end, fill in brackets if fill == ASIDE)
    return Masks(inner, _blanked(inner, brackets), asides)


def _blanked(text: str, stretches: Iterable[tuple[int, int, str]]) -> str:
    """Fill each stretch with its character; the overlap with an earlier stretch keeps the earlier one's."""
    parts, at = [], 0
    for start, end, fill in stretches:
        if end > at:
            parts.append(text[at:start])
            parts.append(fill * (end - max(start, at)))
            at = end
    return "".join((*parts, text[at:]))


def sentences(mask: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences with their final punctuation; one that is too long is cut at a comma."""
    for match in SENTENCE.finditer(mask):
        start, end = match.span()
        while end - start > LONGEST_SENTENCE:
            cut = _cut(mask, start, start + LONGEST_SENTENCE)
            yield start, cut
            start = cut
        if mask[start] != "\n":
            yield start, end


def _cut(mask: str, start: int, limit: int) -> int:
    """Where to cut a sentence that is too long: after a comma, or else outside a value."""
    if (comma := max(mask.rfind("，", start, limit), mask.rfind("、", start, limit))) > start:
        return comma + 1
    cut = limit
    while cut > start and mask[cut - 1] == mask[cut] == VALUE:
        cut -= 1
    return cut if cut > start else limit


def clauses(mask: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Clause]:
    """The clauses of a stretch with the groups of values in each, including clauses without values."""
    found = []
    waiting = [*quantities][::-1]
    for match in CLAUSE.finditer(mask, start, end):
        low, high = match.span()
        inside = []
        while waiting and waiting[-1].start < high:
            inside.append(waiting.pop())
        groups = tuple(_groups(mask, low, high, inside)) if inside else ()
        mark = mask[low - 1] if low > start else ""
        found.append(Clause(low, high, mark, groups))
    return found


def _groups(mask: str, start: int, end: int, quantities: Sequence[Quantity]) -> Iterator[ValueGroup]:
    visible = [q for q in quantities if mask[q.start] != ASIDE]
    chains: list[list[Quantity]] = []
    for quantity in visible:
        if chains and _side_by_side(mask, start, chains[-1][-1], quantity):
            chains[-1].append(quantity)
        else:
            chains.append([quantity])
    left = start
    for index, chain in enumerate(chains):
        last = chain[-1].high_end
        right = chains[index + 1][0].low if index + 1 < len(chains) else end
        noted = mask.find(ASIDE, chain[0].low, right) >= 0
        notes = tuple(m.span() for m in ASIDES.finditer(mask, chain[0].low, right)) if noted else ()
        yield ValueGroup((left, chain[0].low), tuple(chain), (last, right), notes)
        left = last


def _side_by_side(mask: str, start: int, one: Quantity, other: Quantity) -> bool:
    between = mask[one.high_end : other.low].replace(ASIDE, "")
    if one.form == other.form == "structure":
        return not between
    if not LIST.fullmatch(between):
        return False
    if between and mask.find("分别", start, one.low) >= 0:
        return True
    climbs = other.low < other.start and one.low == one.start and other.bound is Bound.MIN
    if climbs:
        return False
    if between and one.kind == other.kind and (one.form == "rank") == (other.form == "rank"):
        return True
    things = one.kind in THINGS and other.kind in THINGS
    return things and (between in {"", "、"} or (one.kind in COUNTED and other.kind in COUNTED))


def text_of(chars: str, mask: str, start: int, end: int) -> str:
    """The characters of a stretch without its asides."""
    stretch = chars[start:end]
    if ASIDE not in mask[start:end]:
        return stretch
    return "".join(c for c, m in zip(stretch, mask[start:end], strict=True) if m != ASIDE)
