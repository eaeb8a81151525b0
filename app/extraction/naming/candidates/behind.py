"""Candidates from the words after the number: the counted noun and its deed."""

from __future__ import annotations

from collections.abc import Iterator

from app.extraction.naming.candidates.doubt import LIGHT, Doubt, joined
from app.extraction.naming.candidates.register import generator

BEGINS_DEED = frozenset("vdpli")
"""The first letters of the tags of words that start a deed; l and i are phrases such as 投入使用."""


@generator("behind.noun")
def noun(doubt: Doubt) -> Iterator[str]:
    """The first words after the number, with and without those before it: 建成3座渔港."""
    lead = doubt.situation.lead
    for head, _ in _splits(doubt, doubt.behind):
        yield head
        yield lead.name + head
        yield lead.noun + head
        yield lead.verb + head


@generator("behind.deed")
def deed(doubt: Doubt) -> Iterator[str]:
    """The deed of the counted thing moves before it: 3座渔港投入使用 counts 投入使用的渔港."""
    lead = doubt.situation.lead
    for head, deeds in _splits(doubt, doubt.behind):
        for done in deeds:
            yield f"{done}的{head}"
            yield f"{lead.noun}{done}的{head}"
            yield f"{done}的{lead.noun}{head}"
            yield f"{done}{head}"
            yield f"{head}{done}"
            yield f"{lead.name}{head}{done}"


@generator("behind.shared-deed")
def shared_deed(doubt: Doubt) -> Iterator[str]:
    """A deed after the last of several things applies to all: 3座渔港、2座码头投入使用."""
    heads = [head for head, _ in _splits(doubt, doubt.behind.rstrip("、和与及"))][-3:] or [doubt.bare]
    for _, deeds in _splits(doubt, doubt.shared):
        for done in deeds:
            for head in heads:
                yield f"{done}的{head}"
                yield f"{head}{done}"


@generator("behind.shared-noun")
def shared_noun(doubt: Doubt) -> Iterator[str]:
    """A noun after the last of several numbers applies to all: 新建3座、改造2座渔港."""
    verb = doubt.situation.lead.verb or doubt.verb or doubt.situation.context.verb
    grade = doubt.behind.rstrip("、和与及")
    for head, _ in _splits(doubt, doubt.shared):
        words = doubt.texts(head)
        for at in range(min(3, len(words))):
            rest = "".join(words[at:])
            yield verb + rest
            yield verb + grade + rest
            yield grade + rest
            yield doubt.name + rest
            if not doubt.bare.startswith(verb):
                yield verb + doubt.bare + rest


@generator("behind.turned")
def turned(doubt: Doubt) -> Iterator[str]:
    """The words after the number come before those that precede it."""
    left, right = doubt.situation.lead.name, doubt.behind.strip("、的")
    if left and right:
        yield right + left
        yield left + right
        yield f"{left}的{right}"
        yield doubt.situation.lead_text + right


@generator("name.turned")
def name_turned(doubt: Doubt) -> Iterator[str]:
    """A thing and its deed change places: 渔港投入使用 is 投入使用的渔港, and the reverse."""
    words = doubt.words(doubt.name)
    for at in range(1, len(words)):
        if words[at].tag[0] in BEGINS_DEED:
            head, rest = joined(words[:at]), words[at:]
            yield f"{joined(rest)}的{head}"
            yield joined(rest) + head
    clause, _, thing = doubt.name.rpartition("的")
    if clause:
        yield thing + clause
    if doubt.verb:
        yield doubt.bare + doubt.verb


def _splits(doubt: Doubt, text: str) -> Iterator[tuple[str, list[str]]]:
    """Each way to split words into a noun and a deed; the deed also without its adverbs."""
    words = doubt.words(text)
    for at in range(1, min(len(words), 8) + 1):
        rest = words[at:]
        deeds = []
        if rest:
            deeds.append(joined(rest))
            light = [word for word in rest if word.tag not in LIGHT]
            deeds.append(joined(light))
            deeds.extend(joined(light[:size]) for size in (1, 2) if len(light) > size)
        yield joined(words[:at]), list(dict.fromkeys(deed for deed in deeds if deed))
