"""Reads column headers: a column has names, units, or values with a measure, unit and year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from app.extraction.rules import Decision, rule
from app.extraction.tables.amounts import unit_of
from app.extraction.tables.cells import Cell
from app.extraction.tables.find import Table
from app.lexicon.types.cues import Cues
from app.model.observation import Measure, Status

_IN_BRACKETS = re.compile(r"（±?(?P<unit>[^（）\d]{1,8})）$")
_CAPTION_UNIT = r"^[（(]?⟨table unit⟩：(?P<unit>[^（）\d]{1,8}?)[）)]?$"
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?[末底]?")
_YEAR_NAMED = re.compile(r"(?P<year>(?:19|20)\d\d) ?年")
_OTHER_BASE = "(?:年均|平均|环比|⟨table base⟩)"
"""Changes with another base than the previous year: their span is unknown."""
_CHANGE = "(?:⟨table change⟩|±|同比)"
_SHARE = "(?:⟨share noun⟩|⟨table share⟩)"
_PERCENT = frozenset({"%", "‰"})
_POINTS = frozenset({"个百分点", "百分点"})


class Role(StrEnum):
    """The content of a column."""

    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    OTHER = "other"


class TableColumn(NamedTuple):
    """One column. ``measure`` is None if the unit of the row decides between level and share.

    ``unit`` is the unit in the header, with its multiplier; ``noun`` completes the names of rows (产量).
    """

    role: Role
    cell: Cell
    measure: Measure | None = None
    unit: str = ""
    status: Status = Status.ACTUAL
    year: int | None = None
    noun: str = ""

    @property
    def decision(self) -> Decision:
        """The record of the decision that read the column."""
        return read_column.decision(self.cell.at)


def read_columns(table: Table, cues: Cues) -> tuple[TableColumn, ...]:
    """The columns from left to right; only the first column of names counts as one."""
    found = [read_column(cell, cues) for cell in table.head]
    names = [column for column in found if column.role is Role.NAME]
    return tuple(
        column._replace(role=Role.OTHER) if column.role is Role.NAME and column is not names[0] else column
        for column in found
    )


@rule("table.head")
def read_column(cell: Cell, cues: Cues) -> TableColumn:
    """A header describes its column: 产量（万吨）, 2022年（亿元）, 比上年增长（%）, 比重（%）."""
    words = "".join(cell.text.split())
    if cues.compile("⟨table name⟩|").fullmatch(words):
        return TableColumn(Role.NAME, cell)
    if cues.compile("⟨table unit⟩").fullmatch(words):
        return TableColumn(Role.UNIT, cell)
    bracket = _IN_BRACKETS.search(words)
    unit = bracket["unit"] if bracket else ""
    words = words[: bracket.start()] if bracket else words
    measure = _measure(words, unit, cues)
    if measure is not None:
        return TableColumn(Role.VALUE, cell, measure, unit, year=_year_in(words))
    return _level(cell, words, unit, cues)


def _measure(words: str, unit: str, cues: Cues) -> Measure | None:
    """The measure if the header has a word of change or share, else None."""
    if cues.compile(_CHANGE).search(words):
        absolute = unit and unit not in _PERCENT
        return Measure.CHANGE if absolute else Measure.GROWTH
    return Measure.SHARE if cues.compile(_SHARE).search(words) else None


def _level(cell: Cell, words: str, unit: str, cues: Cues) -> TableColumn:
    noun = _YEAR.sub("", words)
    planned = cues.compile("⟨goal noun⟩$").search(noun)
    status = Status.TARGET if planned else Status.ACTUAL
    column = TableColumn(Role.VALUE, cell, None, unit, status, _year_in(words))
    if not noun or planned or cues.compile("⟨table level⟩").fullmatch(noun):
        return column if noun or column.year else column._replace(role=Role.OTHER)
    if cues.compile("⟨table noun⟩").fullmatch(noun):
        return column._replace(noun=noun)
    return column._replace(role=Role.OTHER)


def is_of_another_base(column: TableColumn, cues: Cues) -> bool:
    """Whether the changes in a column have an unknown first year: 年均增长, 比2015年增长."""
    words = "".join(column.cell.text.split())
    based = cues.compile(_OTHER_BASE).search(words) or re.search(r"[比较]\d{4}年", words)
    return column.measure in (Measure.GROWTH, Measure.CHANGE) and based is not None


def _year_in(words: str) -> int | None:
    years = [int(found["year"]) for found in _YEAR.finditer(words)]
    return years[0] if len(years) == 1 else None


def caption_unit(table: Table, cues: Cues) -> str:
    """The unit of all values, stated above the table (单位：万吨); empty if there is none."""
    for caption in table.captions:
        for words in "".join(caption.text.split("\t")).split():
            found = cues.compile(_CAPTION_UNIT).match(words)
            if found and unit_of(found["unit"], cues)[1]:
                return found["unit"]
    return ""


def caption_year(table: Table) -> tuple[int, tuple[int, int]] | None:
    """The year in the captions and its position; None if they name no year or several."""
    named = list(_named(table.captions))
    return named[0] if len({year for year, _ in named}) == 1 else None


def _named(captions: tuple[Cell, ...]) -> Iterator[tuple[int, tuple[int, int]]]:
    for caption in captions:
        for found in _YEAR_NAMED.finditer(caption.text):
            yield int(found["year"]), (caption.start + found.start(), caption.start + found.end())
