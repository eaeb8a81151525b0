"""Reads values in brackets that add up over five years, where a line near the table says so: 〔25〕."""

from __future__ import annotations

import re

from app.extraction.tables.find import Table
from app.extraction.tables.heads import TableColumn
from app.extraction.tables.periods import YEARS_OF_PLAN
from app.model.observation import Measure

_BRACKETS = r"[〔\[（(]\s*[〕\]）)]"
_NOTE = re.compile(rf"(?P<brackets>{_BRACKETS})[^。；\d]{{0,8}}(?:5|五)年累计")


def brackets_of_sums(table: Table) -> str:
    """The brackets that a line above or below the table explains, such as 〔〕内为五年累计数; else empty."""
    lines = (*table.captions, *table.notes)
    found = {"".join(note["brackets"].split()) for line in lines for note in _NOTE.finditer(line.text)}
    return found.pop() if len(found) == 1 else ""


def inside(text: str, brackets: str) -> str | None:
    """The words in a cell that consists of brackets; None for other cells."""
    if not brackets or text[:1] != brackets[0] or text[-1:] != brackets[1]:
        return None
    return text[1:-1].strip()


def summed(column: TableColumn) -> TableColumn | None:
    """The column with the years that its sums span; None if their last year or their measure is unknown."""
    if column.year is None or column.noun or column.measure not in (None, Measure.AVERAGE_GROWTH):
        return None
    start = column.start or column.year - YEARS_OF_PLAN + 1
    return column._replace(start=start, measure=None)
