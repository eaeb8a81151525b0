"""``/search``: find places, indicators and sentences by words; and ``/suggestions`` while typing."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from app.services.database import Database
from app.services.lists.queries import QueryError
from app.web.rendering import render, texts_of
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of
from app.web.table_rows import tables_of

#: The most places, and the most indicators, that are suggested while typing.
_SUGGESTED: Final = 5
_SENTENCES: Final = "50"
_ANSWERS: Final = "3"
_LONGEST: Final = 200

router = page_router()


@router.get("/search")
def search(request: Request, q: str = "") -> Response:
    """Everything that matches the words."""
    wanted, database = q.strip()[:_LONGEST], database_of(request)
    found = ask(database, "observations", ("q", wanted), ("limit", _SENTENCES)) if wanted else None
    return render(
        request,
        "search.html",
        wanted=wanted,
        places=places_named(database, wanted),
        indicators=indicators_named(database, wanted),
        answers=answers(database, wanted),
        found=found,
        tables=tables_of(database, found.rows, texts_of(request)) if found else {},
    )


@router.get("/suggestions")
def suggestions(request: Request, q: str = "") -> Response:
    """The first places and indicators, as an HTML list without a page."""
    wanted, database = q.strip()[:_LONGEST], database_of(request)
    return render(
        request,
        "suggestions.html",
        wanted=wanted,
        places=places_named(database, wanted)[:_SUGGESTED],
        indicators=indicators_named(database, wanted)[:_SUGGESTED],
    )


def places_named(database: Database, wanted: str) -> list[Record]:
    """Return the places with a code, or with the words in their names; those that begin with them first."""
    if not wanted:
        return []
    if wanted.isdecimal():
        return [row for row in ask(database, "regions", ("limit", MANY)).rows if row["region_code"] == wanted]
    found = [row for row in ask(database, "regions", ("q", wanted), ("limit", MANY)).rows if row["region"]]
    return sorted(found, key=lambda row: (not row["region"].startswith(wanted), len(row["region"])))


def answers(database: Database, wanted: str) -> list[Record]:
    """Return the numbers that answer a question (鄞州2020年新增就业目标); none if it can't be understood."""
    try:
        return ask(database, "resolve", ("q", wanted), ("limit", _ANSWERS)).rows if wanted else []
    except QueryError:
        return []


def indicators_named(database: Database, wanted: str) -> list[Record]:
    """Return the indicators with all words in their names or definition; those with most rows first."""
    if not wanted:
        return []
    return ask(database, "indicators", ("q", wanted), ("sort", "-observations"), ("limit", "20")).rows
