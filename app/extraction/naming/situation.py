"""The input of a form of naming (``Situation``), and its result (``Naming``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from app.extraction.naming.check import Checker
from app.extraction.naming.context import NamingContext
from app.extraction.naming.coordination import Namer
from app.extraction.naming.leads import NOUN_ENDS, Lead
from app.extraction.rules import Decision
from app.extraction.values import NamingKind, Quantity
from app.lexicon.types.cues import Cues

OUTCOME = "⟨actual outcome⟩.{0,3}"
BUILDING = "⟨works⟩$"
COMPLETED = "⟨completed investment⟩"
"""The completed investment of projects is what was spent on them, not what they cost."""
OF = re.compile("(?<!目)的|的(?!地)")
"""的 between a modifier and its noun; 目的地 is one noun."""
BY_WHEN = "(?<=..)(?:\\d{1,2}月[底末]?前?|年[底末]前?|⟨by when⟩)$"
"""Words of time at the end of a stretch: 6月底前."""
ADVERBS = frozenset({"aspect", "certain", "manner"})
ADVERB_LENGTHS = (4, 3, 2)
SHORTEST_THING = 2
SHORT_NOUNS = frozenset("县镇乡村区市州旗")
"""Counted places whose noun is a single character: 19个镇列入全国重点镇."""


class Around(NamedTuple):
    """The text around a group of values, with its mask.

    ``sentence`` is the sentence; ``begin`` is the end of the group before, ``left`` the start of the words
    before the values, ``right`` the start of the words after them.
    """

    chars: str
    mask: str
    sentence: tuple[int, int]
    begin: int
    left: int
    right: int


class Situation(NamedTuple):
    """A group of values with everything that may name them.

    ``size`` is the number of values, ``kind`` the kind of the last value's unit. ``first`` and ``has_next``
    give the position of the group in its clause, ``mark`` is the mark before the clause; ``following`` are
    the words after the next value, or the next clause if it has no value. ``inside`` is true if the lead is
    the tail of a counted thing (201个村经营性收入…).
    ``pattern`` compiles a template that may contain word sets.
    """

    quantities: tuple[Quantity, ...]
    size: int
    kind: str
    lead: Lead
    lead_text: str
    tail: str
    tail_mask: str
    following: str
    mark: str
    first: bool
    has_next: bool
    inside: bool
    context: NamingContext
    namer: Namer
    cues: Cues
    pattern: Callable[[str], re.Pattern[str]]
    known: Callable[[str], bool]
    checker: Checker
    closing_verbs: Callable[[str], str]
    around: Around

    @property
    def announced(self) -> bool:
        """Whether 预期目标 came earlier in the sentence."""
        around = self.around
        aim = self.pattern("⟨expected aim⟩").search(around.chars, around.sentence[0], around.begin)
        return aim is not None

    @property
    def outcome_follows(self) -> bool:
        """Whether the next clause states what came of this value: 计划为8万吨，实际达到9万吨."""
        return self.pattern(OUTCOME).fullmatch(self.following) is not None

    def names_before(self, count: int) -> tuple[str, ...]:
        """The last ``count`` names that the sentence stated, or fewer."""
        context = self.context
        if count > 1 and len(context.heads) == count:
            return context.heads
        if count > 1:
            return context.history[-count:]
        return (context.heads or context.history or context.ago)[-1:]

    def without_verb(self, name: str) -> str:
        """A name without the verb of action at its start: 新增市场主体 is 市场主体."""
        at = 0
        while word := self.cues.action_at(name, at):
            if at and name[at + len(word) : at + len(word) + 1] in NOUN_ENDS:
                break
            at += len(word)
        if at and OF.search(name, at):
            return OF.split(name)[-1]
        return name[at:] if at < len(name) - 1 else name

    def built(self, words: str) -> str:
        """The works that a clause says are under construction: 港口基础设施建设 of 加强港口基础设施建设."""
        words = self.without_verb(words.lstrip("的"))
        match = self.pattern("⟨progress⟩").search(words, 2)
        thing = self.pattern("⟨work suffix⟩$").sub("", words[: match.start()] if match else words)
        return thing if match and len(thing) > 1 else thing if self.pattern(BUILDING).search(thing) else ""

    def noun_of(self, name: str) -> str:
        """The counted noun at a name's start: 市级重点建设项目 of 市级重点建设项目全部开工."""
        deed = self.pattern("⟨deed⟩(?!⟨deed noun⟩)")
        if name[:1] in SHORT_NOUNS and deed.match(name, 1):
            return name[:1]
        match = deed.search(name, 2)
        return self._before_adverbs(name[: match.start()]) if match else name

    def _before_adverbs(self, thing: str) -> str:
        """A thing without the adverbs of the deed behind it: 科创园 of 科创园6月底前全速."""
        while True:
            adverb = next((n for n in ADVERB_LENGTHS if self._is_adverb(thing[-n:])), 0)
            when = self.pattern(BY_WHEN).search(thing)
            end = when.start() if when else len(thing) - adverb
            if end == len(thing) or end < SHORTEST_THING:
                return thing
            thing = thing[:end]

    def _is_adverb(self, word: str) -> bool:
        """Whether a word only says when or how a deed is done: 即将, 顺利."""
        roles = self.cues.tails.get(word, frozenset())
        return bool(roles) and roles <= ADVERBS


class Naming(NamedTuple):
    """Names for the values of a group, one each, and the decisions that made them.

    ``kind`` says what the form states in addition to the names; ``stated`` is true if a verb of state came
    between name and value, ``fresh`` if a new list of heads starts.
    """

    names: tuple[str, ...]
    decisions: tuple[Decision, ...]
    verb: str = ""
    among: str = ""
    kind: NamingKind = NamingKind.PLAIN
    stated: bool = False
    fresh: bool = True
    flags: tuple[str, ...] = ()


Form = Callable[[Situation], Naming | None]
