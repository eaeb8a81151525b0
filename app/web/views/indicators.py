"""``/indicators`` and ``/indicators/{code}``: what one quantity is, and its values over places and years."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Final

from fastapi import Request, Response

from app.lexicon.catalogue import load_catalogue
from app.lexicon.types.catalogue import Indicator
from app.services.database import Database
from app.services.queries import NotFoundError
from app.web.charts.bars import histogram
from app.web.charts.tiles import provinces
from app.web.rendering import render
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of

#: Years in the table of places.
_YEARS: Final = 12
#: A distribution of fewer targets says nothing.
_LEAST: Final = 5
#: Measures of which a table of places by years makes sense.
MEASURES: Final = ("growth", "level", "share", "change", "ratio", "average_growth")

router = page_router()


@router.get("/indicators")
def indicators(request: Request, q: str = "") -> Response:
    """The catalogue by category; those with observations first."""
    wanted = q.strip()
    pairs = [("sort", "-observations"), ("limit", MANY)] + ([("q", wanted)] if wanted else [])
    rows = ask(database_of(request), "indicators", *pairs).rows
    groups = {code: [row for row in rows if row["category"] == code] for code in load_catalogue().categories}
    return render(
        request,
        "indicators.html",
        groups=groups,
        categories=load_catalogue().categories,
        wanted=wanted,
        total=len(rows),
    )


@router.get("/indicators/{code}")
def indicator(request: Request, code: str, measure: str | None = None, year: int | None = None) -> Response:
    """One indicator: its definition, places by years, the targets of a year."""
    database = database_of(request)
    found = indicator_of(code)
    pair = ("indicator_code", code)
    counted = ask(database, "observations", pair, ("facet", "measure"), ("limit", "1"))
    measures = {name: number for name, number in counted.facets["measure"] if name in MEASURES}
    shown = measure or next(iter(measures), "level")
    panel = ask(database, "panel", pair, ("measure", shown), ("limit", MANY)).rows
    targets = targets_by_year(database, code, shown)
    when = year or max(targets, default=None)
    years = years_of(panel)
    return render(
        request,
        "indicator.html",
        code=code,
        indicator=found,
        category=load_catalogue().categories[found.category],
        total=counted.total,
        measures=measures,
        measure=shown,
        panel=panel,
        years=years[-_YEARS:],
        targets=targets,
        year=when,
        bars=histogram(targets[when]) if when in targets and len(targets[when]) >= _LEAST else None,
        map=_map(panel, years),
    )


def indicator_of(code: str) -> Indicator:
    """The indicator of a code.

    Raises:
        NotFoundError: the catalogue has none.
    """
    found = load_catalogue().indicators.get(code)
    if found is None:
        raise NotFoundError("indicator", code)
    return found


def years_of(panel: list[Record]) -> list[str]:
    """The years that a panel has columns for."""
    return [name for name in (panel[0] if panel else ()) if name.isdecimal()]


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


def _map(panel: list[Record], years: list[str]) -> tuple[str, dict[str, str], Counter[str]] | None:
    """The year of which most provinces have a value, their values by code, and their ranks from 1."""
    known = {tile.code for tile in provinces()}
    rows = [row for row in panel if row["region_code"] in known]
    number = {year: sum(row[year] is not None for row in rows) for year in years}
    if not number or max(number.values()) < _LEAST:
        return None
    year = max(number, key=lambda one: (number[one], one))
    values = {row["region_code"]: row[year] for row in rows if row[year] is not None}
    ordered = sorted(values, key=lambda code: Decimal(values[code]))
    return year, values, Counter({code: 1 + place * 4 // len(ordered) for place, code in enumerate(ordered)})
