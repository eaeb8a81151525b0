"""Reads tables whose rows are indicators; their columns are measures and years, or places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from app.extraction.reading.mentions import Mention
from app.extraction.tables.amounts import amount, cell_amount
from app.extraction.tables.figures import (
    PERCENT,
    WHOLE,
    FigureName,
    TableFigure,
    frame_in,
    measure_in,
    mention_of,
    unit_in,
)
from app.extraction.tables.head_rows import Row, figure
from app.extraction.tables.heads import Role, TableColumn, is_of_another_base
from app.extraction.tables.labels import Labels, Named, RowLabel, growing, part_of, read_label
from app.extraction.tables.places import TablePlace, TablePlaceKind
from app.extraction.tables.setting import TableSetting
from app.model.observation import Measure

_CHANGES = (Measure.GROWTH, Measure.CHANGE, Measure.COMPLETION)
_HUNDRED = Decimal(100)
_OF_WHOLE, _SHORTEST_SHARE = "占", 3


class _Value(NamedTuple):
    """A column of values with its index and its place."""

    at: int
    column: TableColumn
    place: TablePlace


class IndicatorRows:
    """The rows of one table of indicators."""

    def __init__(self, setting: TableSetting) -> None:
        self._set = setting
        self._values = list(_values(setting))
        noun = next((value.column.noun for value in self._values if value.column.noun), "")
        self._values = [value for value in self._values if value.column.noun in ("", noun)]
        self._labels = Labels(setting.cues, setting.known, setting.caption.subject, noun)

    def mentions(self, name_at: int) -> Iterator[Mention]:
        """The mentions of the rows, in order; ``name_at`` is the column of their labels."""
        for row in self._set.table.rows:
            label = read_label(row[name_at].text, self._set.cues) if name_at < len(row) else None
            if label and label.words and not figure(label.words, self._set.cues):
                yield from self._row(row, name_at, label)

    def _row(self, row: Row, name_at: int, label: RowLabel) -> Iterator[Mention]:
        stated = label.unit or self._set.stated_unit(row)
        label = self._without_change(row, label, stated)
        named = self._named(row, label, stated)
        if named is None:
            return
        for value in self._values_of(row):
            found = self._figure(row, value, label, stated)
            if found is None or _is_the_whole(found, named) or (value.place is not WHOLE and named.flags):
                continue
            words, cell = named.name + _share_of_whole(value.column), row[name_at]
            name = FigureName(words, cell, named.decision._replace(at=cell.at), named.flags)
            yield mention_of(row, name, found, self._set.cues)

    def _without_change(self, row: Row, label: RowLabel, stated: str) -> RowLabel:
        """The label of a growth without its word for that, if the unit is a percentage: 旅游收入增速."""
        numbers = [(value, cell_amount(row[value.at].text, self._set.cues)) for value in self._values_of(row)]
        units = {
            stated or value.column.unit or self._set.caption.unit or number.unit
            for value, number in numbers
            if number
        }
        return growing(label, self._set.cues, self._set.known) if units and units <= PERCENT else label

    def _values_of(self, row: Row) -> list[_Value]:
        return [value for value in self._values if value.at < len(row)]

    def _named(self, row: Row, label: RowLabel, stated: str) -> Named | None:
        """The name of a row; None if it depends on a row above that is not known."""
        dependent = self._labels.dependent(label)
        if dependent or self._labels.is_dependent(label):
            return dependent
        first = next(iter(self._values_of(row)), None)
        level = amount(row[first.at].text) if first and first.column.measure is None else None
        unit = stated or (first.column.unit if first else "") or self._set.caption.unit
        return self._labels.name(label, unit, level)

    def _figure(self, row: Row, value: _Value, label: RowLabel, stated: str) -> TableFigure | None:
        column, caption = value.column, self._set.caption
        number = cell_amount(row[value.at].text, self._set.cues)
        unit = unit_in(column, stated, caption, number.unit if number else "", self._set.cues)
        frame = frame_in(column, caption, self._set.about.report_year)
        if number is None or unit is None or frame is None or (label.change and column.measure):
            return None
        measure = Measure.GROWTH if label.change else measure_in(column, unit, caption, self._set.cues)
        return TableFigure(row[value.at], number, column, unit, measure, frame, value.place)


def _is_the_whole(found: TableFigure, named: Named) -> bool:
    """Whether a share is the 100 % of the row that the other rows are part of."""
    share = found.column.measure is Measure.SHARE and found.amount.value == _HUNDRED
    return share and named.decision.rule != part_of.id


def _share_of_whole(column: TableColumn) -> str:
    """The words of a header that say of what a share is: 占地区生产总值比重, but not 比重 or 占比."""
    share = column.share
    return share if share.startswith(_OF_WHOLE) and len(share) > _SHORTEST_SHARE else ""


def _values(setting: TableSetting) -> Iterator[_Value]:
    """The columns of values that are understood: measures and years, or places."""
    found = [
        (index, column)
        for index, column in enumerate(setting.columns)
        if column.role is Role.VALUE and not is_of_another_base(column, setting.cues)
    ]
    if setting.about.places.are_all(column.words for _, column in found):
        for index, column in found:
            place = setting.about.places.read(column.words)
            if place and place.kind is not TablePlaceKind.OUTSIDE:
                yield _Value(index, column, place)
        return
    noun = ""
    for index, column in found:
        noun = column.noun if column.words else noun
        if _is_of_row(column, setting):
            yield _Value(index, column._replace(noun=noun), WHOLE)


def _is_of_row(column: TableColumn, setting: TableSetting) -> bool:
    """Whether a header says nothing but how the label of the row is measured: 按可比价格比上年增长."""
    if not column.words or column.words == column.noun:
        return True
    return column.measure in _CHANGES and setting.cues.has("table manner", column.words)
