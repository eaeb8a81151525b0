"""Reads tables whose rows are indicators; their columns are measures and years, or places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from app.extraction.reading.mentions import Mention
from app.extraction.tables.amounts import amount, cell_amount, unit_of
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
from app.extraction.tables.head_rows import Row, figure
from app.extraction.tables.heads import Role, TableColumn, is_of_another_base
from app.extraction.tables.labels import Labels, Named, RowLabel, growing, of_caption, part_of, read_label
from app.extraction.tables.places import TablePlace, TablePlaceKind
from app.extraction.tables.setting import TableSetting
from app.extraction.tables.summed import inside, summed
from app.model.observation import Measure

_CHANGES = (Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.CHANGE, Measure.COMPLETION)
_HUNDRED = Decimal(100)
_OF_WHOLE, _SHORTEST_SHARE = "占", 3


class _Value(NamedTuple):
    """A column of values with its index and its place."""

    at: int
    column: TableColumn
    place: TablePlace


class IndicatorRows:
    """The rows of one table of indicators; each noun of its columns (数量, 金额) gives them other names."""

    def __init__(self, setting: TableSetting) -> None:
        self._set = setting
        values = list(_values(setting))
        nouns = list(dict.fromkeys(value.column.noun for value in values if value.column.noun)) or [""]
        self._by_noun = [
            _NounRows(
                setting,
                noun,
                [value for value in values if (value.column.noun or nouns[0]) == noun],
                is_one_of_several=len(nouns) > 1,
            )
            for noun in nouns
        ]

    def mentions(self, name_at: int) -> Iterator[Mention]:
        """The mentions of the rows, in order; ``name_at`` is the column of their labels."""
        for row in self._set.table.rows:
            label = read_label(row[name_at].text, self._set.cues) if name_at < len(row) else None
            if label and label.words and not figure(label.words, self._set.cues):
                found = chain.from_iterable(rows.mentions(row, name_at, label) for rows in self._by_noun)
                yield from sorted(found, key=lambda mention: mention.quantity.start)


class _NounRows:
    """The columns of one noun; a caption names the total of the only one, but not of one of several."""

    def __init__(
        self, setting: TableSetting, noun: str, values: list[_Value], *, is_one_of_several: bool
    ) -> None:
        self._set, self._values, self._is_one_of_several = setting, values, is_one_of_several
        self._labels = Labels(setting.cues, setting.known, setting.caption.subject, noun)

    def mentions(self, row: Row, name_at: int, label: RowLabel) -> Iterator[Mention]:
        """The mentions of one row with this label."""
        stated = label.unit or self._set.stated_unit(row)
        label = self._without_change(row, label, stated)
        named = self._named(row, label, stated)
        if named is None or (named.decision.rule == of_caption.id and self._is_one_of_several):
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
        cells = [(value, row[value.at].text) for value in self._values_of(row)]
        words = [(value, inside(text, self._set.brackets) or text) for value, text in cells]
        numbers = [(value, cell_amount(text, self._set.cues)) for value, text in words]
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
        words = row[value.at].text
        sums = inside(words, self._set.brackets)
        if sums is not None:
            found = summed(value.column)
            return (
                self._read(row[value.at], value._replace(column=found), label, stated, sums)
                if found
                else None
            )
        return self._read(row[value.at], value, label, stated, words)

    def _read(
        self, cell: Cell, value: _Value, label: RowLabel, stated: str, words: str
    ) -> TableFigure | None:
        column, caption, cues = value.column, self._set.caption, self._set.cues
        number = cell_amount(words, cues)
        number = fallen(number) if label.falls or column.falls else number
        unit = unit_in(column, stated, caption, number.unit if number else "", cues)
        frame = frame_in(column, caption, self._set.about.report_year)
        if number is None or unit is None or frame is None or (label.change and column.measure):
            return None
        measure = Measure.GROWTH if label.change else measure_in(column, unit, caption, cues)
        if self._is_unclear(column, stated, unit, measure):
            return None
        return TableFigure(cell, number, column, unit, measure, frame, value.place)

    def _is_unclear(self, column: TableColumn, stated: str, unit: str, measure: Measure) -> bool:
        """Whether a value is the average growth of a rate, a sum of shares, or of another kind of unit."""
        if column.measure is Measure.AVERAGE_GROWTH:
            return stated in PERCENT
        if column.measure is None and self._is_of_other_unit(column.noun, unit):
            return True
        return column.start is not None and measure is Measure.SHARE

    def _is_of_other_unit(self, noun: str, unit: str) -> bool:
        """Whether a noun is of money and the unit is not, or the reverse: 金额 in a table of 万吨."""
        cues = self._set.cues
        is_money = cues.units.get(unit_of(unit, cues)[1], "") == "money"
        if cues.compile("⟨table money⟩$").search(noun):
            return not is_money and unit not in PERCENT
        return is_money and cues.compile("⟨table quantity⟩$").search(noun) is not None


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
    if not setting.about.places.are_all(column.words for _, column in found):
        yield from _measured(found, setting)
        return
    for index, column in found:
        place = setting.about.places.read(column.words)
        if place and place.kind is not TablePlaceKind.OUTSIDE:
            yield _Value(index, column, place)


def _measured(columns: list[tuple[int, TableColumn]], setting: TableSetting) -> Iterator[_Value]:
    """The columns of measures and years. A change without words is of the column before it."""
    noun, known = "", True
    for index, column in columns:
        continues = column.measure in _CHANGES and noun.startswith(column.words)
        of_row = continues or _is_of_row(column, setting)
        if column.words and not continues:
            noun, known = column.noun, of_row
        known = known or (column.measure is None and of_row)
        if known and of_row:
            yield _Value(index, column._replace(noun=noun), WHOLE)


def _is_of_row(column: TableColumn, setting: TableSetting) -> bool:
    """Whether a header says nothing but how the label of the row is measured: 按可比价格比上年增长."""
    if not column.words or column.words == column.noun:
        return True
    return column.measure in _CHANGES and setting.cues.has("table manner", column.words)
