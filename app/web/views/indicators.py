"""``/indicators``, ``/indicators/{code}``: an indicator's definition and its values by place and year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fastapi import Request, Response

from app.lexicon.catalogue import load_catalogue
from app.lexicon.indicator_names import codes_of, is_indicator_code
from app.lexicon.types.catalogue import Indicator
from app.services.database import Database
from app.services.lists.queries import NotFoundError
from app.web import pictures
from app.web.charts.bars import Bar, histogram
from app.web.charts.lines import Lines
from app.web.charts.strips import Strips, strips
from app.web.charts.tiles import provinces
from app.web.language import Texts
from app.web.panels import longest, picture, spans, years_of
from app.web.rendering import render
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of, every

#: The fewest years of a place for which a chart is useful.
_LEAST_YEARS: Final = 3
#: The fewest values for which a distribution or a map is useful.
_LEAST: Final = 5
#: Measures for which a table of places by years makes sense.
MEASURES: Final = ("growth", "level", "share", "change", "ratio", "average_growth")
#: Measures whose targets are comparable across levels of government; the level (GDP in yuan) is not.
_ALIKE: Final = ("growth", "share", "average_growth")
_LEVELS: Final = ("province", "city", "county")

router = page_router()

#: A year, the values of provinces by code, and their shades from 1.
Map = tuple[str, dict[str, str], Counter[str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One indicator in one measure: all values by place and year, and the targets by year."""

    indicator: Indicator
    total: int
    measures: dict[str, int]
    measure: str
    panel: list[Record]
    targets: dict[int, list[Decimal]]
    year: int | None
    until: int | None

    @property
    def spans(self) -> list[list[str]]:
        """The years with values, the latest first, in the parts that the table shows."""
        return spans(self.panel)

    @property
    def years(self) -> list[str]:
        """The years in the table: the part that begins with ``until``, or the latest."""
        first = str(self.until)
        return next((part for part in self.spans if first in part), self.spans[0]) if self.spans else []

    def picture(self, texts: Texts) -> Lines | None:
        """Return the chart of the places with the most values; None if there are too few."""
        years = years_of(self.panel)
        rows = longest(self.panel)
        if not rows or sum(rows[0][year] is not None for year in years) < _LEAST_YEARS:
            return None
        return picture(rows, years, texts)

    @property
    def unit(self) -> str:
        """The unit of most values."""
        units = Counter(str(row["unit"]) for row in self.panel).most_common(1)
        return units[0][0] if units else self.indicator.unit if self.measure == "level" else "%"

    @property
    def bars(self) -> list[Bar] | None:
        """The distribution of the targets of the year."""
        targets = self.targets.get(self.year or 0, [])
        return histogram(targets) if len(targets) >= _LEAST else None

    @property
    def map(self) -> Map | None:
        """The values of the provinces, in the year for which most provinces have one."""
        return _map(self.panel, years_of(self.panel))


@router.get("/indicators")
def indicators(request: Request, q: str = "") -> Response:
    """The catalogue by category; the indicator with the most observations first, and its category."""
    wanted = q.strip()
    pairs = [("sort", "-observations"), ("limit", MANY)] + ([("q", wanted)] if wanted else [])
    rows = ask(database_of(request), "indicators", *pairs).rows
    groups: dict[str, list[Record]] = {}
    for row in rows:
        groups.setdefault(row["category"], []).append(row)
    return render(
        request,
        "indicators.html",
        groups=groups,
        categories=load_catalogue().categories,
        wanted=wanted,
        total=len(rows),
    )


@router.get("/indicators/{code}")
def indicator(
    request: Request,
    code: str,
    measure: str | None = None,
    year: int | None = None,
    until: int | None = None,
) -> Response:
    """One indicator: its definition, places by years (``until`` is the last one), the targets of ``year``."""
    database = database_of(request)
    found = shown(database, code, measure, year, until)
    return render(
        request,
        "indicator.html",
        code=code,
        indicator=found.indicator,
        category=load_catalogue().categories[found.indicator.category],
        found=found,
        amplified=amplified(database, found),
        drawable=pictures.font() is not None,
    )


def shown(
    database: Database, code: str, measure: str | None, year: int | None, until: int | None = None
) -> Shown:
    """Return the data of the page of an indicator.

    Raises:
        NotFoundError: the catalogue has no such indicator.
        QueryError: there is no such measure.
    """
    found, pair = indicator_of(code), ("indicator_code", code)
    counted = ask(database, "observations", pair, ("facet", "measure"), ("limit", "1"))
    measures = {name: number for name, number in counted.facets["measure"] if name in MEASURES}
    chosen = measure or next(iter(measures), "level")
    panel = ask(database, "panel", pair, ("measure", chosen), ("limit", MANY)).rows
    targets = targets_by_year(database, code, chosen)
    year = year or _default_year(targets)
    return Shown(found, counted.total, measures, chosen, panel, targets, year, until)


def _default_year(targets: dict[int, list[Decimal]]) -> int | None:
    """The latest year with enough targets for a distribution, else the latest with a target."""
    many = [year for year, values in targets.items() if len(values) >= _LEAST]
    return max(many or targets, default=None)


def amplified(database: Database, found: Shown) -> Strips | None:
    """Return how much targets of the year differ from those of the places above, by level (层层加码)."""
    if found.measure not in _ALIKE or found.year is None:
        return None
    asked = (
        ("indicator_code", found.indicator.code),
        ("measure", found.measure),
        ("year", str(found.year)),
    )
    rows = [row for row in every(database, "ledger", *asked) if row["amplification"] is not None]
    levels = {row["region_code"]: row["level"] for row in every(database, "regions")} if rows else {}
    groups: dict[str, list[tuple[Decimal, Record]]] = {level: [] for level in _LEVELS}
    for row in rows:
        if levels.get(row["region_code"]) in groups:
            groups[levels[row["region_code"]]].append((Decimal(row["amplification"]), row))
    return strips(groups)


def code_of(text: str) -> str:
    """Return the code that a reader means: a code, or the first with this name; else the text itself."""
    return text if is_indicator_code(text) else next(iter(codes_of(text)), text)


def indicator_of(code: str) -> Indicator:
    """Return the indicator with this code.

    Raises:
        NotFoundError: the catalogue has no such indicator.
    """
    found = load_catalogue().indicators.get(code)
    if found is None:
        raise NotFoundError("indicator", code)
    return found


def targets_by_year(database: Database, code: str, measure: str) -> dict[int, list[Decimal]]:
    """The targets of whole places, by year."""
    pairs = (
        ("indicator_code", code),
        ("measure", measure),
        ("scope", ""),
        ("sort", "-year"),
        ("limit", MANY),
    )
    found: dict[int, list[Decimal]] = {}
    for row in ask(database, "comparisons", *pairs).rows:
        found.setdefault(row["year"], []).append(Decimal(row["target_value"]))
    return found


def _map(panel: list[Record], years: list[str]) -> Map | None:
    """The year for which most provinces have a value, the values by code, and the shades (1 to 4) by code."""
    known = {tile.code for tile in provinces()}
    rows = [row for row in panel if row["region_code"] in known]
    number = {year: sum(row[year] is not None for row in rows) for year in years}
    if not number or max(number.values()) < _LEAST:
        return None
    year = max(number, key=lambda one: (number[one], one))
    values = {row["region_code"]: row[year] for row in rows if row[year] is not None}
    ordered = sorted(values, key=lambda code: Decimal(values[code]))
    return year, values, Counter({code: 1 + place * 4 // len(ordered) for place, code in enumerate(ordered)})
