"""Reads tables whose rows are places or years; the headers or the caption name the quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.reading.mentions import Mention
from app.extraction.rules import Decision, rule
from app.extraction.tables.amounts import cell_amount
from app.extraction.tables.cells import Cell
from app.extraction.tables.figures import (
    PERCENT,
    WHOLE,
    FigureName,
    TableFigure,
    fallen,
    frame_in,
    measure_in,
    mention_of,
    unit_in,
)
from app.extraction.tables.head_rows import Row
from app.extraction.tables.heads import Role, TableColumn, is_of_another_base
from app.extraction.tables.labels import is_complete, of_caption, read_label
from app.extraction.tables.places import TablePlace, TablePlaceKind
from app.extraction.tables.setting import TableSetting
from app.extraction.values import Frame
from app.model.observation import Measure, Status

ROW_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:年度?[末底]?)?")
"""The label of a row that is a year."""
_SHORTEST = 2


class _Quantity(NamedTuple):
    """A column of values, its index and the name of its quantity, with the decision that found it."""

    at: int
    column: TableColumn
    name: str
    decision: Decision


class CrossedRows:
    """The rows of one table of places or years."""

    def __init__(self, setting: TableSetting, role: Role) -> None:
        """``role`` says what the labels of the rows are: ``PLACE`` or ``ROW_YEAR``."""
        self._set, self._role = setting, role
        self._quantities = list(_quantities(setting))

    def mentions(self, label_at: int) -> Iterator[Mention]:
        """The mentions of the rows, in order; ``label_at`` is the column of their labels."""
        for row in self._set.table.rows:
            cell = row[label_at] if label_at < len(row) else Cell("", 0)
            if self._role is Role.ROW_YEAR:
                found = ROW_YEAR.fullmatch("".join(cell.text.split()))
                if found:
                    yield from self._row(row, WHOLE, self._year(int(found["year"]), cell))
                continue
            place = self._place(cell)
            if place and place.kind is not TablePlaceKind.OUTSIDE:
                yield from self._row(row, place, None)

    def _place(self, cell: Cell) -> TablePlace | None:
        return self._set.about.places.row(read_label(cell.text, self._set.cues, whole=True).words)

    def _year(self, year: int, cell: Cell) -> Frame:
        status = Status.TARGET if year >= self._set.about.report_year else Status.ACTUAL
        return Frame(status, year, year, row_year.decision(cell.at))

    def _row(self, row: Row, place: TablePlace, year: Frame | None) -> Iterator[Mention]:
        for quantity in self._quantities:
            found = self._figure(row, quantity, place, year)
            if found:
                label = FigureName(quantity.name, quantity.column.cell, quantity.decision)
                yield mention_of(row, label, found, self._set.cues)

    def _figure(
        self, row: Row, quantity: _Quantity, place: TablePlace, year: Frame | None
    ) -> TableFigure | None:
        column, caption, cues = quantity.column, self._set.caption, self._set.cues
        cell = row[quantity.at] if quantity.at < len(row) else Cell("", 0)
        number, stated = cell_amount(cell.text, cues), self._set.stated_unit(row)
        number = fallen(number) if column.falls else number
        unit = unit_in(column, stated, caption, number.unit if number else "", cues)
        frame = year or frame_in(column, caption, self._set.about.report_year)
        if number is None or unit is None or frame is None:
            return None
        return TableFigure(cell, number, column, unit, measure_in(column, unit, caption, cues), frame, place)


@rule("table.row-year")
def row_year() -> None:
    """The label of a row is the year of its values."""


@rule("table.quantity")
def named_by_head(words: str) -> str:
    """A header names the quantity of a column whose rows are places or years: 地区生产总值（亿元）."""
    return words


def _quantities(setting: TableSetting) -> Iterator[_Quantity]:
    """The columns with a name. A header that only says what is measured continues the quantity before it."""
    caption = setting.caption.subject
    carried = caption if is_complete(caption, setting.cues, setting.known) else ""
    by_caption = bool(carried)
    for index, column in enumerate(setting.columns):
        if column.role is not Role.VALUE:
            carried = carried if column.role not in (Role.OTHER, Role.PERIOD) or by_caption else ""
            continue
        if column.words:
            carried, by_caption = _name(column, setting), False
        if carried and not is_of_another_base(column, setting.cues) and not _is_unclear(column):
            decision = (of_caption if by_caption else named_by_head).decision(column.cell.at)
            yield _Quantity(index, column, carried, decision)
        if column.measure is Measure.SHARE:
            carried = ""


def _name(column: TableColumn, setting: TableSetting) -> str:
    """The name in a header; empty if it is not a whole name."""
    if column.measure is Measure.SHARE:
        return named_by_head(column.words + column.share) if len(column.words) >= _SHORTEST else ""
    return named_by_head(column.words) if is_complete(column.words, setting.cues, setting.known) else ""


def _is_unclear(column: TableColumn) -> bool:
    """Whether a header without a name of its own may be of something else than the column before it."""
    return not column.words and (
        column.measure is Measure.SHARE or (column.measure is None and column.unit in PERCENT)
    )
