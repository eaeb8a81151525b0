"""Steps that a figure has climbed."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import Surroundings
from app.extraction.rules import rule

STEPS = re.compile(r"个?(?:大)?(?:[百千万亿十]+(?:元|美元)?)?级?大?(?:台阶|关口|大关)")
STEP_UNITS = frozenset({"个", "大", ""})
COUNTED_STEPS = re.compile(r"[一二两三四五六七八九\d]个$")
STEP_BEHIND = re.compile(r"(?:元|美元)?级?大?(?:台阶|大关|关口)")
CLIMBING = re.compile(r"(?:跨越|连跨|连续跨[越过])了?[^，。；]{0,6}$")
SEVERAL_STEPS = re.compile(r"[^，。；]{0,10}[一二两三四五六\d]个(?:新)?台阶")
STEPPING = re.compile(r"[迈跨上越登跃][^，。；]{0,10}$")


@rule("reject.step")
def step(around: Surroundings) -> str | None:
    """Steps climbed: 连跨3个万亿级台阶; but 跃上3000亿元台阶 states a level."""
    number = around.number
    if (
        not number.multiplied
        and number.unit in STEP_UNITS
        and STEPS.match(around.aftermath.removeprefix("个"))
    ):
        return "step"
    if COUNTED_STEPS.search(around.before) and STEP_BEHIND.match(around.aftermath):
        return "step"
    climbing = CLIMBING.search(around.before) or STEPPING.search(around.before)
    return "step" if climbing and SEVERAL_STEPS.match(around.after) else None
