"""Rejects parameters of a policy: tax rates, limits, fees."""

from __future__ import annotations

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

PARAMETER = "减按$|⟨parameter⟩[^，。；]{0,16}$"
PARAMETER_BEHIND = "的?⟨levies⟩|[^，。；]{0,3}⟨parameter behind⟩"


@rule("reject.parameter")
def parameter(around: NumberSurroundings) -> str | None:
    """Parameters of a policy: 税率由16%降至13%, 现行16%的税率, 起征点提高到10万元."""
    return (
        "policy"
        if around.pattern(PARAMETER).search(around.clause)
        or around.pattern(PARAMETER_BEHIND).match(around.after)
        else None
    )
