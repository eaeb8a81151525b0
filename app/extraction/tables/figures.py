"""Makes the mention of one value of a table."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from app.extraction.reading.mentions import Mention
from app.extraction.reading.years import Years
from app.extraction.rules import NOWHERE, Decision, rule
from app.extraction.tables.amounts import CellAmount, unit_of
from app.extraction.tables.captions import TableCaption
from app.extraction.tables.cells import Cell
from app.extraction.tables.head_rows import Row
from app.extraction.tables.heads import TableColumn
from app.extraction.tables.places import TablePlace, TablePlaceKind, name_of_group, scope_of
from app.extraction.values import Frame, Quantity, Reading
from app.lexicon.types.cues import Cues
from app.model.observation import Bound, Measure, Status

PERCENT = frozenset({"%", "‰"})
_POINTS = frozenset({"个百分点", "百分点"})
_PERCENTAGES = frozenset({Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.SHARE, Measure.COMPLETION})
WHOLE = TablePlace(TablePlaceKind.WHOLE)


class TableFigure(NamedTuple):
    """One value: its cell, the amount in it, its column, its unit with multiplier, measure and frame.

    ``place`` is the place that its row or column is about.
    """

    cell: Cell
    amount: CellAmount
    column: TableColumn
    unit: str
    measure: Measure
    frame: Frame
    place: TablePlace = WHOLE


class FigureName(NamedTuple):
    """The name of a value, the cell and the decision that gave it, and doubts."""

    name: str
    cell: Cell
    decision: Decision
    flags: tuple[str, ...] = ()


def unit_in(column: TableColumn, stated: str, caption: TableCaption, inside: str, cues: Cues) -> str | None:
    """The unit of a value, ``stated`` by its row; None if unknown, or if % ``inside`` the cell differs."""
    if column.measure in _PERCENTAGES:
        return "%" if inside in ("", "%") else None
    unit = column.unit or stated or caption.unit or inside
    if inside not in ("", unit):
        return None
    return "" if not unit and cues.has("table index", column.noun) else unit or None


def measure_in(column: TableColumn, unit: str, caption: TableCaption, cues: Cues) -> Measure:
    """The measure by the header, else by the caption, else by the unit."""
    bare = unit_of(unit, cues)[1] if unit else ""
    if column.measure is not None:
        return column.measure
    if bare in _POINTS:
        return Measure.CHANGE
    return (caption.measure or Measure.SHARE) if bare in PERCENT else Measure.LEVEL


def fallen(number: CellAmount | None) -> CellAmount | None:
    """The amount of a fall as a negative change; None if it is negative, or is a bound."""
    if number is None or number.value < 0 or number.bound not in (Bound.EXACT, Bound.APPROX):
        return None
    return number._replace(value=-number.value)


def frame_in(column: TableColumn, caption: TableCaption, report_year: int) -> Frame | None:
    """The year in the header or the caption; else the year before the report, for plans its own year.

    None if the caption names several years.
    """
    year, at = column.year, column.cell.at
    if column.start and year:
        return _span(column, column.start, year, report_year)
    if year is None and caption.unclear:
        return None
    if year is None and caption.year and column.status is Status.ACTUAL:
        year, at = caption.year, caption.year_at
    if year is None:
        year, at = report_year - (column.status is Status.ACTUAL), NOWHERE
    status = Status.TARGET if column.status is Status.TARGET or year >= report_year else Status.ACTUAL
    return Frame(status, year, year, table_year.decision(at))


def _span(column: TableColumn, start: int, year: int, report_year: int) -> Frame | None:
    """The years of an average growth; None if they end with the year of the report, planned or not."""
    if year == report_year and column.status is Status.ACTUAL:
        return None
    status = Status.TARGET if year >= report_year else Status.ACTUAL
    return Frame(status, start, year, table_year.decision(column.cell.at))


@rule("table.year")
def table_year() -> None:
    """The year of a table: in the header, in the caption, else the year before the report."""


def mention_of(row: Row, label: FigureName, figure: TableFigure, cues: Cues) -> Mention:
    """The mention of a value; the row is its sentence."""
    column, place = figure.column, figure.cell
    factor, unit = unit_of(figure.unit, cues) if figure.unit else (Decimal(1), "")
    amount, frame = figure.amount, figure.frame
    value, high = amount.value * factor, None if amount.high is None else amount.high * factor
    name, scope, decisions = _placed(label.name, figure.place, label.cell)
    return Mention(
        quantity=Quantity(
            place.start, place.at[1], low=place.start, high_end=place.at[1], value=value, value_high=high,
            unit=unit, kind="", form="arabic", bound=amount.bound, bound_text=amount.bound_text,
        ),
        name=name, name_at=label.cell.at,
        reading=Reading(figure.measure, value, high, unit, column.decision),
        years=Years(frame.status, frame.start, frame.year), frame=frame, scope=scope, commitment="",
        decisions=(label.decision, *decisions, column.decision, frame.decision),
        flags=label.flags, sentence=(row[0].start, row[-1].at[1]),
    )  # fmt: skip


def _placed(name: str, place: TablePlace, cell: Cell) -> tuple[str, str, tuple[Decision, ...]]:
    """The name and the scope of a value about ``place``, and the decisions about them."""
    if place.kind is TablePlaceKind.GROUP:
        return name_of_group(place, name), "", (name_of_group.decision(cell.at),)
    if place.kind is TablePlaceKind.PART:
        return name, scope_of(place), (scope_of.decision(cell.at),)
    return name, "", ()
