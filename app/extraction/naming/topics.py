"""Finds the topic of a clause without a value: its industry, or its object."""

from __future__ import annotations

import re

from app.extraction.naming.parts import is_noun, tagged
from app.extraction.naming.situation import Situation

STARTS = r"^[，、：；\s]*(?:⟨whole place⟩|⟨before subject⟩|⟨haste⟩|⟨before a deed⟩)*"
INDUSTRY = "[^，、；：“”的和与及]{0,12}?(?:⟨industry⟩)"
DEALS = "⟨deals with⟩(?:[和并、]?⟨deals with⟩)*了?"
JOINS = "和并、"
AMOUNT = re.compile("^[一二三四五六七八九十百千万亿]+[元级]")
SHORTEST_END = 2


def industry_of(situation: Situation) -> str:
    """The industry that the previous clause or the sentence is about: 发展预制菜产业，产值突破百亿元."""
    context = situation.context
    for clause in (context.plain if context.fresh_plain else "", context.topic):
        words = situation.pattern(STARTS).sub("", clause)
        thing = words[_deed_end(situation, words) :]
        found = situation.pattern(INDUSTRY).match(AMOUNT.sub("", thing))
        if found and not situation.cues.has("any industry", found.group()):
            return found.group()
    return ""


def object_of(situation: Situation, words: str, *, strict: bool = True) -> str:
    """The object of a clause: 12345热线服务 of 规范和提升12345热线服务; empty if it is not a plain noun.

    ``strict`` excludes nouns that are also verbs: 义务教育.
    """
    words = situation.pattern(STARTS).sub("", words)
    begins = _deed_end(situation, words)
    if not begins:
        return ""
    thing = words[begins:]
    ends = situation.pattern("⟨subject end⟩|⟨progress⟩").finditer(thing, 2)
    end = next((end.start() for end in ends if len(end.group()) >= SHORTEST_END), len(thing))
    thing = situation.pattern("⟨side of a thing⟩$").sub("", thing[:end])
    thing = AMOUNT.sub("", situation.pattern("⟨work suffix⟩$").sub("", thing))
    whole = len(thing) > 1 and "的" not in thing and not situation.cues.has("any thing", thing)
    plain = whole and not situation.cues.action_at(thing, 0)
    return thing if plain and is_noun(tagged(thing, situation.checker.segmenter)[-1], strict=strict) else ""


def without_deed(situation: Situation, words: str) -> str:
    """A clause without the adverbs and verbs at its start: 农村劳动力 of 大力推进农村劳动力."""
    words = situation.pattern(STARTS).sub("", words)
    return words[_deed_end(situation, words) :]


def _deed_end(situation: Situation, words: str) -> int:
    """The end of the verbs at the start of a clause; 0 if there is none."""
    match = situation.pattern(DEALS).match(words)
    at = match.end() if match else 0
    while verb := situation.cues.action_at(words, at + (words[at : at + 1] in JOINS)):
        at = words.index(verb, at) + len(verb)
    if at and words[at : at + 1] in JOINS:
        return 0
    return at + (at > 0 and words[at : at + 1] == "了")
