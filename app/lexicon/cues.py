"""Loads the tables of cue words, each from its own file in ``data/``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from app.lexicon.tables import read_table
from app.lexicon.types.cues import ChangeWord, Cues, Patterns
from app.lexicon.units import load_units
from app.model.observation import Bound


def _lengths(words: Iterable[str], *, last: bool = False) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[-1] if last else word[0], set()).add(len(word))
    return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in found.items()}


def _word_sets() -> dict[str, list[tuple[str, str]]]:
    """The words of each set, and of each role of time expressions.

    Each word has the pattern that must not follow it, ``unless_before``, which can refer to a set as ⟨set⟩.
    """
    words = read_table(
        "words", ("set", "word", "unless_before", "note"),
        lambda set_, word, unless_before, _note: (set_, word, unless_before),
    )  # fmt: skip
    sets: dict[str, list[tuple[str, str]]] = {}
    for name, word, barred in (*words, *((role, word, barred) for role, word, barred, _ in _times())):
        sets.setdefault(name, []).append((word, barred))
    return sets


@cache
def _times() -> tuple[tuple[str, str, str, int], ...]:
    """The time expressions: role, word, pattern that must not follow, year of an era or milestone or 0."""
    return read_table(
        "times", ("role", "word", "unless_before", "year", "note"),
        lambda role, word, unless_before, year, _note: (role, word, unless_before, int(year or 0)),
    )  # fmt: skip


def _tails() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The words after a number with their roles, and the counted things with the units that count them."""
    columns = ("role", "word", "units", "note")
    roles: dict[str, set[str]] = {}
    things: dict[str, frozenset[str]] = {}
    for word, role, units in read_table(
        "tails", columns, lambda role, word, units, _note: (word, role, units)
    ):
        if role in {"thing", "person"}:
            things[word] = things.get(word, frozenset()) | frozenset(filter(None, units.split("|")))
        roles.setdefault(word, set()).add(role)
    return {word: frozenset(its) for word, its in roles.items()}, things


def _length_and_barred(word: tuple[str, str]) -> tuple[int, str]:
    return -len(word[0]), word[1]


def _alternatives(words: Iterable[tuple[str, str]]) -> str:
    """A pattern for words, the longest first; those that exclude the same share one lookahead."""
    groups = (
        ("|".join(re.escape(word) for word, _ in group), barred)
        for (_, barred), group in groupby(sorted(words, key=_length_and_barred), _length_and_barred)
    )
    return "|".join(f"(?:{alike})(?!{barred})" if barred else alike for alike, barred in groups)


@cache
def load_cues() -> Cues:
    """The cue tables, read once."""
    units = {row.symbol: row.kind for row in load_units().rows.values()}
    bounds = read_table(
        "bounds",
        ("word", "place", "bound", "note"),
        lambda word, place, bound, _note: (word, place, Bound(bound)),
    )
    changes = dict(read_table("changes", ("word", "direction", "form", "note"), _change))
    verbs = _pairs("verbs", "verb", "kind")
    openers = _pairs("openers", "word", "kind")
    contractions = {
        short: tuple(names.split("|")) for short, names in _pairs("contractions", "short", "names").items()
    }
    structures = {
        words: tuple(parts.split("|")) for words, parts in _pairs("structures", "of", "parts").items()
    }
    before = {word: bound for word, place, bound in bounds if place == "before"}
    after = {word: bound for word, place, bound in bounds if place == "after"}
    sets = _word_sets()
    members = {name: frozenset(word for word, _ in words) for name, words in sets.items()}
    patterns = Patterns(lambda name: _alternatives(sets[name]), members)
    actions = frozenset(verb for verb, kind in verbs.items() if kind == "action")
    return Cues(
        units, _pairs("unit_blockers", "unit", "blockers"), before, after, changes, _words("states"), actions,
        openers, _pairs("dependents", "word", "owner"), _pairs("counterparts", "word", "other"),
        _pairs("doers", "unit", "doer"), contractions, structures, _lengths(units),
        _lengths(before, last=True),
        _lengths(after), _lengths(actions), _lengths(openers), _pairs("predicates", "word", "unless_after"),
        *_tails(), members, {word: year for _, word, _, year in _times() if year}, patterns.__getitem__,
    )  # fmt: skip


def _pairs(table: str, key: str, value: str) -> dict[str, str]:
    """A table of pairs: each word with its meaning."""
    return dict(read_table(table, (key, value, "note"), lambda key, value, _note: (key, value)))


def _words(table: str) -> frozenset[str]:
    """A table with a single column of words."""
    return frozenset(read_table(table, ("word", "note"), lambda word, _note: word))


def _change(word: str, direction: str, form: str, _note: str) -> tuple[str, ChangeWord]:
    return word, ChangeWord({"up": 1, "down": -1}[direction], form)
