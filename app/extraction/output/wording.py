"""Computes the features of the wording of a row: its name, and the words around the name and the number."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

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
CLAUSE_ENDS = "，；：。！？"
REST_OF_CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]*")
PERCENT = frozenset({"%", "‰"})
MONEY = frozenset({"元", "美元"})
PEOPLE = frozenset({"人", "人次", "名", "户"})


def features_of_wording(row: Rated) -> list[str]:
    """The features of the name of a row and of what stands around it."""
    name, sentence = row.indicator, row.sentence
    end = row.value_end - row.sentence_start
    before = sentence[: row.value_start - row.sentence_start]
    begins = max(map(before.rfind, CLAUSE_ENDS)) + 1
    rest = REST_OF_CLAUSE.match(sentence, end)
    clause, unused = before[begins:], min(_unused(before[begins:], name), UNUSED[-1] + 1)
    return [
        *_features_of_shape(len(name), len(row.words[-1]), len(row.action), row.unit, unused, begins > 0),
        *_features_of_name(name),
        *_features_of_place(name, clause, sentence),
        *_features_of_edges(clause, rest.group() if rest else ""),
    ]


@lru_cache(maxsize=1024)
def _features_of_shape(
    length: int, last: int, action: int, unit: str, unused: int, later: bool
) -> tuple[str, ...]:
    """The lengths of a name, its parts and the rest of its clause, and the unit; many rows have the same."""
    return (
        f"length:{class_of(length, LENGTHS)}", f"unit:{_kind_of(unit)}", f"counter:{unit}",
        f"last-word:{class_of(last, LAST_WORDS)}", f"unused:{class_of(unused, UNUSED)}",
        *((f"verb:{'short' if length - action <= SHORT_OBJECT else 'long'}-object",) if action else ()),
        f"{'short' if length <= SHORT else 'long'}:{'later' if later else 'first'}-clause",
    )  # fmt: skip


def _features_of_name(name: str) -> list[str]:
    """The characters of the name."""
    found = [f"starts:{name[:1]}"]
    if name.count("“") != name.count("”"):
        found.append("unbalanced")
    if any(map(str.isdigit, name)):
        found.append("contains:digit")
    return found + [f"contains:{mark}" for mark in "、的" if mark in name]


def _features_of_place(name: str, clause: str, sentence: str) -> list[str]:
    """Where the sentence has the name, and the characters beside it there."""
    found = ["before-number"] if clause.endswith(name) else []
    start = sentence.find(name)
    if start >= 0:
        left, right = sentence[:start].rstrip()[-1:], _first(sentence[start + len(name) :])
        found += ["contiguous", f"left:{left}", f"right:{right}"]
    return found


def _features_of_edges(clause: str, rest: str) -> tuple[str, ...]:
    """The characters beside the number in its clause, and how the clause goes on."""
    return f"before:{clause.rstrip()[-1:]}", f"after:{_first(rest)}", f"rest:{class_of(len(rest), REST)}"


def _first(text: str) -> str:
    """The first character that is no space; 0 stands for each digit."""
    character = text.lstrip()[:1]
    return "0" if character.isdigit() else character


def class_of(count: int, limits: tuple[int, ...]) -> str:
    """The class of a number by the upper limits of the classes: ``up-to-5``, or ``more`` above all."""
    return f"up-to-{limits[bisect_left(limits, count)]}" if count <= limits[-1] else "more"


def _unused(clause: str, name: str) -> int:
    """The number of characters of the clause that are not in the name."""
    if name in clause:
        return len(clause) - len(name)
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
