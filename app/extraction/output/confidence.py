"""Computes the features of a row that decide its confidence; anyone can check them.

The weights are in ``app/lexicon/data/confidence_points.csv``; ``python -m tests.fit`` fits them on annotated
sentences. A feature without a weight does not count. What names usually do with a word is in
``word_use.csv``.
"""

from __future__ import annotations

from functools import lru_cache

from app.extraction.output.rated import Companions, Rated
from app.extraction.output.wording import class_of, features_of_wording
from app.lexicon.types.word_use import WordUses
from app.model.observation import Bound, Measure, Status

CELL = "table."
"""The prefix of the rules that name the rows of tables."""
NAMING = frozenset({"name", "form", "list", "pair", "fallback", "repair", "tell"})
TIMING = frozenset({"period", "years"})
BESIDE = (0, 1, 3, 6)
"""The upper limits of the classes of the number of other rows in the sentence."""
MANY = 2
"""Two or more flagged rows in the sentence are many."""


def features(row: Rated, beside: Companions, uses: WordUses) -> list[str]:
    """The features of a row that a program can compute, as short words: ``uncoded``, ``rule:name.own``.

    ``uses`` are the uses of words in names.
    """
    if row.rules[0].startswith(CELL):
        # The features of sentences do not apply to cells.
        return ["table", f"table:{row.rules[0].removeprefix(CELL)}", *[f"table:{flag}" for flag in row.flags]]
    found = [
        *_features_of_rules(row.rules, row.measure, row.status, row.flags),
        *_features_of_sentence(beside),
    ]
    if row.start_year != row.year:
        found.append("span")
    if row.bound != Bound.EXACT:
        found.append("bound")
    if row.scope:
        found.append("scope")
    if row.indicator_code is None:
        alone = row.indicator in {row.words[-1], row.action + row.words[-1]}
        found += ["uncoded", *features_of_wording(row), *_features_of_words(row.words, alone, uses)]
    return found


@lru_cache(maxsize=64)
def _features_of_sentence(beside: Companions) -> tuple[str, ...]:
    """The number of other rows of the sentence, and what they say about this one."""
    return (
        f"beside:{class_of(beside.rows, BESIDE)}",
        *((f"beside-flagged:{min(beside.flagged, MANY)}",) if beside.flagged else ()),
        *(("repeated",) if beside.repeated else ()),
    )


@lru_cache(maxsize=1024)
def _features_of_rules(
    rules: tuple[str, ...], measure: Measure, status: Status, flags: tuple[str, ...]
) -> tuple[str, ...]:
    """The rules that made the row, by what they decide, and what they said; the same few make many rows."""
    return (
        "always", f"rule:{rules[0]}", f"measure:{measure}", f"status:{status}",
        *(f"also:{rule}" for rule in rules[1:] if rule.partition(".")[0] in NAMING),
        *(f"time:{rule}" for rule in rules if rule.partition(".")[0] in TIMING),
        *(f"flag:{flag}" for flag in flags),
    )  # fmt: skip


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
