"""Names values compared with a plan: the completion, and the goal that was passed."""

from __future__ import annotations

from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import Decision, rule
from app.extraction.values import NamingKind

GOAL = "(?:⟨goal done⟩了?)?(?:⟨goal whose⟩){0,8}⟨goal⟩⟨goal end⟩*的?$"
OVER_GOAL = "⟨over⟩[^，。；]{0,6}⟨goal noun⟩⟨aim⟩?的?$"
GOAL_BEHIND = "的?(?:⟨goal behind⟩|的)*⟨plan noun⟩+(?:[，。；、）和与及]|数|值|$)"
PASSED = "[、，并]?⟨manner of completion⟩*⟨completes⟩了?⟨goal whose⟩*的?"
"""超额完成省下达的10万人年度任务 names the target."""
SHORTEST_NAME = 2
WORK = "⟨completes⟩了?⟨work of⟩?⟨amount of work⟩的?$"
"""The completed share of a work: 隧道完成工程总量的65%."""
INVESTED = "⟨spends⟩⟨goal⟩"
SPENT = "⟨spends⟩额?$"
MANNER = "⟨manner of completion⟩+$"


@rule("form.completion")
def completion(situation: Situation) -> Naming | None:
    """A percentage of a plan: 完成年度任务的154.3%, 超年度目标15%."""
    if situation.quantities[0].kind != "percent":
        return None
    text = situation.lead_text
    over = situation.pattern(OVER_GOAL).search(text)
    match = over or situation.pattern(GOAL).search(text) or situation.pattern(WORK).search(text)
    done = match and (situation.pattern("⟨completes⟩").search(match.group()) or "占" in match.group())
    if match is None or not (text.endswith("的") or over or done):
        return None
    subject = situation.pattern(MANNER).sub("", text[: match.start()].strip("、，并和"))
    names = _named(subject, situation) or _names_before(situation)
    decisions: tuple[Decision, ...] = (completion.decision(),)
    if situation.pattern(INVESTED).search(match.group()):
        invested = tuple(investment_of(situation, name) or name for name in names)
        more = (investment_of.decision(),) if invested != names else ()
        names, decisions = invested, (*decisions, *more)
    kind = NamingKind.OVER_GOAL if over else NamingKind.COMPLETION
    return Naming(names, decisions, kind=kind)


@rule("name.investment-planned")
def investment_of(situation: Situation, name: str) -> str:
    """An investment plan measures investment: 重点项目完成年度投资计划的121% is of 重点项目投资."""
    return "" if situation.pattern(SPENT).search(name) else f"{name}投资"


def _named(subject: str, situation: Situation) -> tuple[str, ...] | None:
    if len(subject) < 2:
        return None
    names = situation.namer.split(subject, situation.size)
    return names or ((subject,) if situation.size == 1 else None)


def _names_before(situation: Situation) -> tuple[str, ...]:
    names = situation.names_before(situation.size)
    if len(names) == situation.size:
        return names
    return (names or (situation.context.plain[-12:] or situation.lead_text,))[-1:] * situation.size


@rule("form.goal-passed")
def goal_passed(situation: Situation) -> Naming | None:
    """The target next to its outcome: 增长6.5%，超过6%的预期目标."""
    if not situation.pattern(GOAL_BEHIND).match(situation.tail):
        return None
    passed = situation.pattern(PASSED)
    if len(situation.lead.noun) >= SHORTEST_NAME and not passed.fullmatch(situation.lead_text):
        return None
    names = situation.names_before(situation.size)
    if len(names) != situation.size:
        return None
    return Naming(names, (goal_passed.decision(),), kind=NamingKind.GOAL, fresh=False)
