"""Candidates with a measure that the text omits: a rate, money, people."""

from __future__ import annotations

from collections.abc import Iterator

from app.extraction.naming.candidates.doubt import Doubt, joined
from app.extraction.naming.candidates.register import generator

PERCENT = frozenset({"%", "‰"})
RATES = ("率", "比例", "比重")
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
            yield from (thing + "投资", thing + "资金", thing + verb, verb + thing)
