"""Rejects counts of the measures and indicators in a document."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

DOCUMENT_UNITS = frozenset({"条", "项", "个", "大", "类"})
ASPECTS = "(?:大|个)?⟨aspect⟩|个⟨indicator⟩体系"
NICKNAME = re.compile("(?<![更创翻刷全革重])新$")
NAME_ENDS = "[，。；、”）]|⟨document⟩|$"
TITLED = "出台[^，。；\\d]{2,16}(?:\\d+条、[^，。；、\\d]{2,16})*$"
"""A policy that is named after the number of its articles: 出台促进消费20条、稳定外贸15条."""
MEASURES = "(?!⟨result of reform⟩)[^，。；]{0,10}⟨document⟩"
INDICATORS = "⟨kind of indicator⟩*⟨indicator⟩"


@rule("reject.document")
def document(around: NumberSurroundings) -> str | None:
    """Counts of the measures and indicators in a document: 出台20条政策, 28项指标, 新12条."""
    number = around.number
    if number.unit not in DOCUMENT_UNITS or number.multiplied:
        return None
    if around.pattern(INDICATORS).match(around.after) or around.pattern(ASPECTS).match(around.aftermath):
        return "document"
    if number.unit not in {"条", "项"}:
        return None
    if around.pattern("⟨issue⟩[^，。；]{0,12}⟨document⟩$").search(around.before):
        return "document"
    called = around.pattern(TITLED).search(around.before) or NICKNAME.search(around.before)
    if number.unit == "条" and called:
        return "document" if around.pattern(NAME_ENDS).match(around.after) else None
    issued = around.pattern("(?:⟨issue⟩[^，。；]{0,16}|”)$").search(around.before)
    return "document" if issued and around.pattern(MEASURES).match(around.after) else None
