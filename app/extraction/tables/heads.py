"""Reads column headers: what the rows of a table are, and the measure, unit, year and name of its values."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from app.extraction.rules import Decision, rule
from app.extraction.tables.amounts import is_unit
from app.extraction.tables.cells import Cell
from app.extraction.tables.find import Table
from app.extraction.tables.periods import (
    WHOLE_YEAR,
    YEAR,
    is_of_part_of_year,
    without_years,
    year_in,
    years_in,
)
from app.lexicon.types.cues import Cues
from app.model.observation import Measure, Status

_IN_BRACKETS = re.compile(r"[（(]±?(?P<unit>[^（）()\d]{1,8})[）)]$")
THAN = "(?:⟨table than⟩)*"
CHANGE = rf"{THAN}(?:⟨table change⟩|±|[/或](?=⟨table change⟩))+(?:速度|率|幅度|情况)?"
"""A change against the year before: 比上年增长, 增速, 同比增减."""
_SHARE = "(?:占[^占]*?)?(?:⟨share noun⟩|⟨table share⟩)"
_EACH_YEAR = "(?:⟨every year⟩)"
AVERAGE = f"{_EACH_YEAR}(?:⟨table change⟩)+(?:速度|率|幅度)?"
"""An average yearly change: 年均增长."""
_OTHER_BASE = "平均|环比|⟨table base⟩|[比较]⟨goal noun⟩"
"""Changes with another base than the year before: their span is unknown."""
_OTHER = "⟨table other⟩|⟨table pace⟩[^）]*?(?:⟨table change⟩|⟨table turn⟩|⟨share noun⟩)"
"""Ranks, notes, changes of changes."""
TRADED = "⟨table trade⟩(?:⟨table amount⟩|⟨table noun⟩|[额量])"
"""What is traded, as an amount: 出口数量, 进口额."""
_COMPLETION = "⟨table done⟩[^）]*⟨goal noun⟩|⟨goal noun⟩⟨table done⟩率"
_PERCENT = frozenset({"%", "‰"})


class Role(StrEnum):
    """The content of a column. ``PLACE`` and ``ROW_YEAR`` are labels of rows, as ``NAME`` is.

    ``PERIOD`` are values that give no rows, nor do changes that follow them: those of a month.
    """

    NAME = "name"
    PLACE = "place"
    ROW_YEAR = "year"
    UNIT = "unit"
    VALUE = "value"
    PERIOD = "period"
    OTHER = "other"


LABELS = frozenset({Role.NAME, Role.PLACE, Role.ROW_YEAR})


class TableColumn(NamedTuple):
    """One column. ``measure`` is None if the unit of the row decides between level and share.

    ``unit`` is the unit in the header, with its multiplier; ``noun`` completes the names of rows (产量).
    ``words`` are what else the header says, such as the name of a quantity or of a place; ``share`` are
    its words for a share (占地区生产总值比重). ``start`` is the first of several years;
    without ``year`` those of an average growth are unknown. ``falls`` is true for falls (比上年下降).
    """

    role: Role
    cell: Cell
    measure: Measure | None = None
    unit: str = ""
    status: Status = Status.ACTUAL
    year: int | None = None
    noun: str = ""
    words: str = ""
    share: str = ""
    start: int | None = None
    falls: bool = False

    @property
    def decision(self) -> Decision:
        """The record of the decision that read the column."""
        return read_column.decision(self.cell.at)


class _Header(NamedTuple):
    """The words of one cell of a head without its unit."""

    words: str
    unit: str


def read_columns(table: Table, cues: Cues) -> tuple[TableColumn, ...]:
    """The columns from left to right, each by its own header."""
    head = zip(table.head.cells, table.head.above, strict=True)
    return tuple(read_column(cell, above, cues) for cell, above in head)


@rule("table.head")
def read_column(cell: Cell, above: tuple[str, ...], cues: Cues) -> TableColumn:
    """A header describes its column: 产量（万吨）, 2022年（亿元）, 比上年增长（%）, 比重（%）."""
    headers = [_header("".join(text.split()), cues) for text in (*above, cell.text)]
    words = "".join(header.words for header in headers)
    units = [header.unit for header in headers if header.unit]
    unit = units[-1] if units else ""
    role = _label_role(words, cues) if words or not unit else None
    if role:
        return TableColumn(role, cell, unit=unit)
    if is_of_part_of_year(words, cues):
        return TableColumn(Role.PERIOD, cell)
    if cues.compile(_OTHER).search(words):
        return TableColumn(Role.OTHER, cell)
    return _value(cell, headers, unit, cues)


def _header(text: str, cues: Cues) -> _Header:
    bracket = _IN_BRACKETS.search(text)
    if bracket is None or not is_unit(bracket["unit"], cues):
        return _Header(text, "")
    return _Header(text[: bracket.start()], bracket["unit"])


def _label_role(words: str, cues: Cues) -> Role | None:
    if cues.compile("⟨table name⟩|").fullmatch(words):
        return Role.NAME
    if cues.compile("[分各]?⟨table of places⟩(?:名称)?").fullmatch(words):
        return Role.PLACE
    if cues.compile("⟨table of years⟩").fullmatch(words):
        return Role.ROW_YEAR
    return Role.UNIT if cues.compile("⟨table unit⟩").fullmatch(words) else None


def _value(cell: Cell, headers: list[_Header], unit: str, cues: Cues) -> TableColumn:
    words = "".join(header.words for header in headers)
    if cues.compile(_COMPLETION).search(words):
        done = TableColumn(Role.VALUE, cell, Measure.COMPLETION, unit, year=year_in(words))
        return done if unit in _PERCENT else TableColumn(Role.OTHER, cell)
    planned = cues.compile("⟨goal noun⟩").search(words) is not None
    if cues.compile(AVERAGE).search(words):
        return _average(cell, words, unit, cues)
    measure = _measure(words, unit, cues)
    share = cues.compile(_SHARE).search(words) if measure is Measure.SHARE else None
    traded = cues.compile(TRADED).fullmatch(YEAR.sub("", words)) if measure is None else None
    rest = [traded[0]] if traded else [_rest(header.words, measure, cues) for header in headers]
    if measure is Measure.GROWTH and cues.has("table absolute", "".join(rest)):
        return TableColumn(Role.OTHER, cell)
    nouns = [word for word in rest if traded or cues.has("table noun", word)]
    return TableColumn(
        Role.VALUE, cell, measure, unit, Status.TARGET if planned else Status.ACTUAL, year_in(words),
        noun=nouns[-1] if nouns else "", words="".join(rest), share=share[0] if share else "",
        falls=measure in (Measure.GROWTH, Measure.CHANGE) and is_fall(words, cues),
    )  # fmt: skip


def _average(cell: Cell, words: str, unit: str, cues: Cues) -> TableColumn:
    """A column of average yearly growth: “十三五”年均增长（%）, 2016—2020年年均增长."""
    if unit not in ("", "%"):
        return TableColumn(Role.OTHER, cell)
    start, year = years_in(words, cues) or (None, None)
    rest = cues.compile(f"{AVERAGE}|⟨goal noun⟩").sub("", without_years(words, cues))
    status = Status.TARGET if cues.compile("⟨goal noun⟩").search(words) else Status.ACTUAL
    return TableColumn(
        Role.VALUE,
        cell,
        Measure.AVERAGE_GROWTH,
        unit,
        status,
        year,
        words=rest,
        start=start,
        falls=is_fall(words, cues),
    )


def _rest(words: str, measure: Measure | None, cues: Cues) -> str:
    """What a header says beside year, plan, measure and words for a level such as 绝对数."""
    words = cues.compile("⟨goal noun⟩|[%‰]$").sub("", WHOLE_YEAR.sub("", YEAR.sub("", words)))
    if measure in (Measure.GROWTH, Measure.CHANGE):
        words = cues.compile(f"^{CHANGE}|{CHANGE}$").sub("", words)
    if measure is Measure.SHARE:
        words = cues.compile(_SHARE).sub("", words)
    return "" if cues.has("table level", words) else words


def _measure(words: str, unit: str, cues: Cues) -> Measure | None:
    """The measure if the header has a word of change or share, else None."""
    if cues.compile(CHANGE).search(words):
        absolute = unit and unit not in _PERCENT
        return Measure.CHANGE if absolute else Measure.GROWTH
    return Measure.SHARE if cues.compile(_SHARE).search(words) else None


def is_fall(words: str, cues: Cues) -> bool:
    """Whether the words of change only say a fall: 比上年下降, but not 增减 or 增长/下降."""
    changes = cues.compile("⟨table change⟩").findall(words)
    return bool(changes) and all(cues.has("table fall", word) for word in changes)


def is_of_another_base(column: TableColumn, cues: Cues) -> bool:
    """Whether the changes in a column have an unknown first year: 年均增长, 比2015年增长."""
    words = "".join(column.cell.text.split())
    based = cues.compile(_OTHER_BASE).search(words) or re.search(r"[比较]\d{4}年", words)
    if column.measure is Measure.AVERAGE_GROWTH:
        return column.year is None
    return column.measure in (Measure.GROWTH, Measure.CHANGE) and based is not None
