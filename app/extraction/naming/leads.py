"""Reads the words before a value: opener, verb, name and predicate.

    lead = { opener } [ VERB ] [ name ] { predicate }

Openers are cut from the start and predicates from the end; the name is what remains.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from app.extraction.naming.circumstances import FRAMED, closing_circumstance
from app.extraction.naming.openings import mark_or_time
from app.extraction.rules import Decision, rule
from app.extraction.time.comparisons import (
    NOT_COMPARED,
    TO_YEAR,
    ComparisonBase,
    compared_with,
    comparing_words,
    comparison,
)
from app.extraction.time.grammar import opening
from app.extraction.time.turns import AT_END
from app.lexicon.types.cues import ChangeWord, Cues

TO = "[到至]⟨per head⟩?$"
JOINS = "和并或及、"
SHORTEST_VERB = 2
NOUN_ENDS = frozenset("林业额量率值费者品地性度力点站所员线权期网厂司局价税总")
NO_STATES = frozenset({"的", "了", "共", "约", "也", "近"})
OBTAINED = "⟨obtained⟩$"
POLLUTION = "⟨measure of pollution⟩[^，。；、]{0,16}$"


class Lead(NamedTuple):
    """The parts of a lead: ``name`` starts with ``verb``; ``words`` are the predicate from left to right.

    ``compared`` is the basis of a comparison (较2020年增长). ``yearly`` is true if the value is an average
    per year (年均), ``cumulative`` if it adds up over the years (累计). ``start`` and ``end`` delimit the
    name in the text; ``cut`` is the last decision on words that were cut from its ends.
    """

    name: str
    start: int
    end: int
    verb: str
    words: tuple[str, ...]
    change: ChangeWord | None
    settled: bool
    compared: ComparisonBase
    scope: str
    commitment: str
    part: bool
    cumulative: bool
    yearly: bool
    attribute: str
    separated: bool
    cut: Decision | None = None

    @property
    def noun(self) -> str:
        """The name without its verb."""
        return self.name[len(self.verb) :]

    def graded(self, is_grade: Callable[[str], bool]) -> Lead:
        """The lead of counted things, in which a grade is not a scope: 省级企业7家、市级9家, 市级65个项目."""
        return self._replace(name=self.scope, scope="") if is_grade(self.scope) else self

    @property
    def spread(self) -> bool:
        """Whether 分别 gives each name its own value."""
        return "分别" in self.words

    @property
    def stated(self) -> bool:
        """Whether a verb of state or change comes before the value (达到, 增长)."""
        return not NO_STATES.issuperset(self.words)


class LeadReader:
    """Splits leads into their parts by the cue tables."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._tails = tails = {*cues.predicates, *cues.states, *cues.changes}
        self._flows = tuple(word for word, change in cues.changes.items() if change.form == "flow")
        self._tail_lengths: dict[str, tuple[int, ...]] = {}
        for word in tails:
            known = set(self._tail_lengths.get(word[-1], ()))
            self._tail_lengths[word[-1]] = tuple(sorted(known | {len(word)}, reverse=True))

    def read(self, text: str, start: int) -> Lead:
        """Read the lead that starts at position ``start`` of the report."""
        left, openers = opening_words(self, text)
        right, words, compared = stating_words(self, text, left)
        body = text[left:right]
        attribute = ""
        if (at := body.find("分别")) >= 0:
            attribute = self._without_states(body[at + 2 :])
            words = ("分别", *words)
            body = self._cues.compile(FRAMED).sub("", self._cues.compile(AT_END).sub("", body[:at]))
            right = left + len(body)
        cut = opening_words.decision((start, start + left)) if left else None
        if right < len(text):
            cut = stating_words.decision((start + right, start + len(text)), origin=cut)
        if self._cues.has("modal", body):
            body, right, words = "", left, (body, *words)
        verb = self.verbs(body)
        change, settled = self._change(words) if words else (None, False)
        commitment = openers["commitment"] or next(
            (word for word in words if self._cues.openers.get(word) == "commitment"), ""
        )
        return Lead(
            name=body, start=start + left, end=start + right, verb=verb, words=words, change=change,
            settled=settled, compared=compared,
            scope=openers["scope"], commitment=commitment, part=bool(openers["part"]),
            cumulative=bool(openers["cumulative"]) or any(map(self._cues.compile("⟨sums up⟩").match, words)),
            yearly=not self._cues.members["each year"].isdisjoint(words) or self._averaged(words),
            attribute=attribute,
            separated=bool(openers["separated"]), cut=cut,
        )  # fmt: skip

    def openers(self, text: str) -> tuple[int, dict[str, str]]:
        """The end of the openers, and their words by kind (commitment, scope, part ...)."""
        found = dict.fromkeys(("scope", "commitment", "part", "cumulative", "separated"), "")
        at = 0
        while length := mark_or_time(self._cues, text, at, found) or self._opener(text, at, found):
            at += length
        return at, found

    def _opener(self, text: str, at: int, found: dict[str, str]) -> int:
        word, kind = self._cues.opener_at(text, at)
        alone = kind == "scope-if-alone"
        if not word or (alone and at + len(word) < len(text)):
            return 0
        if kind == "manner" and not self._cues.action_at(text, at + len(word)):
            return 0
        if self._obtains(text, at, word) or self._cues.compile("⟨no opener⟩").match(text, at):
            return 0
        summed = self._cues.has("sums up", word) or (word == "共" and text[at - 1 : at] == "年")
        kind = "scope" if alone else "cumulative" if summed else kind
        if kind in found:
            found[kind] = word
        return len(word)

    def _obtains(self, text: str, at: int, word: str) -> bool:
        """Whether an opener is a verb here: 争取上级资金, 争取到试点; but 争取全年财政收入 has an opener."""
        if not self._cues.has("verb or opener", word):
            return False
        rest = text[at + len(word) :]
        if not rest or len(self._cues.action_at(text, at)) > len(word):
            return not rest or self._cues.compile("⟨obtains⟩").match(text, at) is not None
        another = rest[: opening(self._cues, rest, 0)] or self._cues.action_at(rest, 0)
        obtained = self._cues.compile(OBTAINED).search(rest) is not None
        return obtained and (not another or self._cues.has("gained", another))

    def predicate(self, text: str, left: int) -> tuple[int, tuple[str, ...], ComparisonBase]:
        """The start of the predicate, its words from left to right, and its basis of comparison."""
        right, words, compared = len(text), [], NOT_COMPARED
        if flow := self._flow_from_base(text[left:]):
            right, words = right - len(flow), [flow]
        while right > left:
            if word := self._tail(text, left, right):
                words.append(word)
                right -= len(word)
                continue
            if circumstance := closing_circumstance(self._cues, text, left, right):
                words.append(circumstance.group())
                right = circumstance.start()
                continue
            found = comparison(self._cues, text[left:right], after_de=words == ["的"])
            if found is None:
                break
            match, ratio = found
            compared = compared_with(match, ratio)
            words.extend(("比",) if ratio else comparing_words(match.group()))
            right = left + match.start()
        return right, tuple(reversed(words)), compared

    def _flow_from_base(self, text: str) -> str:
        """A flow directly behind the base of a comparison only changes the value: 较上年净增52家."""
        if not text.endswith(self._flows):
            return ""
        flow = next(filter(text.endswith, self._flows))
        return flow if comparison(self._cues, text.removesuffix(flow), after_de=False) else ""

    def _tail(self, text: str, left: int, right: int) -> str:
        for length in self._tail_lengths.get(text[right - 1], ()):
            if length > right - left:
                continue
            word = text[right - length : right]
            if word in self._tails and not self._is_part_of_a_word(word, text, right - length, left):
                return word
        return ""

    def _is_part_of_a_word(self, word: str, text: str, at: int, left: int) -> bool:
        change = self._cues.changes.get(word)
        if change and (change.form == "flow" or self._ends_a_verb(text[left : at + len(word)], word)):
            return True
        if self._cues.has("improves", word) and not self._cues.compile(POLLUTION).search(text, left, at):
            return True
        blockers = self._cues.predicates.get(word, "")
        return at > left and text[at - 1] in blockers

    def _ends_a_verb(self, text: str, word: str) -> bool:
        """Whether ``text`` is a verb of action that the word of change ends: 改造提升3.9万亩."""
        return len(text) > len(word) and text in self._cues.actions

    def _without_states(self, text: str) -> str:
        return text.removeprefix(max(filter(text.startswith, self._cues.states), key=len, default=""))

    def _averaged(self, words: tuple[str, ...]) -> bool:
        """Whether the words state the average of several years: 两年平均增长3%."""
        return any(one.endswith("年") and self._cues.has("average", other) for one, other in pairwise(words))

    def _change(self, words: tuple[str, ...]) -> tuple[ChangeWord | None, bool]:
        for index, word in enumerate(words):
            if (noun := self._cues.changes.get(word)) and noun.form == "noun":
                return (ChangeWord(-1, noun.form) if self._slows(words[index + 1 :]) else noun), False
        for index in range(len(words) - 1, -1, -1):
            word = words[index]
            if word in self._cues.changes and TO_YEAR.match("".join(words[index + 1 : index + 2])):
                return None, True
            if word in self._cues.changes:
                return self._cues.changes[word], False
            if word in self._cues.states and self._cues.compile(TO).search(word) and word != "达到":
                return None, True
            if word in {"到", "至"} and index and words[index - 1] in self._cues.changes:
                return None, True
        return None, False

    def _slows(self, words: tuple[str, ...]) -> bool:
        """Whether a rate falls by the value: 增速比上年回落; after 涨幅下降到 the value is the rate."""
        change = self._cues.changes.get(words[-1]) if words else None
        return change is not None and change.form == "verb" and change.sign < 0

    def verbs(self, text: str) -> str:
        """The verbs of action at the start of a name: 新建改建 of 新建改建城乡公厕, 新落地."""
        at = 0
        while at < len(text):
            joined = at > 0 and text[at] in JOINS
            skipped = joined + text.startswith("新", at + joined)
            length = self._verb(text, at) or (skipped and self._verb(text, at + skipped) + skipped)
            if length < SHORTEST_VERB or length == skipped:
                break
            at += length
            at += text[at : at + 1] == "了"
        return text[:at]

    def _verb(self, text: str, at: int) -> int:
        """Length of the verb of action at ``at``; 0 if there is none, or if it is part of a noun: 服务业."""
        word = self._cues.action_at(text, at)
        if not word or self._cues.compile("⟨no verb⟩").match(text, at):
            return 0
        return 0 if self._is_noun(text, at + len(word)) else len(word)

    def closing_verbs(self, text: str) -> str:
        """The verbs of action at the end of a stretch: 推动解决 of 以勇于担当的精神推动解决."""
        for at in range(max(0, len(text) - 8), len(text) - 1):
            if self.verbs(text[at:]) == text[at:]:
                return text[at:].removesuffix("了")
        return ""

    def _is_noun(self, text: str, at: int) -> bool:
        """Whether the character at ``at`` turns the verb before it into a noun: 服务业, but not 完成地区."""
        return text[at : at + 1] in NOUN_ENDS and not self._cues.compile("⟨noun of its own⟩").match(text, at)


@rule("lead.opening-words")
def opening_words(reader: LeadReader, text: str) -> tuple[int, dict[str, str]]:
    """Words of time, place and certainty are cut from the start of a name: 全年力争实现财政收入40亿元."""
    return reader.openers(text)


@rule("lead.stating-words")
def stating_words(reader: LeadReader, text: str, left: int) -> tuple[int, tuple[str, ...], ComparisonBase]:
    """Words that state the value are cut from the end of a name: 财政收入同比增长5%, 林地面积达到9万亩."""
    return reader.predicate(text, left)
