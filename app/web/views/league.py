"""``/league``, ``/checks`` and ``/changes``: lists of the API as pages."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from app.lexicon.catalogue import load_catalogue
from app.services.database import Database
from app.services.lists import observations
from app.store.declared.derived_filters import Order
from app.web.rendering import render, texts_of
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of, items
from app.web.table_rows import Tables, tables_of
from app.web.views.explore import asked_of, question_of
from app.web.views.indicators import code_of, indicator_of

#: Rows of a page: a check has several sentences.
_CHECKS, _CHANGES = "30", "100"
LEVELS: Final = ("province", "city", "county")

router = page_router()


@router.get("/league")
def league(
    request: Request,
    indicator_code: str = "GDP",
    by: str = "growth",
    year: str = "",
    level: str = "",
    within: str = "",
) -> Response:
    """Places ranked in one year by one indicator, which is given by its code or name."""
    database, code = database_of(request), code_of(indicator_code.strip())
    when = year or latest_year(database, code)
    pairs = [("indicator_code", code), ("by", by), ("year", when)]
    pairs += [pair for pair in (("level", level), ("within", within)) if pair[1]]
    found = ask(database, "league", *pairs, ("limit", MANY)) if when else None
    return render(
        request,
        "league.html",
        found=found,
        indicator=indicator_of(code),
        by=by,
        year=when,
        level=level,
        within=within,
        orders=[order.value for order in Order],
        levels=LEVELS,
        indicators=load_catalogue().indicators.values(),
        api=pairs,
    )


def latest_year(database: Database, code: str) -> str:
    """Return the year with the most stated results of an indicator; empty if there are none."""
    pairs = (("indicator_code", code), ("status", "actual"), ("facet", "year"), ("limit", "1"))
    counts = ask(database, "observations", *pairs).facets["year"]
    return str(counts[0][0]) if counts else ""


@router.get("/checks")
def checks(request: Request) -> Response:
    """Numbers that contradict others, each with the sentences of both."""
    asked = question_of(asked_of(request))
    facets = (("facet", "kind"), ("facet", "judgement"))
    found = ask(database_of(request), "checks", *asked, *facets, ("limit", _CHECKS))
    return render(request, "checks.html", found=found, asked=dict(asked), tables=_tables(request, found.rows))


def _tables(request: Request, rows: list[Record]) -> Tables:
    """The cells of all rows of tables that the checks are about, by the id of the observation."""
    said = [{"id": row["observation_id"], "sentence": row["sentence"]} for row in rows]
    for row in rows:
        pairs = zip(items(row["other_observation_ids"]), items(row["other_sentences"]), strict=True)
        said += [{"id": key, "sentence": sentence} for key, sentence in pairs]
    return tables_of(database_of(request), said, texts_of(request))


@router.get("/changes")
def changes(request: Request) -> Response:
    """The latest changes of the data, with the numbers that were added or changed."""
    database = database_of(request)
    pairs = [pair for pair in asked_of(request) if pair[0] != "sort"]
    found = ask(database, "changes", *pairs, ("sort", "-sequence"), ("limit", _CHANGES))
    rows = observations.by_id(database, (row["observation_id"] for row in found.rows))
    return render(request, "changes.html", found=found, rows=rows)
