"""Candidates with an owner, subject or thing from earlier text, for names with too few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.extraction.naming.candidates.doubt import Doubt, is_nominal, joined, runs
from app.extraction.naming.candidates.register import generator
from app.extraction.naming.parts import QUOTE
from app.lexicon.types.words import TaggedWord

REMEMBERED = 4
"""The number of earlier names of the sentence that may own a later one."""
PHRASES_FROM = 4
"""The number of earlier stretches whose phrases may own the name."""
LONGEST, LONGEST_PHRASE, LONGEST_BEHIND = 5, 10, 12
"""The most words in part of an owner, in a phrase, and in a thing after the number."""
BEGINS_DEED = frozenset("vdpu")
"""The first letters of the tags of words that come before the thing of a deed: 将建成的渔港."""


@generator("owner.named")
def named(doubt: Doubt) -> Iterator[str]:
    """An earlier name of the sentence owns this one: 渔港泊位90个，吞吐量… counts 渔港吞吐量."""
    situation = doubt.situation
    for name in (*situation.context.history[: -REMEMBERED - 1 : -1], *situation.context.ago[-1:]):
        thing = situation.without_verb(name)
        yield from _owned(
            doubt, (name, thing, situation.namer.head_of(thing), thing.removesuffix(doubt.bare))
        )


@generator("owner.named-part")
def named_part(doubt: Doubt) -> Iterator[str]:
    """Some words of an earlier name own this one."""
    situation = doubt.situation
    for name in situation.context.history[: -REMEMBERED - 1 : -1]:
        parts = situation.checker.parts(name)
        yield from _owned(doubt, (parts.grade + parts.qualifiers, parts.head))
        words = doubt.texts(name)
        yield from _owned(doubt, ("".join(words[:size]) for size in range(1, min(LONGEST, len(words)))))
        yield from _owned(doubt, ("".join(words[-size:]) for size in range(1, min(LONGEST, len(words)))))


@generator("owner.first")
def first(doubt: Doubt) -> Iterator[str]:
    """The first noun phrase of an earlier clause owns the name: 推进渔港扩容，总泊位90个 has 渔港总泊位."""
    for stretch in doubt.earlier:
        found = runs(doubt.words(stretch))
        yield from _owned(doubt, (joined(run) for run in found[:1]))


@generator("owner.last")
def last(doubt: Doubt) -> Iterator[str]:
    """The last noun phrase of an earlier clause owns the name: 深化改革建设渔港，总泊位90个."""
    for stretch in doubt.earlier:
        found = runs(doubt.words(stretch))
        yield from _owned(doubt, (joined(run) for run in found[-1:]))


@generator("owner.quoted")
def quoted(doubt: Doubt) -> Iterator[str]:
    """A quotation in an earlier clause owns the name: 推广“跨省通办”，办件量3万件."""
    for stretch in doubt.earlier:
        words = doubt.words(stretch)
        for at, word in enumerate(words):
            if word.tag == QUOTE:
                yield from _owned(doubt, (word.text, joined(words[at : at + 2])))


@generator("owner.clause")
def clause(doubt: Doubt) -> Iterator[str]:
    """An earlier clause owns the name, with or without its verb: 城区渔港分期扩容，总泊位90个."""
    for stretch in (*doubt.near, *doubt.far[:1]):
        words = doubt.words(stretch)
        while words and not is_nominal(words[-1]):
            words = words[:-1]
        yield from _owned(doubt, (joined(_without_verb(words)), joined(words)))


@generator("owner.part")
def part(doubt: Doubt) -> Iterator[str]:
    """The first or last words of an earlier clause own the name."""
    for stretch in doubt.near:
        words = _without_verb(doubt.words(stretch))
        while words and not is_nominal(words[-1]):
            words = words[:-1]
        firsts = (words[:size] for size in range(1, min(LONGEST, len(words)) + 1))
        lasts = (words[-size:] for size in range(1, min(LONGEST, len(words)) + 1))
        yield from _owned(doubt, (joined(some) for some in (*firsts, *lasts) if is_nominal(some[-1])))


@generator("owner.phrase")
def phrase(doubt: Doubt) -> Iterator[str]:
    """A phrase inside an earlier clause owns the name: 全面落实渔港扩容任务，投资3亿元 has 渔港扩容投资."""
    for stretch in doubt.near[:PHRASES_FROM]:
        words = doubt.words(stretch)
        starts = [at for at in range(len(words)) if at == 0 or not is_nominal(words[at - 1])]
        for start in starts:
            yield from _owned(doubt, _ending_nominal(words[start : start + LONGEST_PHRASE]))


@generator("owner.both")
def both(doubt: Doubt) -> Iterator[str]:
    """The last two names own this one together: 办理建议9件、提案8件，满意率100%."""
    names = [doubt.situation.without_verb(name) for name in doubt.situation.context.history[-2:]]
    if len(names) > 1:
        yield from _owned(doubt, ("、".join(names),))


@generator("owner.behind")
def behind(doubt: Doubt) -> Iterator[str]:
    """The things after the number own it: 投资3亿元的渔港投入使用 counts 渔港投资."""
    for stretch in (doubt.behind, doubt.shared, *doubt.ahead[:1]):
        words = doubt.words(stretch.lstrip("等的"))
        start = next((at for at, word in enumerate(words) if word.tag[0] not in BEGINS_DEED), len(words))
        yield from _owned(doubt, _ending_nominal(words[start : start + LONGEST_BEHIND]))


@generator("owner.own-words")
def own_words(doubt: Doubt) -> Iterator[str]:
    """The first words before the number, which a form skipped, own it: 市直部门 of 市直部门选派60名干部."""
    words = doubt.texts(doubt.situation.lead_text)
    for size in range(1, min(LONGEST + 1, len(words)) + 1):
        yield from _owned(doubt, ("".join(words[:size]),))


def _ending_nominal(words: list[TaggedWord]) -> Iterator[str]:
    """The first words up to each noun, or to a deed before a noun: 整体征迁 of 整体征迁工作."""
    for at, word in enumerate(words):
        is_deed = at > 0 and word.tag == "v" and len(word.text) > 1
        if is_nominal(word) or (is_deed and any(map(is_nominal, words[at + 1 : at + 2]))):
            yield joined(words[: at + 1])


def _without_verb(words: list[TaggedWord]) -> list[TaggedWord]:
    start = next((at for at, word in enumerate(words) if is_nominal(word)), len(words))
    return words[start:]


def _owned(doubt: Doubt, owners: Iterable[str]) -> Iterator[str]:
    bare, verb, stated = doubt.bare, doubt.verb, _stated(doubt)
    for owner in dict.fromkeys(owners):
        if owner and not bare.startswith(owner):
            yield owner + doubt.name
            if verb:
                yield verb + owner + bare
                yield owner + bare
            yield from (owner + core for core in stated if not core.startswith(owner))


def _stated(doubt: Doubt) -> list[str]:
    """The words right before the number, where the name has others: with and without their verb."""
    lead = doubt.situation.lead
    cores = dict.fromkeys((lead.name, lead.noun))
    return [core for core in cores if core and not doubt.name.endswith(core)]
