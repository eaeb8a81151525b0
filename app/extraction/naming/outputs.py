"""Names the output of industrial products that a text counts without saying 产量."""

from __future__ import annotations

import re

from app.extraction.naming.situation import Situation
from app.extraction.rules import rule

OUTPUT = "产量"
BEHIND = re.compile(r"[，、](?P<words>[^，、。；\d]{2,8})\d")
OF_PRODUCTS = "产品的?(?P<measure>⟨listed measure⟩)"
CHANGES = frozenset({"percent", "ratio"})
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


@rule("list.products")
def output_of_topic(situation: Situation, name: str) -> str:
    """Products after a clause on their output: 主要工业产品产量继续增加，原煤达到9亿吨，钢达到7000万吨."""
    topic = situation.context.topic and situation.pattern(OF_PRODUCTS).search(situation.context.topic)
    if not topic or situation.lead.verb or situation.known(name) or situation.namer.measures(name):
        return ""
    amount = situation.kind == "mass" or (situation.kind == "count" and not situation.tail)
    grows = situation.kind in CHANGES and situation.lead.change is not None
    acts = situation.cues.action_at(name, 0) or situation.checker.acts(name)
    return name + topic["measure"] if (amount or grows) and not acts else ""
