"""Figures in the cells of tables."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import Surroundings
from app.extraction.rules import rule

LATER_CELL = re.compile(r"\|[^|\n]*\d[^|\n]*\|$")


@rule("reject.cell")
def cell(around: Surroundings) -> str | None:
    """A percentage behind the cell of another figure, whose head is not read: | 产值 | 3亿元 | 6% |."""
    if around.number.kind != "percent" or around.after[:1] != "|":
        return None
    return "table" if LATER_CELL.search(around.before) else None
