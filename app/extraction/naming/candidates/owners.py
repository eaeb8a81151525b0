"""Candidates with an owner, subject or thing from earlier text, for names with too few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.extraction.naming.candidates.doubt import Doubt, is_nominal, joined, runs
from app.extraction.naming.candidates.register import generator
from app.extraction.naming.parts import QUOTE
from app.lexicon.types.words import TaggedWord

REMEMBERED = 4
"""The number of earlier names of the sentence that may own a later one."""
LONGEST = 5
"""The most words in part of an owner."""


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
    for name in (*situation.context.history[: -REMEMBERED - 1 : -1], *situation.context.ago[-1:]):
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
    for stretch in doubt.earlier:
        words = doubt.words(stretch)
        while words and not is_nominal(words[-1]):
            words = words[:-1]
        yield from _owned(doubt, (joined(_without_verb(words)), joined(words)))


@generator("owner.part")
def part(doubt: Doubt) -> Iterator[str]:
    """The first or last words of an earlier clause own the name."""
    for stretch in doubt.earlier:
        words = _without_verb(doubt.words(stretch))
        while words and not is_nominal(words[-1]):
            words = words[:-1]
        firsts = (words[:size] for size in range(1, min(LONGEST, len(words)) + 1))
        lasts = (words[-size:] for size in range(1, min(LONGEST, len(words)) + 1))
        yield from _owned(doubt, (joined(some) for some in (*firsts, *lasts) if is_nominal(some[-1])))


@generator("owner.own-words")
def own_words(doubt: Doubt) -> Iterator[str]:
    """The first words before the number, which a form skipped, own it: 市直部门 of 市直部门选派60名干部."""
    words = doubt.texts(doubt.situation.lead_text)
    for size in range(1, min(LONGEST + 1, len(words)) + 1):
        yield from _owned(doubt, ("".join(words[:size]),))


def _without_verb(words: list[TaggedWord]) -> list[TaggedWord]:
    start = next((at for at, word in enumerate(words) if is_nominal(word)), len(words))
    return words[start:]


def _owned(doubt: Doubt, owners: Iterable[str]) -> Iterator[str]:
    bare, verb = doubt.bare, doubt.verb
    for owner in dict.fromkeys(owners):
        if owner and not bare.startswith(owner):
            yield owner + doubt.name
            if verb:
                yield verb + owner + bare
                yield owner + bare
