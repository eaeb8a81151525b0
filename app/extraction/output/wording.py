"""Computes the features of the wording of a row: its name, and the words around the name and the number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from app.extraction.output.rated import Rated

LENGTHS = (2, 5, 9, 14, 20)
"""The upper limits of the classes of names by length, in characters; longer names are the last class."""
UNUSED = (0, 3, 8)
"""The same for the number of characters of the clause that are not in the name."""
REST = (0, 2, 5, 8, 11)
"""The same for the number of characters of the clause after the number."""
LAST_WORDS = (1, 2, 3)
"""The same for the length of the last word of the name."""
SHORT = 5
"""A name with at most this many characters may lack the owner that an earlier clause names."""
SHORT_OBJECT = 3
"""An object with at most this many characters is short: 建成, 惠及群众."""
CLAUSE_ENDS = re.compile("[，；：。！？]")
PERCENT = frozenset({"%", "‰"})
MONEY = frozenset({"元", "美元"})
PEOPLE = frozenset({"人", "人次", "名", "户"})


def features_of_wording(row: Rated) -> Iterator[str]:
    """The features of the name of a row and of what stands around it."""
    start, end = row.value_start - row.sentence_start, row.value_end - row.sentence_start
    *earlier, clause = CLAUSE_ENDS.split(row.sentence[:start])
    rest = CLAUSE_ENDS.split(row.sentence[end:], 1)[0]
    yield from _features_of_name(row)
    yield f"{'short' if len(row.indicator) <= SHORT else 'long'}:{'later' if earlier else 'first'}-clause"
    yield from _features_of_place(row.indicator, clause, row.sentence)
    yield from _features_of_edges(clause, rest)


def _features_of_name(row: Rated) -> Iterator[str]:
    """The length, the characters and the unit of the name."""
    name = row.indicator
    yield f"length:{class_of(len(name), LENGTHS)}"
    yield f"unit:{_kind_of(row.unit)}"
    yield f"counter:{row.unit}"
    yield f"starts:{name[:1]}"
    yield f"last-word:{class_of(len(row.words[-1]), LAST_WORDS)}"
    if row.action:
        yield f"verb:{'short' if len(name) - len(row.action) <= SHORT_OBJECT else 'long'}-object"
    if name.count("“") != name.count("”"):
        yield "unbalanced"
    yield from (f"contains:{mark}" for mark in "、的" if mark in name)
    if any(character.isdigit() for character in name):
        yield "contains:digit"


def _features_of_place(name: str, clause: str, sentence: str) -> Iterator[str]:
    """Where the sentence has the name, and the characters beside it there."""
    yield f"unused:{class_of(_unused(clause, name), UNUSED)}"
    if clause.endswith(name):
        yield "before-number"
    start = sentence.find(name)
    if start < 0:
        return
    end = start + len(name)
    yield "contiguous"
    yield f"left:{sentence[:start].rstrip()[-1:]}"
    yield f"right:{_first(sentence[end:])}"


def _features_of_edges(clause: str, rest: str) -> Iterator[str]:
    """The characters beside the number in its clause, and how the clause goes on."""
    yield f"before:{clause.rstrip()[-1:]}"
    yield f"after:{_first(rest)}"
    yield f"rest:{class_of(len(rest), REST)}"


def _first(text: str) -> str:
    """The first character that is no space; 0 stands for each digit."""
    character = text.lstrip()[:1]
    return "0" if character.isdigit() else character


def class_of(count: int, limits: tuple[int, ...]) -> str:
    """The class of a number by the upper limits of the classes: ``up-to-5``, or ``more`` above all."""
    return f"up-to-{limits[bisect_left(limits, count)]}" if count <= limits[-1] else "more"


def _unused(clause: str, name: str) -> int:
    """The number of characters of the clause that are not in the name."""
    left = clause
    for character in name:
        left = left.replace(character, "", 1)
    return len(left)


def _kind_of(unit: str) -> str:
    if unit in PERCENT:
        return "percent"
    if unit in MONEY:
        return "money"
    return "people" if unit in PEOPLE else "other"
