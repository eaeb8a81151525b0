"""Names money by the thing after it: 总投资2亿元的432个工业转型升级项目."""

from __future__ import annotations

import re

from app.extraction.naming.situation import Naming, Situation
from app.extraction.naming.tails import Counting, read_tail
from app.extraction.rules import rule

TOTAL = "⟨amount of project⟩额?$"
WORKS = "⟨works⟩$"
END = re.compile(r"[，。；：█░]")
EXAMPLES = "等"
LONGEST_LIST = 24
SHORTEST_THING, SHORTEST_WHOLE = 2, 4
PROJECT = "个"
"""The unit of projects: the reader of the words after a number looks for what this unit counts."""


@rule("name.money-of")
def money_of(situation: Situation) -> Naming | None:
    """Money named by the thing after it: 总投资2亿元的432个工业转型升级项目, 投资3亿元的智慧城市项目."""
    if situation.quantities[0].kind != "money" or not situation.tail.startswith("的"):
        return None
    match = situation.pattern(TOTAL).search(situation.lead.name)
    head = _thing_paid(situation) if match else ""
    if match is None or len(head) < SHORTEST_THING:
        return None
    return Naming((f"{head}{match.group()}",), (money_of.decision(),))


def _thing_paid(situation: Situation) -> str:
    """The thing without what happens to it; examples take the counted thing: 甲岭、乙湾等4个产业园."""
    behind = END.split(situation.tail[1:])[0]
    counted = _thing(situation, _works(situation, END.split(situation.following)[0]))
    if not behind:
        return counted
    if behind.endswith(EXAMPLES) and situation.has_next and len(behind) <= LONGEST_LIST:
        return behind + counted
    return _thing(situation, _works(situation, situation.noun_of(behind)))


def _thing(situation: Situation, words: str) -> str:
    tail = read_tail(words, Counting(PROJECT), situation.cues, situation.namer.cut)
    whole = len(tail.thing) >= SHORTEST_WHOLE and words.startswith(tail.thing + tail.work)
    thing = tail.thing + tail.work if tail.deed and whole else words
    return situation.pattern("(?<=..)⟨body of works⟩$").sub("", situation.noun_of(thing))


def _works(situation: Situation, behind: str) -> str:
    """The works that money pays for; coordinated works share their noun: 青水河、白石河治理工程."""
    first, mark, rest = behind.partition("、")
    works = situation.pattern(WORKS).search(rest)
    shared = mark and len(behind) <= LONGEST_LIST and EXAMPLES not in behind and works
    return behind if shared and not situation.built(first) else first
