"""Finds the objects of deeds of counted things, and the problems of theirs that are solved."""

from __future__ import annotations

import re
from itertools import accumulate

from app.extraction.naming.parts import tagged
from app.extraction.naming.situation import Situation
from app.extraction.naming.tails import AND, Tail
from app.extraction.naming.unlisted import is_thing
from app.extraction.rules import rule
from app.extraction.text.clauses import VALUE

SHORTEST_OBJECT, LONGEST_OBJECT = 2, 16
NO_OBJECT = "⟨having⟩|[有为等]$|和"
"""Verbs before the number of a part, or of what the things become: 敬老院整合为3处; also a list of things."""
GOES_ON = "[并且和与及]"
PROBLEM = "(?:⟨problem⟩)$"
PERSON = "人"
APART = re.compile("[、，的]")
NEXT = re.compile(f"[^{VALUE}]*(?P<value>{VALUE}+)[^{VALUE}，；。：;:,]*(?:[，；。：;:,]|$)")
"""A value that is the last of its clause."""
OF = re.compile("的(?=.)")


@rule("behind.counted-object")
def counted_object(situation: Situation, tail: Tail) -> str:
    """A deed whose object has a number of its own: 21家企业完成154个项目 counts 完成项目的企业.

    Empty without an object: 35件实事已完成31件.
    """
    words = situation.following
    other = APART.search(words) or situation.pattern(NO_OBJECT).search(tail.deed)
    if not tail.deed or tail.work or other:
        return ""
    whole = SHORTEST_OBJECT <= len(words) <= LONGEST_OBJECT and not situation.pattern(GOES_ON).match(words)
    return tail.deed + words if whole and _is_counted(situation) else ""


def _is_counted(situation: Situation) -> bool:
    """Whether the next number counts things and is the last of its clause: 154个, not 5亿元."""
    found = NEXT.match(situation.around.mask, situation.around.right)
    unit = situation.around.chars[found.end("value") - 1] if found else ""
    return "counter" in situation.cues.tails.get(unit, ())


@rule("behind.problem")
def problem(situation: Situation, tail: Tail) -> Tail:
    """Things whose problem is solved: 解决330个小区办证难问题 counts 解决办证难问题的小区.

    In 解决12个问题 the problems are counted.
    """
    has_problem = situation.pattern(PROBLEM).search
    unit = situation.quantities[-1].unit
    if tail.deed or tail.work or "counter" not in situation.cues.tails.get(unit, ()):
        return tail
    if has_problem(tail.thing):
        at = _owner_of_problem(situation, tail.thing, unit)
        thing, rest = tail.thing[:at], tail.thing[at:].removeprefix("的")
    elif situation.has_next and has_problem(situation.following):
        at = _owner_of_problem(situation, situation.following, PERSON)
        thing, rest = tail.thing, situation.following[at:].removeprefix("的")
    else:
        return tail
    whole = thing and situation.pattern(PROBLEM).fullmatch(rest) is None
    return Tail(thing, rest, "") if whole else tail


def _owner_of_problem(situation: Situation, text: str, unit: str) -> int:
    """The end of the things that have the problem; 0 if they are not found."""
    if whose := OF.search(text):
        return whose.start()
    words = [word.text for word in tagged(text, situation.checker.segmenter)]
    ends = list(accumulate(map(len, words)))
    places = (at for at, word in zip(ends, words[1:], strict=False) if word not in AND)
    return next((at for at in places if is_thing(text[:at], unit, situation.cues)), 0)
