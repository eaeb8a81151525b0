"""Series: one actual value and one target for each year, by indicator and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.comparison import Key, is_missed
from app.lexicon.catalogue import load_catalogue
from app.model.observation import Measure, Observation, Status
from app.services.lists import settled
from app.services.lists.queries import parse_query
from app.store.connections.session import Database

_FILTERS = ("indicator_code", "region_code", "region", "within", "measure", "scope", "year_from", "year_to")


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity of one place, in one unit.

    ``actuals`` and ``targets`` map years to the observations that comparisons use. They include only values
    for single years.
    """

    place: str
    code: str
    measure: Measure
    unit: str
    scope: str
    actuals: dict[int, Observation] = field(default_factory=dict)
    targets: dict[int, Observation] = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        """The years with a known value, ascending."""
        return sorted(self.actuals.keys() | self.targets.keys())

    @property
    def missed(self) -> frozenset[int]:
        """The years whose target was missed, judged as in comparisons: with the deviation it allows."""
        better = load_catalogue().indicators[self.code].better
        both = self.actuals.keys() & self.targets.keys()
        return frozenset(
            year for year in both if is_missed(self.targets[year], self.actuals[year].value, better)
        )


def find(database: Database, pairs: Iterable[tuple[str, str]]) -> list[Series]:
    """The series that filters of comparisons select, by place, and for each place in the order of its texts.

    Args:
        database: Where to look.
        pairs: Names and values of the filters ``indicator_code``, ``region_code``, ``region``, ``within``,
            ``measure``, ``scope``, ``year_from`` and ``year_to``.
    """
    query = parse_query("comparisons", pairs)
    found: dict[tuple[object, ...], Series] = {}
    with database.reading() as connection:
        for place, both in settled.of_both(connection, query, _FILTERS):
            for status, values in both.items():
                _add(found, place, values, status)
    return list(found.values())


def _add(
    found: dict[tuple[object, ...], Series], place: str, values: Mapping[Key, Observation], status: Status
) -> None:
    for key, row in values.items():
        if key.start_year != key.year or row.indicator_code is None:
            continue
        mark = (place, row.indicator_code, row.measure, key.unit, row.scope)
        series = found.setdefault(mark, Series(place, row.indicator_code, row.measure, row.unit, row.scope))
        by_year = series.actuals if status is Status.ACTUAL else series.targets
        by_year[key.year] = row
