"""Rejects numbers in the cells of tables."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

ONLY_FIGURES = re.compile(r"[\d\s.,%，。、；]*(?:\n|$)")
LINE_OF_FIGURES = re.compile(r"(?:^|\n)[\s.,%，。、；]*\d[\d\s.,%，。、；]*$")
LATER_CELL = re.compile(r"\|[^|\n]*\d[^|\n]*\|$")


@rule("reject.cell")
def cell(around: NumberSurroundings) -> str | None:
    """A percentage after another number in a table row, whose header is unknown: | 产值 | 3亿元 | 6% |."""
    if around.number.kind != "percent" or around.after[:1] != "|":
        return None
    return "table" if LATER_CELL.search(around.before) else None


@rule("reject.figures-alone")
def figures_alone(around: NumberSurroundings) -> str | None:
    """A percentage in a line of only numbers, which copying separated from their words: 12.3，6.2%。."""
    if around.number.kind != "percent" or not ONLY_FIGURES.match(around.after):
        return None
    return "table" if LINE_OF_FIGURES.search(around.before) else None
