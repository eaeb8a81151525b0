"""Candidates for a name that shares words with the names next to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extraction.naming.candidates.doubt import Doubt
from app.extraction.naming.candidates.register import generator

SIDES = re.compile("[、和与及]")
LONGEST = 4
"""The most words that names share."""


@generator("list.tail")
def tail(doubt: Doubt) -> Iterator[str]:
    """The last words of a list belong to each of its things: 渔港、码头吞吐量 is 渔港吞吐量."""
    *members, last = _members(doubt.situation.lead.name)
    words = doubt.texts(last)
    for thing in (doubt.name, *members):
        for at in range(1, len(words)):
            yield thing + "".join(words[at:])


@generator("list.front")
def front(doubt: Doubt) -> Iterator[str]:
    """The first words of a list belong to each of its things: 限额以上批发业、零售业."""
    first, *members = _members(doubt.situation.lead.name)
    words = doubt.texts(first)
    for thing in (doubt.name, *members):
        for size in range(1, min(LONGEST, len(words))):
            yield "".join(words[:size]) + thing


@generator("list.sibling")
def sibling(doubt: Doubt) -> Iterator[str]:
    """The first words of an earlier name: 省级文保单位4处、考古遗址公园2个 counts 省级考古遗址公园."""
    for before in doubt.situation.context.history[-3:]:
        words = doubt.texts(before)
        for size in range(1, min(LONGEST + 1, len(words))):
            yield "".join(words[:size]) + doubt.name
            yield "".join(words[:size]) + doubt.bare


@generator("list.replaced")
def replaced(doubt: Doubt) -> Iterator[str]:
    """An earlier name with its last words replaced by this name: 渔港泊位3个、吞吐量2万吨."""
    own = doubt.situation.lead.name or doubt.bare
    for before in doubt.situation.context.history[-3:]:
        words = doubt.texts(before)
        for size in range(1, min(LONGEST + 1, len(words))):
            yield "".join(words[:size]) + own
            yield "".join(words[:-size]) + own


@generator("list.completed")
def completed(doubt: Doubt) -> Iterator[str]:
    """The last words of an earlier name complete this one: 落实建设用地指标3亩、林地2亩 counts 林地指标."""
    for before in doubt.situation.context.history[-3:]:
        words = doubt.texts(before)
        for size in range(1, min(LONGEST, len(words))):
            rest = "".join(words[-size:])
            if not doubt.name.endswith(rest):
                yield doubt.name + rest


def _members(text: str) -> list[str]:
    return [part for part in SIDES.split(text) if part] or [""]
