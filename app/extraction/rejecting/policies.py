"""Rejects parameters of a policy: tax rates, limits, fees."""

from __future__ import annotations

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

PARAMETER = "减按$|⟨parameter⟩[^，。；]{0,16}$"
DEDUCTED = "⟨deducts⟩(?:比[例率][^，。；]{0,12})?$"
"""The rate by which a tax rule multiplies an expense; amounts and firms are observations."""
PARAMETER_BEHIND = "的?⟨levies⟩|[^，。；]{0,3}⟨parameter behind⟩"


@rule("reject.parameter")
def parameter(around: NumberSurroundings) -> str | None:
    """Parameters of a policy: 税率由16%降至13%, 现行16%的税率, 起征点提高到10万元, 加计扣除75%."""
    deducted = around.number.kind == "percent" and around.pattern(DEDUCTED).search(around.clause)
    return (
        "policy"
        if deducted
        or around.pattern(PARAMETER).search(around.clause)
        or around.pattern(PARAMETER_BEHIND).match(around.after)
        else None
    )
