"""Makes mentions from the tables of a document: one for each value whose column header is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from app.extraction.reading.mentions import Mention
from app.extraction.reading.years import Years
from app.extraction.rules import NOWHERE, rule
from app.extraction.tables.amounts import amount, unit_of
from app.extraction.tables.cells import TAB, Cell, spelled
from app.extraction.tables.find import Row, Table, figure, find_tables
from app.extraction.tables.heads import (
    Role,
    TableColumn,
    caption_unit,
    caption_year,
    is_of_another_base,
    read_columns,
)
from app.extraction.tables.labels import Labels, Named, RowLabel, part_of, read_label, subject_of
from app.extraction.values import Frame, Quantity, Reading, Refusal
from app.lexicon.types.cues import Cues
from app.model.observation import Bound, Measure, Status

_WHOLE = Decimal(100)
_PERCENT = frozenset({"%", "‰"})
_POINTS = frozenset({"个百分点", "百分点"})


class Tables(NamedTuple):
    """The mentions and refusals of the tables of a text, and the text with spaces in place of the tables."""

    mentions: list[Mention]
    refusals: list[Refusal]
    rest: str


def read_tables(
    text: str, report_year: int, cues: Cues, known: Callable[[str], bool], normalise: Callable[[str], str]
) -> Tables:
    """Read all tables of a text as given; ``known`` tests whether a name is in the catalogue."""
    if TAB not in text:
        return Tables([], [], text)
    mentions: list[Mention] = []
    refusals: list[Refusal] = []
    rest, done = [], 0
    for table in find_tables(spelled(text, normalise)):
        found = list(_Reader(table, report_year, cues, known).mentions()) if table.head else []
        mentions += found
        refusals += _unread(table, {mention.quantity.start for mention in found})
        start, end = table.at
        rest += [text[done:start], "".join("\n" if mark == "\n" else " " for mark in text[start:end])]
        done = end
    return Tables(mentions, refusals, "".join((*rest, text[done:])))


def _unread(table: Table, read: set[int]) -> Iterator[Refusal]:
    """The numbers of a table that are not read, since header, unit or label is missing."""
    for row in table.rows:
        for cell in row[1:]:
            if figure(cell.text) and cell.start not in read:
                yield Refusal(*cell.at, reject_cell(), reject_cell.decision(cell.at))


@rule("reject.unread-cell")
def reject_cell() -> str:
    """A number in a table without a header, unit or label that explains it."""
    return "table"


class _Reader:
    """Reads one table."""

    def __init__(self, table: Table, report_year: int, cues: Cues, known: Callable[[str], bool]) -> None:
        self._table, self._cues, self._report_year = table, cues, report_year
        self._columns = read_columns(table, cues)
        self._values = [
            (index, column)
            for index, column in enumerate(self._columns)
            if column.role is Role.VALUE and not is_of_another_base(column, cues)
        ]
        self._caption_unit, self._caption_year = caption_unit(table, cues), caption_year(table)
        subject = subject_of(table.captions[-1].text, cues) if table.captions else ""
        noun = next((column.noun for _, column in self._values if column.noun), "")
        self._labels = Labels(cues, known, subject, noun)

    def mentions(self) -> Iterator[Mention]:
        """The mentions of the rows, in order."""
        name_at = self._index(Role.NAME)
        if name_at is None:
            return
        for row in self._table.rows:
            label = read_label(row[name_at].text, self._cues) if name_at < len(row) else None
            if label and label.words and not figure(label.words):
                yield from self._row(row, row[name_at], label)

    def _index(self, role: Role) -> int | None:
        return next((index for index, column in enumerate(self._columns) if column.role is role), None)

    def _row(self, row: Row, cell: Cell, label: RowLabel) -> Iterator[Mention]:
        stated = label.unit or self._stated_unit(row)
        first = next((found for found in self._values if found[0] < len(row)), None)
        level = amount(row[first[0]].text) if first and first[1].measure is None else None
        named = self._labels.name(
            label, stated or (first[1].unit if first else "") or self._caption_unit, level
        )
        for index, column in self._values:
            value = amount(row[index].text) if index < len(row) else None
            unit = self._unit(column, stated)
            if value is not None and unit is not None and not _is_the_whole(column, named, value):
                yield self._mention(row, cell, named, _Figure(row[index], value, column, unit))

    def _stated_unit(self, row: Row) -> str:
        """The unit in the row's cell for units; empty if there is none."""
        index = self._index(Role.UNIT)
        return "".join(row[index].text.split()) if index is not None and index < len(row) else ""

    def _unit(self, column: TableColumn, stated: str) -> str | None:
        """The unit of a value; None if it is unknown."""
        if column.measure is Measure.GROWTH or column.measure is Measure.SHARE:
            return "%"
        unit = column.unit or stated or self._caption_unit
        if not unit and self._cues.has("table index", column.noun):
            return ""
        return unit or None

    def _mention(self, row: Row, cell: Cell, named: Named, figure_: _Figure) -> Mention:
        column, place = figure_.column, figure_.cell
        factor, unit = unit_of(figure_.unit, self._cues) if figure_.unit else (Decimal(1), "")
        measure = column.measure or _of_unit(unit)
        value = figure_.value * factor
        frame = self._frame(column)
        return Mention(
            quantity=Quantity(
                place.start, place.at[1], low=place.start, high_end=place.at[1], value=value, value_high=None,
                unit=unit, kind="", form="arabic", bound=Bound.EXACT, bound_text="",
            ),
            name=named.name, name_at=cell.at, reading=Reading(measure, value, None, unit, column.decision),
            years=Years(frame.status, frame.start, frame.year), frame=frame, scope="", commitment="",
            decisions=(named.decision._replace(at=cell.at), column.decision, frame.decision),
            flags=named.flags, sentence=(row[0].start, row[-1].at[1]),
        )  # fmt: skip

    def _frame(self, column: TableColumn) -> Frame:
        """The year in the header or the caption; else the year before the report, for plans its own year."""
        year, at = column.year, column.cell.at
        if year is None and self._caption_year and column.status is Status.ACTUAL:
            year, at = self._caption_year
        if year is None:
            year, at = self._report_year - (column.status is Status.ACTUAL), NOWHERE
        status = (
            Status.TARGET if column.status is Status.TARGET or year >= self._report_year else Status.ACTUAL
        )
        return Frame(status, year, year, table_year.decision(at))


def _is_the_whole(column: TableColumn, named: Named, value: Decimal) -> bool:
    """Whether a share is the 100 % of the row that the other rows are part of."""
    return column.measure is Measure.SHARE and value == _WHOLE and named.decision.rule != part_of.id


class _Figure(NamedTuple):
    """One value: its cell, the number in it, its column, its unit with multiplier."""

    cell: Cell
    value: Decimal
    column: TableColumn
    unit: str


@rule("table.year")
def table_year() -> None:
    """The year of a table: in the header, in the caption, else the year before the report."""


def _of_unit(unit: str) -> Measure:
    if unit in _POINTS:
        return Measure.CHANGE
    return Measure.SHARE if unit in _PERCENT else Measure.LEVEL
