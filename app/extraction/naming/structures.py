"""Names the shares in the structure of an economy: 三次产业结构为5.2:40.1:54.7."""

from __future__ import annotations

from app.extraction.naming.situation import Naming, Situation
from app.extraction.numbers.structures import structure_parts
from app.extraction.rules import rule
from app.extraction.values import STRUCTURE, NamingKind


@rule("form.structure")
def structure(situation: Situation) -> Naming | None:
    """The parts of a whole: 三次产业结构由10:45:45调整为8:42:50, 轻重工业比例为28:72."""
    if situation.quantities[0].form != STRUCTURE:
        return None
    names = structure_parts(situation.lead_text, situation.size, situation.cues) or situation.names_before(
        situation.size
    )
    if len(names) != situation.size:
        return None
    return Naming(names, (structure.decision(),), kind=NamingKind.SHARE, stated=True)
