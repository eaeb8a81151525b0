"""Values against a plan: completion, and the goal that was passed."""

from __future__ import annotations

import re

from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import rule
from app.extraction.values import NamingKind

GOAL = "(?:⟨goal done⟩了?)?(?:⟨goal whose⟩){0,8}⟨goal⟩(?:任务|目标|数|值|总量|总数|投资|额|量)*的?$"
OVER_GOAL = re.compile(
    r"(?:超|超过|超出|超额完成|超额)(?:[^，。；]{0,6})(?:目标|任务|计划|预算|预期)(?:任务|目标)?的?$"
)
GOAL_BEHIND = "的?(?:⟨goal behind⟩|的)*(?:目标|任务|计划)+(?:[，。；、）和与及]|数|值|$)"
WORK = re.compile("完成了?(?:总|计划|年度|项目)?(?:投资|工程量|工程总量|工作量)的?$")
"""How much of a work is done: 隧道完成工程总量的65%."""
MANNER = re.compile(r"(?:分别|均|已|共|各|超额|提前|顺利)+$")


@rule("form.completion")
def completion(situation: Situation) -> Naming | None:
    """A percentage of a plan: 完成年度任务的154.3%, 超年度目标15%."""
    if situation.quantities[0].kind != "percent":
        return None
    text = situation.lead_text
    over = OVER_GOAL.search(text)
    match = over or situation.pattern(GOAL).search(text) or WORK.search(text)
    if match is None or not (text.endswith("的") or over or "完成" in match.group() or "占" in match.group()):
        return None
    subject = MANNER.sub("", text[: match.start()].strip("、，并和"))
    names = _named(subject, situation) or _told(situation)
    kind = NamingKind.OVER_GOAL if over else NamingKind.COMPLETION
    return Naming(names, (completion.decision(),), kind=kind)


def _named(subject: str, situation: Situation) -> tuple[str, ...] | None:
    if len(subject) < 2:
        return None
    names = situation.namer.split(subject, situation.size)
    return names or ((subject,) if situation.size == 1 else None)


def _told(situation: Situation) -> tuple[str, ...]:
    names = situation.told(situation.size)
    if len(names) == situation.size:
        return names
    return (names or (situation.context.plain[-12:] or situation.lead_text,))[-1:] * situation.size


@rule("form.goal-passed")
def goal_passed(situation: Situation) -> Naming | None:
    """The target beside its outcome: 增长6.5%，超过6%的预期目标."""
    if not situation.pattern(GOAL_BEHIND).match(situation.tail) or len(situation.lead.noun) > 1:
        return None
    names = situation.told(situation.size)
    if len(names) != situation.size:
        return None
    return Naming(names, (goal_passed.decision(),), kind=NamingKind.GOAL, fresh=False)
