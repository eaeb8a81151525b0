"""The cue words of reports' language, ready for matching."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from app.model.observation import Bound

PLACEHOLDER = re.compile("⟨(\\^?)([^⟩]+)⟩")


def longest_first(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


class ChangeWord(NamedTuple):
    """A word of change: its direction (1 up, -1 down) and form (verb 增长, noun 增速, flow 新增)."""

    sign: int
    form: str


class Patterns(dict[str, re.Pattern[str]]):
    """The compiled patterns by their templates, each compiled at its first use.

    A template is a regular expression in which ``⟨set⟩`` stands for the words of a set, and ``⟨^set⟩``, in a
    class of characters, for their first characters.
    """

    def __init__(self, alternation: Callable[[str], str], members: Mapping[str, Iterable[str]]) -> None:
        """``alternation`` makes the pattern for the words of a set, ``members`` has the words one by one."""
        self._alternation, self._members = cache(alternation), members

    def __missing__(self, template: str) -> re.Pattern[str]:
        pattern = re.compile(PLACEHOLDER.sub(self._words, template))
        self[template] = pattern
        return pattern

    def _words(self, placeholder: re.Match[str]) -> str:
        first, name = placeholder.groups()
        if first:
            return re.escape("".join(sorted({word[0] for word in self._members[name]})))
        # What must not follow a word can be a set too.
        return f"(?:{PLACEHOLDER.sub(self._words, self._alternation(name))})"


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue tables; the lengths of words are sorted from long to short, by first (or last) character."""

    units: dict[str, str]
    unit_blockers: dict[str, str]
    bounds_before: dict[str, Bound]
    bounds_after: dict[str, Bound]
    changes: dict[str, ChangeWord]
    states: frozenset[str]
    actions: frozenset[str]
    openers: dict[str, str]
    dependents: dict[str, str]
    counterparts: dict[str, str]
    doers: dict[str, str]
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
    members: dict[str, frozenset[str]]
    named_years: dict[str, int]
    compile: Callable[[str], re.Pattern[str]]
    """Return a pattern in which ``⟨set⟩`` stands for the words of a set of ``words.csv`` or ``times.csv``."""

    def has(self, name: str, word: str) -> bool:
        """Whether a set contains ``word`` as a whole."""
        return word in self.members[name]

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
        """The bound word that ends at ``end`` (超过, 约), or the empty text; 签约 is no 约."""
        for length in self.before_lengths.get(text[end - 1 : end], ()):
            word, before = text[max(0, end - length) : end], text[max(0, end - length - 1) : end - length]
            if word in self.bounds_before and (not before or before not in self.predicates.get(word, "")):
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
