"""Reads tables of facts: each row states one value, in columns of the contract.

The first line of the text is the header, every other line a row, with tabs between the cells.
``table_words.csv`` has the names of the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from app.extraction.linking.codes import Linker
from app.extraction.reading.mentions import Mention
from app.extraction.reading.years import Years
from app.extraction.rules import rule
from app.extraction.tables.amounts import amount, unit_of
from app.extraction.tables.cells import TAB, Cell, cells_of
from app.extraction.values import Frame, Quantity, Reading
from app.lexicon.types.catalogue import Indicator
from app.lexicon.types.cues import Cues
from app.lexicon.types.table_words import TableWords
from app.model.observation import Bound, Measure, Status

_YEAR = re.compile(r"((?:1[89]|20|21)\d\d)年?")
_PERCENTAGES = frozenset({Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.SHARE, Measure.COMPLETION})
_USUAL = {Measure.RANK: "位", Measure.RATIO: "倍"}
_NO_LEVELS = frozenset({"%", "‰", "个百分点", "倍"})
"""With these units a row must state its measure: a percentage may be a growth or a share."""


_NO_CELL = Cell("", 0)


class Fact(NamedTuple):
    """The fact in one row; ``at``, ``name_at``, ``value_at`` and ``year_at`` are stretches of the text."""

    at: tuple[int, int]
    name_at: tuple[int, int]
    value_at: tuple[int, int]
    year_at: tuple[int, int]
    name: str
    code: str | None
    measure: Measure
    status: Status
    value: Decimal
    value_high: Decimal | None
    bound: Bound
    bound_text: str
    unit: str
    scope: str
    commitment: str
    start_year: int
    year: int


class WrongRow(NamedTuple):
    """A row with an error: its number, counted from 1 below the header, and the reason."""

    number: int
    reason: str


class FactReader:
    """Reads the rows of tables of facts with one lexicon."""

    def __init__(
        self, linker: Linker, indicators: Mapping[str, Indicator], cues: Cues, words: TableWords
    ) -> None:
        """``indicators`` are the indicators of the catalogue by code."""
        self._linker, self._indicators, self._cues, self._words = linker, indicators, cues, words

    def read(self, text: str) -> Iterator[Fact | WrongRow]:
        """The fact of each row of a text in order, or the error in the row."""
        head, *lines = text.split("\n")
        columns = [self._words.column(cell) or "" for cell in head.split(TAB)]
        start = len(head) + 1
        for number, line in enumerate(lines, start=1):
            try:
                yield self._fact(_row(columns, line, start), (start, start + len(line)))
            except ValueError as error:
                yield WrongRow(number, str(error))
            start += len(line) + 1

    def _fact(self, row: _Row, at: tuple[int, int]) -> Fact:
        code, name = self._indicator(row)
        measure = self._measure(row)
        factor, unit = unit_of(row.text("unit") or self._unit(code, measure), self._cues)
        value, high = row.number("value"), row.number("value_high") if row.text("value_high") else None
        bound = self._bound(row, value, high)
        start_year, year = row.years()
        return Fact(
            at=at, name_at=row.cell("indicator" if row.text("indicator") else "indicator_code").at,
            value_at=row.cell("value").at, year_at=row.cell("year").at,
            name=name, code=code or self._linker.code(name, measure, unit), measure=measure,
            status=Status(self._word(row, "status") or Status.ACTUAL), value=value * factor,
            value_high=None if high is None else high * factor, bound=bound,
            bound_text="" if row.text("bound") == bound else row.text("bound"), unit=unit,
            scope=row.text("scope"), commitment=row.text("commitment"), start_year=start_year, year=year,
        )  # fmt: skip

    def _indicator(self, row: _Row) -> tuple[str | None, str]:
        code, name = row.text("indicator_code"), row.text("indicator")
        if code and code not in self._indicators:
            raise ValueError(f"indicator_code {code} is not in the catalogue")
        if not code and not name:
            raise ValueError("states no indicator: it needs indicator or indicator_code")
        return code or None, name or self._indicators[code].name_zh

    def _measure(self, row: _Row) -> Measure:
        stated = self._word(row, "measure")
        if stated:
            return Measure(stated)
        if row.text("unit") in _NO_LEVELS:
            raise ValueError(
                f"states no measure: the unit {row.text('unit')} needs one, such as growth or share"
            )
        return Measure.LEVEL

    def _unit(self, code: str | None, measure: Measure) -> str:
        if measure in _PERCENTAGES:
            return "%"
        usual = self._indicators[code].unit if code and measure is Measure.LEVEL else ""
        unit = _USUAL.get(measure, "" if usual == "1" else usual)
        if not unit:
            raise ValueError("states no unit")
        return unit

    def _bound(self, row: _Row, value: Decimal, high: Decimal | None) -> Bound:
        stated = self._word(row, "bound")
        bound = Bound(stated) if stated else Bound.EXACT if high is None else Bound.RANGE
        if (bound is Bound.RANGE) != (high is not None):
            raise ValueError("a range has value and value_high, any other bound only value")
        if high is not None and high <= value:
            raise ValueError(f"value_high {high} is not above value {value}")
        return bound

    def _word(self, row: _Row, column: str) -> str | None:
        word = row.text(column)
        meaning = self._words.cell(column, word) if word else None
        if word and meaning is None:
            raise ValueError(f"{column} {word} is not one of {', '.join(self._words.choices(column))}")
        return meaning


class _Row:
    """The cells of one row by column."""

    def __init__(self, cells: Mapping[str, Cell]) -> None:
        self._cells = cells

    def cell(self, column: str) -> Cell:
        return self._cells.get(column, _NO_CELL)

    def text(self, column: str) -> str:
        return self.cell(column).text

    def number(self, column: str) -> Decimal:
        text = self.text(column)
        value = amount(text)
        if value is None:
            raise ValueError(
                f"{column} is a number such as 1234.5, not {text}" if text else "states no value"
            )
        return value

    def years(self) -> tuple[int, int]:
        year = self._year("year")
        if year is None:
            raise ValueError("states no year")
        start = self._year("start_year") or year
        if start > year:
            raise ValueError(f"start_year {start} is after year {year}")
        return start, year

    def _year(self, column: str) -> int | None:
        text = self.text(column)
        found = _YEAR.fullmatch(text)
        if text and found is None:
            raise ValueError(f"{column} is a year such as 2020, not {text}")
        return int(found[1]) if found else None


def _row(columns: list[str], line: str, start: int) -> _Row:
    return _Row(dict(zip(columns, cells_of(line, start), strict=False)))


@rule("table.fact")
def mention_of(fact: Fact) -> Mention:
    """A row of a table in columns of the contract."""
    decision = mention_of.decision(fact.at)
    start, end = fact.value_at
    quantity = Quantity(
        start, end, low=start, high_end=end, value=fact.value, value_high=fact.value_high, unit=fact.unit,
        kind="", form="arabic", bound=fact.bound, bound_text=fact.bound_text,
    )  # fmt: skip
    return Mention(
        quantity=quantity, name=fact.name, name_at=fact.name_at,
        reading=Reading(fact.measure, fact.value, fact.value_high, fact.unit, decision),
        years=Years(fact.status, fact.start_year, fact.year),
        frame=Frame(fact.status, fact.start_year, fact.year, mention_of.decision(fact.year_at)),
        scope=fact.scope, commitment=fact.commitment, decisions=(decision,), flags=(), sentence=fact.at,
        code=fact.code,
    )  # fmt: skip
