"""Candidates with another verb, or without one."""

from __future__ import annotations

from collections.abc import Iterator

from app.extraction.naming.candidates.doubt import Doubt
from app.extraction.naming.candidates.register import generator

ADDED = "新增"


@generator("verb.dropped")
def dropped(doubt: Doubt) -> Iterator[str]:
    """The name without its verb: 推进渔港 is 渔港."""
    yield doubt.bare


@generator("verb.carried")
def carried(doubt: Doubt) -> Iterator[str]:
    """The name with a verb of the sentence: 争取补助资金3亿元、债券2亿元 counts 争取债券."""
    for verb in dict.fromkeys(_verbs(doubt)):
        yield verb + doubt.bare
        yield verb + doubt.name
        yield doubt.bare + verb


@generator("verb.added")
def added(doubt: Doubt) -> Iterator[str]:
    """Counted things in a sentence on growth are new: 网约车平台新增9家、网约车3000辆 counts 新增网约车."""
    yield ADDED + doubt.bare


def _verbs(doubt: Doubt) -> Iterator[str]:
    situation = doubt.situation
    yield from (situation.context.verb, situation.lead.verb)
    stretches = (situation.lead_text, *situation.context.history[::-1], *doubt.near[:4])
    for stretch in stretches:
        words = doubt.words(stretch)[:3]
        for at, word in enumerate(words):
            if word.tag[0] == "v":
                yield word.text
                if at and words[at - 1].tag[0] in "da":
                    yield words[at - 1].text + word.text
