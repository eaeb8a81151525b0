"""Names values by an earlier clause: inherited names; and the last resort."""

from __future__ import annotations

import re

from app.extraction.naming.quarters import in_next_quarter
from app.extraction.naming.sharing import doubts_of, pairwise
from app.extraction.naming.situation import Naming, Situation
from app.extraction.naming.subjects import (
    bare_subject,
    growth_of_clause,
    plain_list,
    plain_subject,
    topic_alone,
)
from app.extraction.rules import Decision, rule
from app.model.flags import Flag

OF_WHOLE = re.compile("(?<=..)占[^占]+比重$")
DAYS = "天数"
SHARE_OF_DAYS = re.compile(f"(?<={DAYS})比[例率重]$")
MOST = 4
"""The most heads that can share a value without being named again."""
GROWS = "的⟨growth⟩"
GROUND = "的⟨on the ground⟩"
MOVES_TO = "⟨moves⟩[到至]"
BREAK = re.compile(r"[，。；：、█░]")


@rule("name.elided")
def elided(situation: Situation) -> Naming | None:
    """A value without a name takes those of the previous clause, in pairs if the numbers match: ，增长7%."""
    lead, count, context = situation.lead, situation.size, situation.context
    arrives = lead.settled and not situation.first and context.departed
    if lead.noun and not situation.cues.has("only states", lead.name) and not arrives:
        return None
    decision = elided.decision(origin=context.named_by)
    if found := _of_rank_or_clause(situation, decision):
        return found
    if count > 1 and (len(context.heads) == count or (lead.spread and len(context.history) >= count)):
        return Naming(
            situation.names_before(count),
            (elided.decision(), pairwise.decision()),
            verb=context.verb,
            fresh=False,
        )
    earlier = context.heads if _of_each(situation) else (context.heads or context.history)[-1:]
    quarterly = tuple(in_next_quarter(situation, name) for name in earlier)
    names = tuple(whole_of(situation, name) for name in quarterly)
    subject = plain_subject(situation) if context.fresh_plain else ""
    if subject and (situation.known(subject) or not names):
        return Naming((subject,) * count, (decision, plain_subject.decision()))
    if not names:
        return None
    doubts = () if len(names) > 1 else doubts_of(situation, None)
    grown = (whole_of.decision(),) if names != quarterly else ()
    later = (in_next_quarter.decision(),) if quarterly != earlier else ()
    return Naming(names * count, (decision, *grown, *later), verb=context.verb, fresh=False, flags=doubts)


def _of_rank_or_clause(situation: Situation, decision: Decision) -> Naming | None:
    """The rank that moves, the subject of a bare number, or what the clause before lists or is about."""
    count = situation.size
    if moved := rank_moved(situation):
        return Naming((moved,) * count, (decision, rank_moved.decision()), fresh=False)
    if situation.context.fresh_plain and (bare := bare_subject(situation)):
        return Naming((bare,) * count, (decision, bare_subject.decision()))
    if growing := growth_of_clause(situation):
        name, kind = growing
        return Naming((name,) * count, (decision, growth_of_clause.decision()), kind=kind)
    parts = plain_list(situation) if count > 1 and situation.context.fresh_plain else None
    if parts:
        return Naming(parts, (decision, plain_subject.decision(), pairwise.decision()))
    topic = topic_alone(situation) if count == 1 and situation.context.fresh_plain else ""
    return Naming((topic,), (decision, topic_alone.decision())) if topic else None


def _of_each(situation: Situation) -> bool:
    """Whether one value applies to each of the previous heads: 甲、乙分别达3万、4万，均增长8%."""
    several = 1 < len(situation.context.heads) <= MOST
    return (
        several
        and situation.size == 1
        and situation.pattern("⟨of each⟩").match(situation.lead_text) is not None
    )


@rule("name.rank-moved")
def rank_moved(situation: Situation) -> str:
    """A change by places right after a rank changes the rank: 出口增速居全省第3、较上年提升2位."""
    context = situation.context
    places = situation.quantities[0].unit in {"位", "名"} and situation.lead.change is not None
    return f"{context.ranked}{context.among}排名" if places and context.ranked else ""


@rule("name.whole-of-share")
def whole_of(situation: Situation, name: str) -> str:
    """A change after a share is that of the thing: 进出口总额22亿美元，占全区六分之一，增长51%.

    优良天数比率81%、增加8天 changes the days.
    """
    if situation.kind == "time":
        return SHARE_OF_DAYS.sub("", name)
    grows = situation.kind == "percent" and situation.lead.change is not None
    return OF_WHOLE.sub("", name) if grows else name


@rule("fallback.nearest-name")
def nearest(situation: Situation) -> Naming:
    """The nearest words that could be a name: the last resort, flagged as doubtful."""
    context = situation.context
    behind = BREAK.split(situation.tail)[0]
    if situation.pattern(f"{GROWS}|{GROUND}").match(behind) and context.ago:
        behind = context.ago[-1]
    if situation.pattern(MOVES_TO).match(behind):
        behind = ""
    candidates = (
        situation.lead.name, behind if len(behind) > 2 else "", context.plain.lstrip("，、：； ")[-16:],
        *context.ago[-1:], situation.lead_text,
    )  # fmt: skip
    name = next((c for c in candidates if c), "未名")
    return Naming((name,) * situation.size, (nearest.decision(),), flags=(Flag.FALLBACK_NAME,))
