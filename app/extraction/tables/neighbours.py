"""Settles what column headers say only together: a growth belongs to the column before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from app.extraction.tables.heads import LABELS, Role, TableColumn
from app.lexicon.types.cues import Cues
from app.model.observation import Measure, Status

_CHANGES = (Measure.GROWTH, Measure.CHANGE)


def settled(columns: Sequence[TableColumn], cues: Cues) -> tuple[TableColumn, ...]:
    """The columns from left to right, each change with the year of what it is of.

    One column has the labels of the rows. A change of a month has no use, nor have columns of two kinds of
    amounts (数量, 金额): labels do not say which of them they name.
    """
    labels = _labels(columns)
    mixed = len({"".join(column.cell.text.split())[:2] for column in columns if _is_amount(column, cues)}) > 1
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
        unused = beside or (mixed and _is_amount(column, cues))
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


def _is_amount(column: TableColumn, cues: Cues) -> bool:
    words = "".join(column.cell.text.split())
    return column.role is Role.VALUE and cues.compile("⟨table amount⟩(?![^（(])").match(words) is not None


def _of(before: TableColumn | None, change: TableColumn, *, several: bool) -> TableColumn:
    """The change of the column before it: of a plan, of its year if each year has one, or of no use."""
    if before is None:
        return change
    if before.role is Role.PERIOD:
        return change._replace(role=Role.PERIOD)
    if before.status is Status.TARGET:
        return change._replace(status=Status.TARGET, year=before.year)
    return change._replace(year=before.year) if several else change
