"""Completes the names of earlier list items from a later item: with its noun, or with its deed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extraction.naming.counted import deed_of, work_on
from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import rule

JOINS = re.compile("[、和与及]$")
DEED_OF_ITS_OWN = "(?:⟨action behind⟩|⟨deed counted⟩)$"
TWO_WORKS = "(?:⟨action behind⟩)[和与及]"
"""Two works, each on a different thing: 10公里道路、5公里公路改造和站点建设进展顺利."""
ALL_OF_THEM = frozenset({deed_of.id, work_on.id})


@rule("list.noun-ahead")
def noun_ahead(earlier: str, later: str, situation: Situation) -> str:
    """A grade takes the noun of the later item: 建成8个国家级、13个省级医疗中心 counts 国家级医疗中心.

    Empty if the earlier name has a noun, or the later one has no grade.
    """
    namer = situation.namer
    grade, (before, thing) = _thing(earlier, situation)[1], _thing(later, situation)
    noun = namer.without_grade(thing)
    if not namer.is_grade(grade) or namer.is_grade(thing) or (before and noun == thing):
        return ""
    return before + grade + noun


@rule("list.deed-ahead")
def deed_ahead(earlier: str, later: str, situation: Situation, naming: Naming) -> str:
    """A deed after the last item applies to all items of the list: 20个村、30个社区完成改造.

    Empty if a verb of action governs the list: 新增3个园区、5个项目投产 counts new parks.
    """
    before, thing = _thing(later, situation)
    together = any(decision.rule in ALL_OF_THEM for decision in naming.decisions)
    bare = situation.namer.is_grade(thing) or not situation.tail.startswith(thing)
    busy = "的" in earlier or situation.pattern(DEED_OF_ITS_OWN).search(earlier)
    governed = any(_governs(verb, situation) for verb in (naming.verb, situation.context.verb))
    if not together or governed or bare or busy or situation.pattern(TWO_WORKS).match(before):
        return ""
    return before + _thing(earlier, situation)[1]


def _governs(verb: str, situation: Situation) -> bool:
    """Whether a verb before the list says what was done to its items: 新增, not 推动 or 完成."""
    causes = "cause" in situation.cues.tails.get(verb, ()) and not situation.cues.has("gained", verb)
    return bool(verb) and not causes and not situation.cues.has("completes", verb)


def _thing(name: str, situation: Situation) -> tuple[str, str]:
    """Split a name into the deed and the thing: 推进建设的 and 省级园区, 建成 and 省级园区."""
    before, mark, thing = name.rpartition("的")
    if mark:
        return before + mark, thing
    verb = next(filter(name.startswith, _endings(situation.context.verb)), "")
    return verb, name[len(verb) :]


def _endings(verb: str) -> Iterator[str]:
    """A verb, and what a repair may have left of it: 加快推进 and 推进."""
    return (verb[at:] for at in range(max(len(verb) - 1, 1)))
