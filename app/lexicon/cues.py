"""The cue words of reports' language, loaded from tables and made ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.lexicon.tables import read_table
from app.lexicon.units import load_units
from app.model.observation import Bound

PLACEHOLDER = re.compile("⟨([^⟩]+)⟩")


def longest_first(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Change:
    """A word of change: its direction (1 up, -1 down) and form (verb 增长, noun 增速, flow 新增)."""

    sign: int
    form: str


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue tables; the lengths of words are kept longest first, by first (or last) character."""

    units: dict[str, str]
    unit_blockers: dict[str, str]
    bounds_before: dict[str, Bound]
    bounds_after: dict[str, Bound]
    changes: dict[str, Change]
    states: frozenset[str]
    actions: frozenset[str]
    openers: dict[str, str]
    dependents: dict[str, str]
    contractions: dict[str, tuple[str, ...]]
    structures: dict[str, tuple[str, ...]]
    unit_lengths: dict[str, tuple[int, ...]]
    before_lengths: dict[str, tuple[int, ...]]
    after_lengths: dict[str, tuple[int, ...]]
    action_lengths: dict[str, tuple[int, ...]]
    opener_lengths: dict[str, tuple[int, ...]]
    predicates: dict[str, str]
    tails: dict[str, frozenset[str]]
    things: dict[str, frozenset[str]]
    sets: dict[str, str]
    named_years: dict[str, int]
    compiled: dict[str, re.Pattern[str]]

    def compile(self, template: str) -> re.Pattern[str]:
        """A pattern in which ``⟨set⟩`` stands for the words of that set in ``words.csv`` or ``times.csv``."""
        pattern = self.compiled.get(template)
        if pattern is None:
            pattern = re.compile(PLACEHOLDER.sub(lambda found: f"(?:{self.sets[found[1]]})", template))
            self.compiled[template] = pattern
        return pattern

    def unit_at(self, text: str, at: int) -> tuple[str, str]:
        """The longest unit that begins at ``at`` and its kind; empty texts where there is none."""
        for length in self.unit_lengths.get(text[at : at + 1], ()):
            unit = text[at : at + length]
            follower = text[at + length : at + length + 1]
            if unit in self.units and not (follower and follower in self.unit_blockers.get(unit, "")):
                return self._compound(text, at + length, unit)
        return "", ""

    def _compound(self, text: str, at: int, unit: str) -> tuple[str, str]:
        """The unit with what it is divided by: 克/千克."""
        if text[at : at + 1] == "/" and (below := self.unit_at(text, at + 1)[0]):
            return f"{unit}/{below}", self.units[unit]
        return unit, self.units[unit]

    def bound_before(self, text: str, end: int) -> str:
        """The bound word that ends at ``end`` (超过, 约), or the empty text."""
        for length in self.before_lengths.get(text[end - 1 : end], ()):
            if (word := text[max(0, end - length) : end]) in self.bounds_before:
                return word
        return ""

    def bound_after(self, text: str, at: int) -> str:
        """The bound word that begins at ``at`` (左右, 以上), or the empty text."""
        for length in self.after_lengths.get(text[at : at + 1], ()):
            if (word := text[at : at + length]) in self.bounds_after:
                return word
        return ""

    def action_at(self, text: str, at: int) -> str:
        """The longest verb of action that begins at ``at`` (新建), or the empty text."""
        for length in self.action_lengths.get(text[at : at + 1], ()):
            if (word := text[at : at + length]) in self.actions:
                return word
        return ""

    def opener_at(self, text: str, at: int) -> tuple[str, str]:
        """The longest opener that begins at ``at`` (其中, 力争) and its kind, or empty texts."""
        for length in self.opener_lengths.get(text[at : at + 1], ()):
            if (word := text[at : at + length]) in self.openers:
                return word, self.openers[word]
        return "", ""


def _lengths(words: Iterable[str], *, last: bool = False) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[-1] if last else word[0], set()).add(len(word))
    return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in found.items()}


def _word_sets() -> dict[str, str]:
    """Each set of words, and each role of words of time, as an alternation, longest first.

    ``unless_before`` bars what follows a word.
    """
    words = read_table(
        "words", ("set", "word", "unless_before", "note"),
        lambda row: (row["set"], row["word"], row["unless_before"]),
    )  # fmt: skip
    sets: dict[str, list[tuple[str, str]]] = {}
    for name, word, barred in (*words, *((role, word, barred) for role, word, barred, _ in _times())):
        sets.setdefault(name, []).append((word, barred))
    return {
        name: "|".join(_alternative(*word) for word in sorted(words, key=_length))
        for name, words in sets.items()
    }


def _times() -> tuple[tuple[str, str, str, int], ...]:
    """The words of time: role, word, what it must not stand before, the year of an era or milestone or 0."""
    return read_table(
        "times", ("role", "word", "unless_before", "year", "note"),
        lambda row: (row["role"], row["word"], row["unless_before"], int(row["year"] or 0)),
    )  # fmt: skip


def _tails() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The words behind a number with their roles, and the counted things with the units that they take."""
    columns = ("role", "word", "units", "note")
    roles: dict[str, set[str]] = {}
    things: dict[str, frozenset[str]] = {}
    for word, role, units in read_table(
        "tails", columns, lambda row: (row["word"], row["role"], row["units"])
    ):
        if role in {"thing", "person"}:
            things[word] = things.get(word, frozenset()) | frozenset(filter(None, units.split("|")))
        roles.setdefault(word, set()).add(role)
    return {word: frozenset(its) for word, its in roles.items()}, things


def _length(word: tuple[str, str]) -> tuple[int, str]:
    return -len(word[0]), word[0]


def _alternative(word: str, barred: str) -> str:
    return f"{re.escape(word)}(?!{barred})" if barred else re.escape(word)


@cache
def load_cues() -> Cues:
    """The cue tables, read once."""
    units = {row.symbol: row.kind for row in load_units().values()}
    bounds = read_table(
        "bounds",
        ("word", "place", "bound", "note"),
        lambda row: (row["word"], row["place"], Bound(row["bound"])),
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
    actions = frozenset(verb for verb, kind in verbs.items() if kind == "action")
    return Cues(
        units, _pairs("unit_blockers", "unit", "blockers"), before, after, changes, _words("states"), actions,
        openers, _pairs("dependents", "word", "owner"), contractions, structures, _lengths(units),
        _lengths(before, last=True),
        _lengths(after), _lengths(actions), _lengths(openers), _pairs("predicates", "word", "unless_after"),
        *_tails(), _word_sets(), {word: year for _, word, _, year in _times() if year}, {},
    )  # fmt: skip


def _pairs(table: str, key: str, value: str) -> dict[str, str]:
    """A table of words and what each is."""
    return dict(read_table(table, (key, value, "note"), lambda row: (row[key], row[value])))


def _words(table: str) -> frozenset[str]:
    """A table of words alone."""
    return frozenset(read_table(table, ("word", "note"), lambda row: row["word"]))


def _change(row: dict[str, str]) -> tuple[str, Change]:
    return row["word"], Change({"up": 1, "down": -1}[row["direction"]], row["form"])
