"""Rejects numbers of chapters, items and notes."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

OPENING = frozenset("[［〔【（(")
CLOSING = frozenset("]］〕】）)")
TABLE = re.compile(r"(?:^|\n)[（(]?[表图](?:\d{1,2}[-.])?$")
NUMBERING = re.compile(r"[.、．)）:：](?!\d)")


@rule("reject.numbering")
def numbering(around: NumberSurroundings) -> str | None:
    """Numbers of chapters, notes and tables: 1.金融 or 表7 分行业投资 at the start of a line, [3]."""
    if ("表" in around.before or "图" in around.before) and TABLE.search(around.before):
        return "numbering"
    if around.at_line_start and NUMBERING.match(around.aftermath):
        return "numbering"
    enclosed = around.before[-1:] in OPENING and around.aftermath[:1] in CLOSING
    return "numbering" if enclosed else None
