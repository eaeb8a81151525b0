"""Candidates with a measure that the text omits: a rate, money, people."""

from __future__ import annotations

from collections.abc import Iterator

from app.extraction.naming.candidates.doubt import LIGHT, Doubt, joined
from app.extraction.naming.candidates.register import generator

PERCENT = frozenset({"%", "‰"})
RATES = ("率", "比例", "比重")
LONGEST = 6
"""The most words of a thing after a percentage."""
MEASURED = {"元": ("投资", "资金"), "人次": ("人次",), "人": ("人数",)}


@generator("measure.rate")
def rate(doubt: Doubt) -> Iterator[str]:
    """A percentage with a deed is a rate: 渔港100%达标 is 渔港达标率."""
    if doubt.unit not in PERCENT:
        return
    words = doubt.words(doubt.behind)
    deeds = [joined(words[:size]) for size in range(1, min(5, len(words)) + 1)]
    for thing in (doubt.name, doubt.bare, doubt.situation.lead.name):
        for deed in ("", *deeds):
            for measure in RATES:
                yield thing + deed + measure
    for deed in deeds:
        yield doubt.name + deed


@generator("measure.share")
def share(doubt: Doubt) -> Iterator[str]:
    """A percentage of things with a deed is a share: 90%的渔港扩容达标 is 扩容达标的渔港比例."""
    if doubt.unit not in PERCENT:
        return
    words = doubt.words(doubt.behind.lstrip("的"))
    for at in range(1, min(len(words), LONGEST)):
        thing, rest = joined(words[:at]), words[at:]
        for deed in dict.fromkeys((joined(rest), joined([word for word in rest if word.tag not in LIGHT]))):
            yield from (f"{deed}的{thing}比例", f"{thing}{deed}比例", f"{thing}{deed}率")


@generator("measure.noun")
def measured(doubt: Doubt) -> Iterator[str]:
    """The noun that the unit implies: 渔港280万元 is 渔港投资."""
    for noun in MEASURED.get(doubt.unit, ()):
        yield doubt.name + noun
        yield doubt.bare + noun


@generator("measure.purpose")
def purpose(doubt: Doubt) -> Iterator[str]:
    """The purpose of money comes after it: 投资8000万元，完成绿道建设 is 绿道建设投资."""
    if doubt.unit != "元":
        return
    verb = doubt.situation.lead.verb or doubt.name
    for stretch in (doubt.behind, *doubt.ahead):
        words = doubt.words(stretch)
        while words and words[0].tag[0] in "vdpu":
            words = words[1:]
        for size in range(1, min(8, len(words)) + 1):
            thing = joined(words[:size])
            yield from (thing + "投资", thing + "资金")
            if size > 1:
                yield thing + verb
