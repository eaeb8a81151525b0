"""Names values of parts of a year: 开工率一季度达到20%、二季度达到50%."""

from __future__ import annotations

from app.extraction.naming.situation import Situation
from app.extraction.rules import rule

OF_QUARTER = "(?P<name>(?![比较]).{2,}?)(?<![比较从由至到前])(?P<quarter>⟨part of year⟩)⟨sums up⟩?"
LATER = "[、，和]*(?P<quarter>⟨part of year⟩|⟨whole year⟩)"
EARLIER = "⟨part of year⟩"


@rule("name.quarter")
def of_quarter(situation: Situation, name: str) -> str:
    """The part of a year behind a quantity comes before it: 开工率一季度达到20% is 一季度开工率.

    Empty if there is none.
    """
    found = situation.pattern(OF_QUARTER).fullmatch(name)
    return found["quarter"] + found["name"] if found else ""


@rule("name.next-quarter")
def in_next_quarter(situation: Situation, name: str) -> str:
    """An inherited name is that of the value's own part of the year: 、二季度达到50%, 全年达到90%."""
    later = situation.pattern(LATER).match(situation.lead_text)
    earlier = situation.pattern(EARLIER).match(name)
    if not later or not earlier:
        return name
    whole = situation.pattern("⟨whole year⟩").fullmatch(later["quarter"])
    return ("" if whole else later["quarter"]) + name[earlier.end() :]
