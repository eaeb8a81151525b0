"""From characters to sentences, clauses and groups: the grammar of where values stand.

    sentence = clause { ， clause }        clause = group { group }
    group    = lead value { LIST value } tail

The *mask* is the text with quotations, asides and values blanked out at equal length, so that
patterns see only structure; positions in mask and text are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.extraction.place import quotations
from app.extraction.tokens import COUNTED, Quantity

QUOTED, VALUE, NOTE, ASIDE = "▒", "█", "▓", "░"
"""Block elements: no report writes with them."""

PAREN = re.compile(r"[（(][^（）()\n]*[）)]")
SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?|\n")
CLAUSE = re.compile(r"[^，；：;,。！？!?]+|[，；：;,。！？!?]")
THINGS = COUNTED | {"length", "area", "volume", "mass"}
LIST = re.compile(r"(?:、|和|与|及|以及|或)?(?:约|近|超|超过)?")


@dataclass(frozen=True, slots=True)
class Group:
    """Values side by side with the words before (``lead``) and behind them (``tail``)."""

    lead: tuple[int, int]
    quantities: tuple[Quantity, ...]
    tail: tuple[int, int]
    asides: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas; ``mark`` is the mark before it (empty at a sentence's start)."""

    start: int
    end: int
    mark: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Masks:
    """``inner`` blanks quotations and values, ``outer`` brackets too."""

    inner: str
    outer: str
    asides: tuple[tuple[int, int], ...]


def build_masks(chars: str, quantities: Iterable[Quantity]) -> Masks:
    """Blank out what structure must not see."""
    inner = list(chars)
    for start, end in quotations(chars):
        inner[start + 1 : end - 1] = QUOTED * (end - start - 2)
    for quantity in quantities:
        inner[quantity.low : quantity.high_end] = VALUE * (quantity.high_end - quantity.low)
    text = "".join(inner)
    outer = list(text)
    asides = []
    for match in PAREN.finditer(text):
        start, end = match.span()
        is_aside = VALUE in match.group()
        if is_aside:
            asides.append((start, end))
        outer[start:end] = (ASIDE if is_aside else NOTE) * (end - start)
    return Masks(text, "".join(outer), tuple(asides))


def sentences(mask: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences, final marks included."""
    for match in SENTENCE.finditer(mask):
        if match.group() != "\n":
            yield match.span()


def clauses(mask: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Clause]:
    """The clauses of a stretch with the groups of values in each; clauses without values too."""
    found = []
    mark = ""
    for match in CLAUSE.finditer(mask, start, end):
        if len(match.group()) == 1 and match.group() in "，；：;,。！？!?":
            mark = match.group()
            continue
        inside = [q for q in quantities if match.start() <= q.start < match.end()]
        groups = tuple(_groups(mask, *match.span(), inside)) if inside else ()
        found.append(Clause(match.start(), match.end(), mark, groups))
        mark = ""
    return found


def _groups(mask: str, start: int, end: int, quantities: Sequence[Quantity]) -> Iterator[Group]:
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
        notes = tuple(m.span() for m in re.finditer(f"{ASIDE}+", mask[chain[0].low : right]))
        base = chain[0].low
        yield Group(
            (left, chain[0].low), tuple(chain), (last, right), tuple((base + a, base + b) for a, b in notes)
        )
        left = last


def _side_by_side(mask: str, start: int, one: Quantity, other: Quantity) -> bool:
    between = mask[one.high_end : other.low].replace(ASIDE, "")
    if not LIST.fullmatch(between):
        return False
    if between and one.kind == other.kind and (one.form == "rank") == (other.form == "rank"):
        return True
    if between and mask.find("分别", start, one.low) >= 0:
        return True
    things = one.kind in THINGS and other.kind in THINGS
    return things and (between in {"", "、"} or (one.kind in COUNTED and other.kind in COUNTED))


def text_of(chars: str, mask: str, start: int, end: int) -> str:
    """The characters of a stretch without its asides."""
    stretch = chars[start:end]
    if ASIDE not in mask[start:end]:
        return stretch
    return "".join(c for c, m in zip(stretch, mask[start:end], strict=True) if m != ASIDE)
