"""The grid of coverage: its cells, and which of four states each cell has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.lexicon.catalogue import load_catalogue
from app.lexicon.types.catalogue import Indicator
from app.model.coverage import CoverageState
from app.model.observation import Status
from app.store.declared.fields import Row
from app.store.queries.query import ListQuery, Value
from app.store.repositories.coverage import StatedCounts
from app.store.repositories.places import ReportingPlace

_KNOWN = {CoverageState.STATED, CoverageState.DOUBTFUL}


class At(NamedTuple):
    """The position of a cell: the key of its place, its year, the code of its indicator."""

    place: str
    year: int
    code: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells for all places, years and indicators, each in the order of their keys.

    ``later``: the years from the year of a value to the delivery of the report that should state it: 1 for
    actual values, 0 for targets.
    """

    places: Mapping[str, ReportingPlace]
    years: Sequence[int]  # some dozens
    indicators: Mapping[str, Indicator]
    later: int

    def __len__(self) -> int:
        return len(self.places) * len(self.years) * len(self.indicators)

    def cells(
        self,
        key: str,
        stated: Mapping[tuple[int, str], StatedCounts],
        wanted: Collection[CoverageState],
        after: At | None,
    ) -> Iterator[tuple[At, Row]]:
        """The cells of one place that have a state in ``wanted``, from the one after ``after``."""
        place = self.places[key]
        for year, code in self._spots(stated, wanted):
            if after is not None and (year, code) <= (after.year, after.code):
                continue
            report, found = place.reports.get(year + self.later), stated.get((year, code))
            state = state_of(found, stored=report is not None)
            if state in wanted:
                count = found.observations if found else 0
                about = (place.code, place.name, year, code, self.indicators[code].category)
                yield At(key, year, code), (*about, state.value, count, report)

    def _spots(
        self, stated: Mapping[tuple[int, str], StatedCounts], wanted: Collection[CoverageState]
    ) -> Iterable[tuple[int, str]]:
        if _KNOWN.issuperset(wanted):
            # Most cells are empty: look only at the others.
            return sorted((year, code) for year, code in stated if self._has(year, code))
        return ((year, code) for year in self.years for code in self.indicators)

    def _has(self, year: int, code: str) -> bool:
        return code in self.indicators and year in self.years

    def count(
        self, stated: Iterable[StatedCounts], wanted: Collection[CoverageState], by: str | None
    ) -> Counter[Value]:
        """The number of cells with a state in ``wanted``, by the values of the field ``by``; None: in total.

        Empty cells are counted without being made: all cells are first counted as empty, then each stated
        value moves its cell to another state.
        """
        counts = Counter[Value]()
        for state, value, number in self._unstated(by):
            counts[value] += number if state in wanted else 0
        for cell in stated:
            place = self.places.get(cell.place)
            if place is None or not self._has(cell.year, cell.code):
                continue
            stored = cell.year + self.later in place.reports
            for state, moved in ((state_of(cell, stored=stored), 1), (state_of(None, stored=stored), -1)):
                if state in wanted:
                    counts[self._value(by, state, place, cell.year, cell.code)] += moved
        return +counts

    def _unstated(self, by: str | None) -> Iterator[tuple[CoverageState, Value, int]]:
        categories = Counter(row.category for row in self.indicators.values())
        for place in self.places.values():
            for year in self.years:
                state = state_of(None, stored=year + self.later in place.reports)
                if by == "category":
                    yield from ((state, category, number) for category, number in categories.items())
                elif by == "indicator_code":
                    yield from ((state, code, 1) for code in self.indicators)
                else:
                    yield state, self._value(by, state, place, year, ""), len(self.indicators)

    def _value(
        self, by: str | None, state: CoverageState, place: ReportingPlace, year: int, code: str
    ) -> Value:
        values: dict[str | None, Value] = {
            "region_code": place.code,
            "year": year,
            "state": state.value,
            "indicator_code": code,
        }
        return self.indicators[code].category if by == "category" else values.get(by)


def state_of(found: StatedCounts | None, *, stored: bool) -> CoverageState:
    """The state of a cell, from its stated value and whether the report that should state it is stored."""
    if found is not None:
        return CoverageState.STATED if found.sure else CoverageState.DOUBTFUL
    return CoverageState.NOT_STATED if stored else CoverageState.NOT_HELD


def grid_of(
    query: ListQuery, places: Mapping[str, ReportingPlace], delivered: tuple[int, int] | None
) -> Grid:
    """The cells that the filters of a query select.

    Args:
        query: a query of the list ``coverage``.
        places: the places that the query selects.
        delivered: the years of the first and the last stored report of any place. Unless the query names
            years, the years of the grid are those that reports of these years should state.
    """
    later = 1 if query.value("status") == Status.ACTUAL else 0
    years = range(delivered[0] - later, delivered[1] - later + 1) if delivered else range(0)
    asked = {int(str(year)) for year in query.values("year")}
    lowest, highest = (query.value(name) for name in ("year_from", "year_to"))
    return Grid(
        places,
        [year for year in sorted(asked or years) if _between(year, lowest, highest)],
        {code: row for code, row in sorted(load_catalogue().indicators.items()) if _selects(query, row)},
        later,
    )


def _between(year: int, lowest: Value, highest: Value) -> bool:
    return (lowest is None or year >= int(str(lowest))) and (highest is None or year <= int(str(highest)))


def _selects(query: ListQuery, row: Indicator) -> bool:
    codes, categories = query.values("indicator_code"), query.values("category")
    return (not codes or row.code in codes) and (not categories or row.category in categories)
