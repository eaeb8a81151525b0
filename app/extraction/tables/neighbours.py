"""Settles what column headers say only together: a growth belongs to the column before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from app.extraction.tables.captions import TableCaption
from app.extraction.tables.heads import LABELS, Role, TableColumn
from app.extraction.tables.periods import plan_between
from app.lexicon.types.cues import Cues
from app.model.observation import Measure, Status

_CHANGES = (Measure.GROWTH, Measure.CHANGE)
_BASE_AND_END = 2


def settled(columns: Sequence[TableColumn], caption: TableCaption, cues: Cues) -> tuple[TableColumn, ...]:
    """The columns from left to right, each change with the year of what it is of.

    One column has the labels of the rows. A change of a month has no use, nor have columns of two kinds of
    amounts (数量, 金额) unless the caption names the trade: labels do not say which of them they name.
    """
    labels = _labels(columns)
    mixed = len({_amount(column, cues) for column in columns} - {""}) > 1
    if mixed and caption.trade:
        columns = [_traded(column, caption.trade, cues) for column in columns]
    span = caption.span or _plan(columns)
    columns = [_averaged(column, span) for column in columns]
    several = sum(_is_open(column) for column in columns) > 1
    return tuple(_settled(columns, labels, mixed=mixed, several=several, cues=cues))


def _settled(
    columns: Sequence[TableColumn], labels: TableColumn | None, *, mixed: bool, several: bool, cues: Cues
) -> Iterator[TableColumn]:
    before: TableColumn | None = None
    beside = valued = False
    for column in columns:
        if column.role in LABELS:
            # Labels after values begin another table beside this one.
            beside = beside or (valued and bool(column.cell.text))
            yield column if column is labels else column._replace(role=Role.OTHER)
            continue
        unused = beside or (mixed and bool(_amount(column, cues)))
        made = column._replace(role=Role.PERIOD) if unused else column
        if _is_open(made):
            made = _of(before, made, several=several)
        elif made.role in (Role.VALUE, Role.PERIOD) and made.measure is None:
            before = made
        valued = valued or made.role is Role.VALUE
        yield made


def _labels(columns: Sequence[TableColumn]) -> TableColumn | None:
    """The column with the labels of the rows: the last before the values, since categories stand before it.

    None if each row has labels of two kinds, such as a year and a place.
    """
    before = list(takewhile(lambda column: column.role is not Role.VALUE, columns))
    labels = [column for column in before if column.role in LABELS]
    return labels[-1] if len({column.role for column in labels}) == 1 else None


def _is_open(column: TableColumn) -> bool:
    """Whether a column has a change that names neither its year nor its quantity."""
    return column.role is Role.VALUE and column.measure in _CHANGES and not (column.year or column.words)


def _plan(columns: Sequence[TableColumn]) -> tuple[int, int] | None:
    """The years of the plan between the only two columns of levels with years: 2020年, 2025年."""
    levels = [column for column in columns if column.role is Role.VALUE and column.measure is None]
    years = [column.year for column in levels if column.year]
    return plan_between(years[0], years[1]) if len(years) == _BASE_AND_END else None


def _averaged(column: TableColumn, span: tuple[int, int] | None) -> TableColumn:
    """A column of average growth with the years ``span`` if its header names none."""
    if span is None or column.measure is not Measure.AVERAGE_GROWTH or column.year:
        return column
    return column._replace(start=span[0], year=span[1])


def _amount(column: TableColumn, cues: Cues) -> str:
    """The kind of amount in a column whose header says nothing else: 数量, 金额; else empty."""
    if column.role is not Role.VALUE or column.noun:
        return ""
    found = cues.compile("(?:⟨table amount⟩)(?![^（(])").match("".join(column.cell.text.split()))
    return found[0] if found else ""


def _traded(column: TableColumn, trade: str, cues: Cues) -> TableColumn:
    """A column of 数量 or 金额 with the noun that the caption completes: 出口数量."""
    amount = _amount(column, cues)
    return column._replace(noun=trade + amount, words=trade + amount) if amount else column


def _of(before: TableColumn | None, change: TableColumn, *, several: bool) -> TableColumn:
    """The change of the column before it: of a plan, of its year if each year has one, or of no use."""
    if before is None:
        return change
    if before.role is Role.PERIOD:
        return change._replace(role=Role.PERIOD)
    if before.status is Status.TARGET:
        return change._replace(status=Status.TARGET, year=before.year)
    return change._replace(year=before.year) if several else change
