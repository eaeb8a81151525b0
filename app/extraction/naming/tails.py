"""Reads the words after a number: the counted thing, the work on it, and its deed.

    tail = thing [ work ] [ deed ]      63个 社区 / 管网改造 / 全面完成
    deed = { aspect | manner | preposition … } verb [ object ]

A tail is cut into words, whose roles are in ``data/tails.csv``. The neighbours of a word with two roles
(建设: a deed or a work) decide between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.extraction.naming.tail_words import (
    BEFORE_DEEDS,
    DEEDS,
    LONGEST_WORD,
    WITHIN,
    TailWord,
    deed_of_words,
    tail_words,
    text_of_words,
)
from app.lexicon.types.cues import Cues

FOOTNOTE = re.compile(r"[〔\[（(]\d{1,3}[〕\]）)]|[①-⑳]")
BASIS = "(?:的?⟨on the ground⟩|(?<=..)为⟨taken for⟩(?:的.*)?)$"
"""Words that state the basis on which the things count."""
LONGEST_DEED = 36
PEOPLE = frozenset({"人", "名", "位", "人次"})
"""Units that count only people."""
AFTER_VERB = frozenset({"了", "、", "于", "到", "或", "并", "而"})
MATTERS = frozenset({"项", "件"})
"""Units of things that are themselves deeds: 改革 in 36项改革事项."""
AND = frozenset({"和", "与", "及", "以及"})


class Tail(NamedTuple):
    """The parts of a tail; ``deed`` is without the words of aspect (已, 均, 了)."""

    thing: str
    work: str = ""
    deed: str = ""


class Counting(NamedTuple):
    """The surroundings of a tail.

    ``unit`` is the unit of the number; ``governed`` is true if a verb comes before it, ``given`` if 为 or 对
    does, ``amount`` if the tail leads to another value.
    """

    unit: str
    governed: bool = False
    given: bool = False
    amount: bool = False


def read_tail(text: str, counting: Counting, cues: Cues, cut: Callable[[str], list[str]]) -> Tail:
    """Read the words after a number; ``cut`` cuts a text into words."""
    words = tail_words(cues.compile(BASIS).sub("", FOOTNOTE.sub("", text)), cues, cut)
    while words and _TailReader(words, counting, cues).is_among():
        words = words[:-1]
    reader = _TailReader(words, counting, cues)
    if not words or reader.is_deed():
        return Tail("", "", deed_of_words(words, cues))
    end = reader.deed_at()
    if counting.amount:
        end = reader.thing_end(end)
    deed = deed_of_words(words[end:], cues)
    if (thing := reader.cut_at(end)) < end:
        quality = reader.is_work(end - 1) or deed
        return Tail(
            text_of_words(words[:thing]), text_of_words(words[thing + 1 : end]) if quality else "", deed
        )
    work = reader.work_at(end)
    return Tail(text_of_words(words[:work]), text_of_words(words[work:end]), deed)


class _TailReader:
    """Finds the parts of one tail."""

    def __init__(self, words: Sequence[TailWord], counting: Counting, cues: Cues) -> None:
        self._words = words
        self._cues = cues
        self._unit, self._governed, self._given, _ = counting

    def is_work(self, at: int) -> bool:
        """Whether the words up to ``at`` end with a work on a thing: 改造, 规划任务."""
        if at < 1 or self._is_thing(at):
            return False
        return not self._words[at].roles.isdisjoint({"either", "work"})

    def is_among(self) -> bool:
        """Whether the tail only says among which things: 36项任务 中."""
        return (
            len(self._words) > 1 and self._words[-1].text in WITHIN and self._is_thing(len(self._words) - 2)
        )

    def is_deed(self) -> bool:
        """Whether the whole tail is a deed: 稳定 增收, 办结."""
        first = self._words[0].roles if self._words else frozenset()
        if len(self._words) == 1 and "verb" in first and not self._is_thing(0):
            return True
        return bool(first & {"manner", "intransitive"}) and self._follows_deed(0) and self._closes(1)

    def deed_at(self) -> int:
        """The start of the deed; the end of the tail if there is none."""
        for at in range(1, len(self._words)):
            if self._begins_deed(at):
                return self._from_thing(at)
        return len(self._words)

    def _from_thing(self, at: int) -> int:
        """The start of a deed that begins with words of no dictionary: 毕业生 择 吉 留 吉 就业."""
        start = at
        while (
            start > 1
            and self._words[start - 1].text not in {"的", *AND}
            and len(self._words[start - 1].text) == 1
            and not self._is_thing(start - 1)
        ):
            start -= 1
        return self._from_quality(start if self._is_thing(start - 1) else at)

    def _from_quality(self, at: int) -> int:
        """The start of a deed whose subject is a quality of the things, or their own: 断面水质达标."""
        if not self._counts() or self._is_thing(at - 1) or not self._is_theirs(at - 1):
            return at
        end = self.thing_end(at)
        while end < at and self._words[end].text in AND:
            end = self.thing_end(end - 1)
        return end

    def _is_theirs(self, at: int) -> bool:
        """Whether a word is a quality of things, or a thing that the unit does not count: 县市 规划."""
        word = self._words[at]
        thing, units = self._known_at(at)
        return "quality" in word.roles or (thing != "" and (bool(units) or not word.acts))

    def cut_at(self, end: int) -> int:
        """The end of a thing that is followed by an abstract noun: 村 的 试点工作."""
        if not self._counts() or self._is_thing(end - 1):
            return end
        places = range(1, end)
        return next((at for at in places if self._words[at].text == "的" and self._is_thing(at - 1)), end)

    def _counts(self) -> bool:
        return "counter" in self._cues.tails.get(self._unit, ())

    def work_at(self, end: int) -> int:
        """The start of the work on the thing: after the last thing that the unit counts."""
        if not self._counts() or not self.is_work(end - 1):
            return end
        at = self.thing_end(end)
        return end if at < end and self._words[at].text in AND else at

    def thing_end(self, end: int) -> int:
        """The end of the last thing before ``end`` that the unit counts; ``end`` if there is none."""
        return next((at for at in range(end, 0, -1) if self._is_thing(at - 1)), end)

    def _is_thing(self, at: int) -> bool:
        """Whether the words up to ``at`` end with a thing that the unit counts."""
        word, units = self._known_at(at)
        if not word or (units and self._unit not in units):
            return False
        return self._unit not in PEOPLE or "person" in self._cues.tails[word]

    def _known_at(self, at: int) -> tuple[str, frozenset[str]]:
        """The longest known thing at the end of the words up to ``at``, with its units; empty if none."""
        if at and self._words[at].text[0] in "（(":
            return self._known_at(at - 1)
        word = self._words[at].text
        shortest = len(word) if len(word) <= 2 else 1
        before = text_of_words(self._words[max(0, at - 2) : at + 1])
        for length in range(min(len(before), LONGEST_WORD - 1), shortest - 1, -1):
            if before[-length:] in self._cues.things:
                return before[-length:], self._cues.things[before[-length:]]
        return "", frozenset()

    def _begins_deed(self, at: int) -> bool:
        word, before = self._words[at], self._words[at - 1].text
        if word.text == "的" or before in {"的", "、"} or before in AND:
            return False
        if "certain" in word.roles or (word.text in WITHIN and self._is_thing(at - 1)):
            return True
        if word.quoted:
            return self._is_thing(at - 1) and self._quoted_deed(at)
        opens = self._opens_deed(at) if word.roles & BEFORE_DEEDS else word.acts and self._acts(at)
        return opens and not (self._modifies(at) or self._is_before_the_thing(at))

    def _is_before_the_thing(self, at: int) -> bool:
        """Whether words that may be a deed stand before the thing, which has its own: 未就业 毕业生 就业."""
        word, behind = self._words[at], self._words[at + 1 :]
        if word.roles & {"preposition", "passive"} or ("verb" in word.roles and len(word.text) > 1):
            return False
        basic = self._cues.has("partly", word.text) and not self._follows_deed(at + 1)
        if self._is_thing(at - 1) and not (basic or ("either" in word.roles and self._unit in MATTERS)):
            return False
        end = next((n for n, one in enumerate(behind) if "preposition" in one.roles), len(behind) - 1)
        return any(self._is_thing(n) and self._follows_deed(n + 1) for n in range(at + 1, at + 1 + end))

    def _opens_deed(self, at: int) -> bool:
        """Whether an adverb or preposition opens a deed: its verb follows, or a thing precedes it."""
        word, rest = self._words[at], self._words[at + 1 :]
        thing = self._is_thing(at - 1)
        if "preposition" in word.roles:
            last = self._is_thing(len(self._words) - 1)
            return any(one.acts for one in rest[1:]) or (thing and not last) or self._acts(at)
        if "manner" in word.roles:
            return self._follows_deed(at + 1) or (thing and not self._governed)
        return any(one.acts or one.quoted for one in rest)

    def _acts(self, at: int) -> bool:
        """Whether the neighbours of the verb at ``at`` make it a deed."""
        word = self._words[at]
        thing = self._is_thing(at - 1)
        if not thing and self._before_thing(at):
            return False
        done = [one.text for one in self._words[at + 1 : at + 2]] == ["了"] and at + 2 < len(self._words)
        if "verb" in word.roles and (at + 1 < len(self._words)):
            return thing or not self._governed
        if done:
            return thing and not self._governed
        if "intransitive" in word.roles or "verb" in word.roles:
            return (
                (self._closes(at + 1) and not self._governed)
                or (thing and not self._governed)
                or (thing and self._closes(at + 1))
            )
        if "either" not in word.roles or "work" in self._words[-1].roles or self._names_works(at):
            return False
        return thing and not self._governed and at + 1 < len(self._words) and not self._closes(at + 1)

    def _names_works(self, at: int) -> bool:
        """Whether the verb at ``at`` qualifies works, which have a deed after them: 改造 项目 全面 开工."""
        behind = self._words[at + 1 : at + 2]
        works = any(self._cues.compile("⟨works⟩").fullmatch(word.text) for word in behind)
        return works and self._is_thing(at + 1) and self._follows_deed(at + 2)

    def _closes(self, at: int) -> bool:
        """Whether only verbs, adverbs and places follow: 签约 落地, 落户 在 园区."""
        if at >= len(self._words):
            return True
        word = self._words[at]
        if word.roles & {"aspect", "manner", "preposition"} or word.text in AFTER_VERB or word.quoted:
            return True
        return word.acts and ("verb" in word.roles or self._closes(at + 1))

    def _follows_deed(self, at: int) -> bool:
        """Whether a verb follows, directly or after adverbs."""
        while at < len(self._words) and self._words[at].roles & BEFORE_DEEDS and not self._words[at].acts:
            at += 1
        return at < len(self._words) and (self._words[at].acts or self._words[at].quoted)

    def _modifies(self, at: int) -> bool:
        """Whether the words from ``at`` on modify a thing after them: 就业创业 项目, 建成 的 广场."""
        last = len(self._words) - 1
        if at >= last or not self._is_thing(last):
            return False
        rest = self._words[at:last]
        if any(word.text == "的" for word in rest):
            return True
        done_to = self._is_thing(at - 1) and (self._given or self._takes_object(at))
        if done_to or any(word.text == "了" for word in rest):
            return False
        strong = any(word.roles & {"verb", "aspect", "passive"} for word in rest)
        return not strong or all(word.acts or "manner" in word.roles for word in rest)

    def _takes_object(self, at: int) -> bool:
        """Whether a verb that is no noun has the thing after it as its object: 企业 退出 平台."""
        roles, last = self._words[at].roles, self._words[-1]
        works = "work" in last.roles or self._cues.compile("⟨works⟩|⟨unit of scale⟩").fullmatch(last.text)
        return "verb" in roles and "either" not in roles and not (works or self._governed)

    def _before_thing(self, at: int) -> bool:
        """Whether the thing comes right after the verbs at ``at``: 先期 实施 项目 全部 开工."""
        while at < len(self._words) and self._words[at].acts:
            at += 1
        return at < len(self._words) and self._is_thing(at)

    def _quoted_deed(self, at: int) -> bool:
        if at + 1 < len(self._words):
            return self._begins_deed(at + 1)
        inside = self._words[at].text[1:-1]
        return (
            any(self._cues.tails.get(inside[-n:], frozenset()) & DEEDS for n in (2, 3))
            or inside[-1:] in "办罚查"
        )
