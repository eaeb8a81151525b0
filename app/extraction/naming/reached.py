"""Names the people and bodies that are reached by the thing or measure that reaches them."""

from __future__ import annotations

from app.extraction.naming.parts import is_noun, tagged
from app.extraction.naming.situation import Naming, Situation
from app.extraction.naming.subjects import plain_subject
from app.extraction.naming.topics import object_of
from app.extraction.rules import rule

LONGEST_DEED = 24
NO_SUBJECT = "[，、：；\\s]*(?:⟨before a sign⟩|可|将)*⟨before reach⟩*(?:⟨reach whom⟩|⟨serves⟩)"
SOLVED = "(?P<what>⟨solves⟩.+⟨problem⟩)的"
WORKS = "(?:(?!⟨gained⟩)(?:⟨building⟩|⟨action behind⟩|⟨solves⟩))+"


@rule("name.reach")
def reach(situation: Situation) -> Naming | None:
    """The people that a measure of the previous clause reaches: 建立两项补贴制度，惠及2100万人."""
    lead, context = situation.lead, situation.context
    if (
        not situation.pattern("⟨reach⟩").fullmatch(lead.name)
        or not context.fresh_plain
        or len(situation.tail) > 1
    ):
        return None
    deed = context.plain.lstrip("，、：； ")[-LONGEST_DEED:]
    return Naming((deed + lead.name,) * situation.size, (reach.decision(),)) if len(deed) > 2 else None


def reaching(situation: Situation, naming: Naming) -> Naming:
    """A naming completed with the thing that reaches people, if its clause does not say it."""
    owners = [reach_of(situation, name) for name in naming.names]
    if not any(owners):
        return naming
    names = tuple(owner + name for owner, name in zip(owners, naming.names, strict=True))
    return naming._replace(names=names, decisions=(*naming.decisions, reach_of.decision()))


@rule("name.reach-of")
def reach_of(situation: Situation, name: str) -> str:
    """A thing named before reaches people: 发放奖补资金5亿元，惠及脱贫户17万户 counts 奖补资金惠及脱贫户.

    It can also be the subject or object of a clause without a value: 完善低保制度，惠及脱贫户17万户.
    """
    context = situation.context
    if not situation.checker.reaches(name) or not situation.pattern(NO_SUBJECT).match(situation.lead_text):
        return ""
    last = context.history[-1] if context.history else ""
    behind_value = bool(last) and (
        last.endswith(context.plain) or situation.pattern(SOLVED).match(last) is not None
    )
    if context.fresh_plain and not behind_value:
        owner = object_of(situation, context.plain, strict=False) or _subject(situation)
    else:
        owner = _named_before(situation)
    return owner if len(owner) > 1 and owner not in name else ""


def _subject(situation: Situation) -> str:
    """The subject of a clause without a value, if it is a noun: 补贴标准 of 补贴标准稳步提高."""
    subject = plain_subject(situation)
    whole = subject and is_noun(tagged(subject, situation.checker.segmenter)[-1])
    return subject if whole else ""


def _named_before(situation: Situation) -> str:
    """The last named thing, with its verb if that changes the thing: 改造老旧小区, but 补贴 of 发放补贴.

    The owner of a quantity reaches them (合作社 of 合作社利润), but funds do so themselves.
    """
    if not situation.context.history:
        return ""
    last = situation.context.history[-1]
    if not situation.pattern("⟨funds⟩$").search(last):
        last = situation.context.owner or last
    activity = situation.pattern("⟨reach whom⟩").split(last)[0]
    if solved := situation.pattern(SOLVED).match(activity):
        return solved["what"]
    thing = situation.without_verb(activity)
    if situation.pattern(WORKS).fullmatch(activity.removesuffix(thing)):
        return activity
    return situation.pattern("^⟨grows a thing⟩|⟨size of a thing⟩$").sub("", thing)
