"""Finds the clause that a mark of lists separates from the words of a value, as a comma would."""

from __future__ import annotations

import re

from app.extraction.naming.coordination import Namer
from app.extraction.naming.leads import LeadReader
from app.extraction.naming.tail_words import TailWord, tail_words
from app.extraction.rules import rule
from app.extraction.text.clauses import Clause
from app.lexicon.types.cues import Cues

MARK = "、"
SHORTEST_SUBJECT = 3
SHORTEST_OBJECT = 2
BEFORE_DEEDS = frozenset({"aspect", "manner"})
ALONE = "intransitive"
REALISES = "(?<=..)(?<!的)(?:⟨realises in clause⟩)(?=...)"
GETS = "(?<=..)(?<!的)(?:⟨gets in clause⟩)(?=...)|(?<=...)获批$"
HASTE = "(?:⟨haste⟩|⟨before a deed⟩|⟨time in name⟩)*"
TASK = "⟨end of task⟩$"
EACH = "⟨of each⟩"
LISTED = re.compile("[和或及与]")


class Phrases:
    """Recognises clauses before a mark, with the tools for names."""

    def __init__(self, cues: Cues, reader: LeadReader, namer: Namer) -> None:
        self._cues, self._reader, self._namer = cues, reader, namer

    def end(self, text: str, mask: str) -> int:
        """Where the words of the value begin: after the last mark that ends a clause, or 0."""
        at = len(mask)
        while (at := mask.rfind(MARK, 0, at)) > 0:
            begin = mask.rfind(MARK, 0, at) + 1
            if self._apart(text[begin:at], text[at + 1 :]):
                return at + 1
        return 0

    def _apart(self, before: str, after: str) -> bool:
        """Whether a clause ends before a mark, and the words after it have a name of their own."""
        left = self._reader.openers(after)[0]
        right = max(self._reader.predicate(after, left)[0], left)
        name = after[left:right]
        if not name or "的" in name or "等" in name or self._each(name, after[right:]):
            return False
        if self._cues.compile("⟨reach⟩").fullmatch(name) and self._acts(before):
            return True
        if self._namer.measures(before):
            return False
        return self._happens(before) or (MARK not in after and self._follows(before, name))

    def _each(self, name: str, predicate: str) -> bool:
        """Whether a value applies to each of several names: A、B均达80%, A、B分别增长3%、4%."""
        ends = self._cues.compile(f"{EACH}$").search(name)
        return (ends or self._cues.compile(EACH).search(predicate)) is not None

    def _follows(self, before: str, name: str) -> bool:
        """Whether a name that acts or measures follows a clause: 推进医药改革、压减药品费用."""
        if self._does(name):
            return self._gets(before) or self._acts(before)
        return self._namer.measures(name) and (self._gets(before) or self._is_task(before))

    def _gets(self, text: str) -> bool:
        """Whether a subject gets or becomes something: 产业园获批, 水库主体工程开工."""
        if not text.strip() or self._cues.action_at(text, 0):
            return False
        if self._cues.compile(GETS).search(text):
            return True
        *words, last = tail_words(text, self._cues, self._namer.cut)
        subject = sum(len(word.text) for word in words)
        return subject >= SHORTEST_SUBJECT and ALONE in last.roles

    def _happens(self, text: str) -> bool:
        """Whether a text is a subject with what became of it: 工程全面开工, 医保实现市级统筹."""
        if not text.strip() or self._cues.action_at(text, 0):
            return False
        if stated := self._cues.compile(REALISES).search(text):
            return not self._namer.measures(text[stated.end() :])
        *words, last = tail_words(text, self._cues, self._namer.cut)
        return len(words) > 1 and _done(words[-1], last)

    def _is_task(self, text: str) -> bool:
        """Whether a text is a task: 深化审批制度改革."""
        return self._acts(text) and self._cues.compile(TASK).search(text) is not None

    def _acts(self, text: str) -> bool:
        """Whether a text is a deed with its object: 完善医保体系; not 新建和改建学校."""
        at = self._haste(text)
        verb = self._cues.action_at(text, at)
        rest = text[at + len(verb) :]
        kind = self._cues.compile("⟨modifier verb⟩|⟨gained⟩|⟨new deed⟩").match(verb)
        return bool(verb) and not kind and len(rest) >= SHORTEST_OBJECT and not LISTED.match(rest)

    def _does(self, name: str) -> bool:
        """Whether a name says what was done, or who was reached: 引进孵化企业, 惠及."""
        if self._cues.compile("⟨reach⟩").fullmatch(name):
            return True
        at = self._haste(name)
        verb = self._cues.action_at(name, at)
        noun = not at and self._cues.compile("⟨verb or noun⟩").fullmatch(verb)
        kind = noun or self._cues.compile("⟨modifier verb⟩|⟨gained⟩|⟨deed with its object⟩").fullmatch(verb)
        return bool(verb) and not kind and len(name) - at - len(verb) >= SHORTEST_OBJECT

    def _haste(self, text: str) -> int:
        at = self._reader.openers(text)[0]
        haste = self._cues.compile(HASTE).match(text, at)
        return haste.end() if haste else at


def _done(before: TailWord, last: TailWord) -> bool:
    """Whether the last words say what became of something: 陆续投产, 深入推进; not 清洁生产."""
    return last.acts and not BEFORE_DEEDS.isdisjoint(before.roles)


@rule("lead.clause-before-mark")
def clause_apart(phrases: Phrases, chars: str, mask: str, clause: Clause) -> Clause | None:
    """A mark of lists ends a clause before the words of a value: 推进控辍保学、义务教育巩固率达到97%.

    Returns the clause without the words up to the mark; None if the mark separates things: 新建公园、绿地5处.
    """
    if not clause.groups or MARK not in mask[slice(*clause.groups[0].lead)]:
        return None
    start, end = clause.groups[0].lead
    begin = start + phrases.end(chars[start:end], mask[start:end])
    if begin == start:
        return None
    groups = (clause.groups[0]._replace(lead=(begin, end)), *clause.groups[1:])
    return clause._replace(start=begin, mark="，", groups=groups)
