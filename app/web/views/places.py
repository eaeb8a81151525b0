"""``/places`` and ``/places/{key}``: the results, targets and reports of a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fastapi import Request, Response

from app.services.database import Database
from app.services.lists import series
from app.services.lists.queries import NotFoundError, QueryError
from app.services.lists.series import Series
from app.web import headlines, pictures
from app.web.charts.years import plot
from app.web.rendering import render
from app.web.route import page_router
from app.web.rows import MANY, ListPage, Record, ask, database_of

Pair = tuple[str, str]

#: The most charts on the page of a place.
CHARTS: Final = 12
#: The most indicators, besides the headlines, that are considered for charts.
_OTHERS: Final = 12
_CHECKS: Final = "5"
LEVELS: Final = ("national", "province", "city", "county", None)

router = page_router()


@router.get("/places")
def places(request: Request, within: str | None = None) -> Response:
    """All places that have reports, by level."""
    pairs = [("limit", MANY)] + ([("within", within)] if within else [])
    rows = ask(database_of(request), "regions", *pairs).rows
    groups = {level: [row for row in rows if row["level"] == level] for level in LEVELS}
    return render(request, "places.html", groups=groups, total=len(rows), within=within)


def selecting(key: str) -> list[Pair]:
    """Return the filters that select a place: by its code, or by its name if it has no code."""
    if key.isdecimal():
        return [("region_code", key)]
    return [("region", key), ("region_code", "")]


def place_of(database: Database, key: str) -> Record:
    """Return the row of a place.

    Raises:
        NotFoundError: the database has no report of the place.
    """
    try:
        rows = ask(database, "regions", *selecting(key), ("limit", MANY)).rows
    except QueryError:
        raise NotFoundError("place", key) from None
    found = [
        row for row in rows if key in (row["region_code"], row["region"] if not row["region_code"] else None)
    ]
    if not found:
        raise NotFoundError("place", key)
    return found[0]


@router.get("/places/{key}")
def place(request: Request, key: str, year: int | None = None) -> Response:
    """One place: charts of its headline indicators, targets and results of a year, reports, checks."""
    database, pairs = database_of(request), selecting(key)
    found = place_of(database, key)
    charts = [(one, plot(one)) for one in charted(database, pairs)]
    outcomes = ask(database, "summary", *pairs, ("by", "year"), ("sort", "-year"), ("limit", MANY)).rows
    shown = year or max(
        (row["year"] for row in outcomes if row["year"] <= found["last_report_year"]), default=None
    )
    ledger = [] if shown is None else ask(database, "ledger", *_of_year(pairs, shown)).rows
    return render(
        request,
        "place.html",
        key=key,
        place=found,
        beside=beside(database, found),
        charts_=charts,
        drawable=pictures.font() is not None,
        outcomes=outcomes,
        year=shown,
        targets=targets_of(database, pairs, shown, ledger),
        dropped=[row for row in ledger if row["dropped"] == "yes" and row["indicator_code"]],
        reports=ask(database, "reports", *pairs, ("sort", "-report_year"), ("limit", MANY)).rows,
        checks=ask(database, "checks", *pairs, ("limit", _CHECKS)),
        restated=ask(database, "restatements", *pairs, ("changed", "yes"), ("limit", _CHECKS)),
    )


def beside(database: Database, found: Record) -> dict[str, Record]:
    """Return the rows of the place under its former and its later code, if it had reports then."""
    codes = {name: found[name] for name in ("predecessor_code", "successor_code") if found[name]}
    rows = {name: ask(database, "regions", ("region_code", code)).rows for name, code in codes.items()}
    return {name: only[0] for name, only in rows.items() if only}


def charted(database: Database, pairs: list[Pair]) -> list[Series]:
    """Return the series to draw: headline indicators, then those that the place states most often.

    The others are read only if the headlines are too few, since reading series is what costs most.
    """
    codes = dict.fromkeys(code for code, _ in headlines.headlines())
    found = series.find(database, _coded(pairs, codes))
    chosen = headlines.chosen(found, CHARTS)
    if len(chosen) == CHARTS and all(len(one.years) > 1 for one in chosen):
        return chosen
    counted: ListPage = ask(database, "observations", *pairs, ("facet", "indicator_code"), ("limit", "1"))
    most = [code for code, _ in counted.facets["indicator_code"] if code and code not in codes][:_OTHERS]
    others = series.find(database, _coded(pairs, most)) if most else []
    return headlines.chosen([*found, *others], CHARTS)


def _coded(pairs: list[Pair], codes: Iterable[str]) -> list[Pair]:
    return [*pairs, *(("indicator_code", code) for code in codes)]


def targets_of(database: Database, pairs: list[Pair], year: int | None, ledger: list[Record]) -> list[Record]:
    """Return the comparisons of a year with their rows of its ledger.

    Headlines come first, then other indicators, then targets without a code; those with a scope come last.
    """
    if year is None:
        return []
    of_target = {row["target_observation_id"]: row for row in ledger}
    rows = ask(database, "comparisons", *_of_year(pairs, year)).rows
    rows.sort(key=_rank)
    return [row | {"ledger": of_target.get(row["target_observation_id"])} for row in rows]


def _of_year(pairs: list[Pair], year: int) -> list[Pair]:
    return [*pairs, ("year", str(year)), ("limit", MANY)]


def _rank(row: Record) -> tuple[bool, int, bool]:
    return (
        row["scope"] != "",
        headlines.order(row["indicator_code"], row["measure"]),
        not row["indicator_code"],
    )
