"""Computes the features of a row that decide its confidence; anyone can check them.

The weights are in ``app/lexicon/data/confidence_points.csv``; ``python -m tests.fit`` fits them on annotated
sentences. A feature without a weight does not count. What names usually do with a word is in
``word_use.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from app.lexicon.types.word_use import WordUses
from app.model.observation import Bound, Measure, Observation, Status

CELL = "table."
"""The prefix of the rules that name the rows of tables."""
NAMING = frozenset({"name", "form", "list", "pair", "fallback", "repair", "tell"})
TIMING = frozenset({"period", "years"})
LENGTHS = (2, 5, 9, 14, 20)
"""The upper limits of the classes of names by length, in characters; longer names are the last class."""
UNUSED = (0, 3, 8)
"""The same for the number of characters of the clause that are not in the name."""
BESIDE = (0, 1, 3, 6)
"""The same for the number of other rows in the sentence."""
MANY = 2
"""Two or more flagged rows in the sentence are many."""
SHORT = 5
"""A name with at most this many characters may lack the owner that an earlier clause names."""
SHORT_OBJECT = 3
"""An object with at most this many characters is short: 建成, 惠及群众."""
CLAUSE_ENDS = re.compile("[，；：。！？]")
PERCENT = frozenset({"%", "‰"})
MONEY = frozenset({"元", "美元"})
PEOPLE = frozenset({"人", "人次", "名", "户"})
YEAR_ASSUMED = "report_year_assumed"
"""The flag of all rows of a report if neither its text nor its headings state its year."""


class Rated(NamedTuple):
    """The fields of an observation that decide its confidence; see ``Observation``.

    ``words`` are the words of its name.
    """

    rules: tuple[str, ...]
    flags: tuple[str, ...]
    measure: Measure
    status: Status
    start_year: int
    year: int
    bound: Bound
    scope: str
    indicator_code: str | None
    indicator: str
    unit: str
    action: str
    value_start: int
    sentence_start: int
    sentence: str
    words: tuple[str, ...]

    @property
    def flagged(self) -> bool:
        """Whether a flag says that something about this row is in doubt."""
        return bool(self.flags) and any(flag != YEAR_ASSUMED for flag in self.flags)

    @property
    def stated(self) -> tuple[str | int, ...]:
        """What the row says its value is of."""
        return self.indicator, self.measure, self.status, self.scope, self.start_year, self.year

    @classmethod
    def of(cls, row: Observation, words: tuple[str, ...]) -> Rated:
        """The fields of an observation that exists, and the words of its name."""
        return cls._make((*attrgetter(*cls._fields[:-1])(row), words))


class Companions(NamedTuple):
    """The other rows of a row's sentence: how many there are, and how many have a flag.

    ``repeated``: one of them is another value of the same quantity and period, so one of the names is wrong.
    """

    rows: int
    flagged: int
    repeated: bool


def companions(sentence: Sequence[Rated]) -> Iterator[Companions]:
    """For each row of a sentence, the others."""
    flagged = sum(row.flagged for row in sentence)
    names = [row.indicator for row in sentence]
    # Most sentences state each name once.
    stated = Counter(row.stated for row in sentence) if len(set(names)) < len(names) else {}
    for row in sentence:
        repeated = bool(stated) and stated[row.stated] > 1
        yield Companions(len(sentence) - 1, flagged - row.flagged, repeated)


def features(row: Rated, beside: Companions, uses: WordUses) -> Iterator[str]:
    """The features of a row that a program can compute, as short words: ``uncoded``, ``rule:name.own``.

    ``uses`` are the uses of words in names.
    """
    if row.rules[0].startswith(CELL):
        # The features of sentences do not apply to cells.
        yield "table"
        yield from (f"table:{flag}" for flag in row.flags)
        return
    yield "always"
    yield from _features_of_rules(row.rules)
    yield f"measure:{row.measure}"
    yield f"status:{row.status}"
    yield from (f"flag:{flag}" for flag in row.flags)
    yield from _features_of_sentence(beside)
    if row.start_year != row.year:
        yield "span"
    if row.bound != Bound.EXACT:
        yield "bound"
    if row.scope:
        yield "scope"
    if row.indicator_code is None:
        yield "uncoded"
        yield from _features_of_name(row)
        alone = row.indicator in {row.words[-1], row.action + row.words[-1]}
        yield from _features_of_words(row.words, alone, uses)


@lru_cache(maxsize=64)
def _features_of_sentence(beside: Companions) -> tuple[str, ...]:
    """The number of other rows of the sentence, and what they say about this one."""
    return (
        f"beside:{_class_of(beside.rows, BESIDE)}",
        *((f"beside-flagged:{min(beside.flagged, MANY)}",) if beside.flagged else ()),
        *(("repeated",) if beside.repeated else ()),
    )


@lru_cache(maxsize=1024)
def _features_of_rules(rules: tuple[str, ...]) -> tuple[str, ...]:
    """The rules that made the row, by what they decide; the same few rules make many rows."""
    return (
        f"rule:{rules[0]}",
        *(f"also:{rule}" for rule in rules[1:] if rule.partition(".")[0] in NAMING),
        *(f"time:{rule}" for rule in rules if rule.partition(".")[0] in TIMING),
    )


def _features_of_name(row: Rated) -> Iterator[str]:
    """The length of the name, its share of the clause before the number, and its content."""
    name = row.indicator
    yield f"length:{_class_of(len(name), LENGTHS)}"
    yield f"unit:{_kind_of(row.unit)}"
    yield f"counter:{row.unit}"
    before = row.sentence[: row.value_start - row.sentence_start]
    *earlier, clause = CLAUSE_ENDS.split(before)
    yield f"{'short' if len(name) <= SHORT else 'long'}:{'later' if earlier else 'first'}-clause"
    if row.action:
        yield f"verb:{'short' if len(name) - len(row.action) <= SHORT_OBJECT else 'long'}-object"
    yield f"unused:{_class_of(_unused(clause, name), UNUSED)}"
    if name in row.sentence:
        yield "contiguous"
    if clause.endswith(name):
        yield "before-number"
    if name.count("“") != name.count("”"):
        yield "unbalanced"
    yield from (f"contains:{mark}" for mark in "、的" if mark in name)


@lru_cache(maxsize=2048)
def _features_of_words(words: tuple[str, ...], alone: bool, uses: WordUses) -> tuple[str, ...]:
    """What names usually do with the words of this one: whether it begins and ends as names do.

    ``alone``: the name has one word, or a verb and one. Then it lacks its owner if the word seldom is a name:
    规模, but not 学位.
    """
    found = [uses.of(word) for word in words]
    first, last = found[0], found[-1]
    return (
        f"begins:{first.begins}", f"ends:{last.ends}", f"seen:{last.seen}", f"alone:{last.alone}",
        f"weakest:{min(use.inside for use in found)}", *((f"bare:{last.alone}",) if alone else ()),
    )  # fmt: skip


def _class_of(count: int, limits: tuple[int, ...]) -> str:
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
