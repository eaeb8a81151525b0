"""Rejects counts of steps that a value has climbed."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

STEPS = "个?大?(?:[百千万亿十]+⟨money unit⟩?)?级?大?⟨step⟩"
STEP_UNITS = frozenset({"个", "大", ""})
COUNTED_STEPS = re.compile(r"[一二两三四五六七八九\d]个")
STEP_BEHIND = "⟨money unit⟩?级?大?⟨step⟩"
CLIMBING = "⟨climbs steps⟩了?[^，。；]{0,6}$"
SEVERAL_STEPS = "[^，。；]{0,10}[一二两三四五六\\d]个新?⟨step⟩"
STEPPING = re.compile(r"[迈跨上越登跃][^，。；]{0,10}$")


@rule("reject.step")
def step(around: NumberSurroundings) -> str | None:
    """Steps climbed: 连跨3个万亿级台阶; but 跃上3000亿元台阶 states a level."""
    number = around.number
    if (
        not number.multiplied
        and number.unit in STEP_UNITS
        and around.pattern(STEPS).match(around.aftermath.removeprefix("个"))
    ):
        return "step"
    if COUNTED_STEPS.fullmatch(around.before[-2:]) and around.pattern(STEP_BEHIND).match(around.aftermath):
        return "step"
    if not around.pattern(SEVERAL_STEPS).match(around.after):
        return None
    climbing = around.pattern(CLIMBING).search(around.clause) or STEPPING.search(around.clause)
    return "step" if climbing else None
