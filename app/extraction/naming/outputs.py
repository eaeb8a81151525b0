"""Names the output of industrial products that a text counts without saying 产量."""

from __future__ import annotations

import re

from app.extraction.naming.situation import Situation
from app.extraction.rules import rule

OUTPUT = "产量"
BEHIND = re.compile(r"[，、](?P<words>[^，、。；\d]{2,8})\d")
LENGTHS = (2, 3)
"""Of words of change, in characters."""


@rule("name.output")
def output_of(situation: Situation, name: str) -> str:
    """An amount of an industrial product that grows is its output: 水泥40万吨，比上年增长5%."""
    quantity = situation.quantities[-1]
    if situation.lead.verb or quantity.kind == "money" or not situation.cues.has("industrial product", name):
        return ""
    behind = BEHIND.match(situation.around.chars, quantity.high_end)
    grows = behind and any(behind["words"][-length:] in situation.cues.changes for length in LENGTHS)
    return name + OUTPUT if grows else ""
