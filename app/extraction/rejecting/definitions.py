"""Rejects numbers of a glossary."""

from __future__ import annotations

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule


@rule("reject.definition")
def definition(around: NumberSurroundings) -> str | None:
    """Numbers in a line that defines a slogan: [5]“两深化”：指深化15项改革, 深化20项民心工程."""
    return "definition" if around.defining else None
