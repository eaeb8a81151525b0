"""Rejects times of day, scores and proportions."""

from __future__ import annotations

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

NAMED_RATIO = "⟨proportion⟩(?:[^，。；、\\d]{0,3}[\\d.]+:1)?[^，。；、\\d]{0,8}$"


@rule("reject.proportion")
def proportion(around: NumberSurroundings) -> str | None:
    """Times of day, scores and proportions that are not a ratio to one: 9:30, 3:2."""
    if around.number.form != "colon":
        return None
    return (
        None
        if around.number.kind == "ratio" and around.pattern(NAMED_RATIO).search(around.before)
        else "proportion"
    )
