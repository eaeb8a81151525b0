"""Names deeds by the zone or event at the start of the sentence that does them."""

from __future__ import annotations

import re

from app.extraction.naming.owners import bare_quantity
from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import rule
from app.extraction.values import NamingKind

AGENT = "[^，、：“”《》\\s\\d的和与在为对向将把及█]{1,12}?(?:⟨acts as a body⟩)"
STARTS = "\\s*(?:⟨whole place⟩|⟨before subject⟩)*"
ADVERBS = "(?:⟨before subject⟩|⟨haste⟩|⟨before a deed⟩)*"
PART = re.compile("[；;：:]")
COUNTING = frozenset({NamingKind.PLAIN, NamingKind.HEAD_BEHIND})
VERBS = frozenset({"v", "d", "ad", "vd"})
NO_OWNER = frozenset({"v", "d", "ad", "vd", "f", "r", "m"})


@rule("name.agent")
def agent_of(situation: Situation, naming: Naming) -> str:
    """A zone or event that opens a sentence does what its later clauses say: 甲自贸区推出新政，新增企业2万户.

    Empty if a clause between them has its own subject, or if the names of the values are not deeds.
    """
    if naming.kind not in COUNTING or not _does(situation, naming):
        return ""
    around, low = situation.around, situation.quantities[0].low
    begin = around.sentence[0]
    start = max((part.end() for part in PART.finditer(around.mask, begin, low)), default=begin)
    match = situation.pattern(f"{STARTS}(?P<agent>{AGENT})").match(around.mask, start, low)
    if match is None:
        return ""
    agent = around.chars[slice(*match.span("agent"))]
    clause, *later = around.chars[match.end() : low].split("，")
    goes_on = _goes_on(situation, clause) and _follows(situation, later, naming)
    named = any(agent in name for name in naming.names)
    return agent if goes_on and not named and _is_body(situation, agent) else ""


def _does(situation: Situation, naming: Naming) -> bool:
    """Whether the names are deeds, or quantities without an owner."""
    action_at = situation.cues.action_at
    return all(action_at(name, 0) or bare_quantity(situation, name) for name in naming.names)


def _is_body(situation: Situation, agent: str) -> bool:
    """Whether no verb is among the first words, which then are a name: 甲自贸区, but 推进甲自贸区."""
    return not situation.cues.action_at(agent, 0) and all(
        word.tag not in NO_OWNER for word in situation.checker.segmenter.tags(agent)[:2]
    )


def _goes_on(situation: Situation, words: str) -> bool:
    """Whether a verb follows the subject, or nothing before the comma."""
    return not words or situation.checker.segmenter.tags(words)[0].tag in VERBS or _acts(situation, words)


def _follows(situation: Situation, clauses: list[str], naming: Naming) -> bool:
    """Whether no clause has its own subject: they start with a verb, the last also with the name or value."""
    if not all(_acts(situation, clause) for clause in clauses[:-1]):
        return False
    last = "".join(clauses[-1:])
    return not last or last.startswith(naming.names) or _acts(situation, last)


def _acts(situation: Situation, clause: str) -> bool:
    """Whether a clause starts with a verb, which has the subject of the clause before."""
    start = situation.pattern(ADVERBS).match(clause)
    return bool(situation.cues.action_at(clause, start.end() if start else 0))
