"""Updates the context of naming after a group of values: what later values of the sentence may inherit."""

from __future__ import annotations

from collections.abc import Sequence

from app.extraction.naming.before import own as own_name
from app.extraction.naming.context import NamingContext
from app.extraction.naming.dependents import dependent
from app.extraction.naming.inherited import elided
from app.extraction.naming.owners import owned
from app.extraction.naming.situation import Naming, Situation
from app.extraction.reading.mentions import Mention
from app.extraction.reading.years import departure_year, starts_from
from app.extraction.rules import Decision
from app.extraction.values import LISTED, MOVED, NamingKind
from app.model.observation import Measure

COMPLETED_BY_OWNER = frozenset({dependent.id, owned.id})
NOT_INHERITED = frozenset({NamingKind.RANK, NamingKind.GOAL})


def context_after(
    context: NamingContext, situation: Situation, naming: Naming, mentions: Sequence[Mention]
) -> NamingContext:
    """The context after a group of values with their ``mentions``."""
    names = tuple(dict.fromkeys([mention.name for mention in mentions]))
    if naming.kind in NOT_INHERITED:
        ranked = names[0].removesuffix("排名").removesuffix(naming.among) if names else ""
        inherited = ranked in context.heads or ranked.removesuffix(context.grew) in context.heads
        if naming.kind is NamingKind.RANK and ranked and not inherited:
            context = context._replace(heads=(ranked,), history=(*context.history, ranked))
        return context._replace(ranked=ranked, among=naming.among or context.among, unranked=())
    listed = not situation.first and situation.lead.separated and not naming.stated
    before = context.verb if not naming.fresh and not naming.stated else ""
    heads, history, unranked = context.names_after(names, fresh=naming.fresh and not listed)
    lead, last = situation.lead, mentions[-1] if mentions else None
    flow = lead.cumulative or (context.flow and not naming.stated and (listed or not naming.fresh))
    start = starts_from(situation.cues, situation.lead_text)
    departed = departure_year(start, mentions[0].frame) if start and mentions else 0
    rate = _rate(last) if last else ""
    return context._replace(
        heads=heads, history=history, unranked=unranked, verb=naming.verb or before, stated=naming.stated,
        counted=LISTED.issuperset([q.kind for q in situation.quantities]), ranked="", fresh_plain=False,
        named_by=_named_by(mentions[0]) if mentions else context.named_by,
        unit=situation.quantities[-1].unit, flow=flow,
        moved=naming.kind if naming.kind in MOVED else NamingKind.PLAIN,
        departed=start is not None, base=_base(context, situation),
        scope_of_last=last.scope if last else "", departure=departed or context.departure, rate=rate,
        grew=rate if last and last.decisions[0].rule == own_name.id else "",
        pace=_pace(last) if last else None, owner=_owner(context, situation, naming),
    )  # fmt: skip


def _rate(mention: Mention) -> str:
    """What a rank right after a growth refers to: 电信业务收入增长5.5%、排全省第3 ranks the 增速."""
    if mention.reading.measure is not Measure.GROWTH or mention.quantity.kind != "percent":
        return ""
    return "增速" if mention.reading.value > 0 else "降幅"


def _pace(mention: Mention) -> Measure | None:
    """The measure of a growth or an average growth in per cent."""
    measure = mention.reading.measure
    grows = measure in {Measure.GROWTH, Measure.AVERAGE_GROWTH} and mention.quantity.kind == "percent"
    return measure if grows else None


def _owner(context: NamingContext, situation: Situation, naming: Naming) -> str:
    """The owner by which naming completed the last name; a growth of that name keeps it."""
    name = naming.names[-1]
    if name in context.history[-1:]:
        return context.owner
    completed = not COMPLETED_BY_OWNER.isdisjoint(decision.rule for decision in naming.decisions)
    whole = completed and name.endswith(situation.lead.name)
    return name.removesuffix(situation.lead.name) if whole else ""


def _base(context: NamingContext, situation: Situation) -> int:
    """The year that the clause compares with, or the year that an earlier clause compared with."""
    lead = situation.lead
    return lead.compared.year if "比" in lead.words else context.base


def _named_by(mention: Mention) -> Decision:
    """The decision that found a name; for an inherited name, the decision that first found it."""
    first = mention.decisions[0]
    carried = first.origin if first.rule == elided.id else None
    return carried or Decision(first.rule, mention.name_at, first.because, first.origin)
