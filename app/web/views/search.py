"""``/search``: places, indicators and sentences by words; suggestions while typing are a part of it."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from app.services.database import Database
from app.services.queries import QueryError
from app.web.rendering import render
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of

#: Places and indicators that are suggested while typing.
_SUGGESTED: Final = 5
_SENTENCES: Final = "50"
_ANSWERS: Final = "3"
_LONGEST: Final = 200

router = page_router()


@router.get("/search")
def search(request: Request, q: str = "") -> Response:
    """All that is found by some words."""
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
    )


@router.get("/suggestions")
def suggestions(request: Request, q: str = "") -> Response:
    """The first places and indicators, as a list without a page around it."""
    wanted, database = q.strip()[:_LONGEST], database_of(request)
    return render(
        request,
        "suggestions.html",
        wanted=wanted,
        places=places_named(database, wanted)[:_SUGGESTED],
        indicators=indicators_named(database, wanted)[:_SUGGESTED],
    )


def places_named(database: Database, wanted: str) -> list[Record]:
    """The places of a code, or whose names have the words in them; first those that begin with them."""
    if not wanted:
        return []
    if wanted.isdecimal():
        return [row for row in ask(database, "regions", ("limit", MANY)).rows if row["region_code"] == wanted]
    found = [row for row in ask(database, "regions", ("q", wanted), ("limit", MANY)).rows if row["region"]]
    return sorted(found, key=lambda row: (not row["region"].startswith(wanted), len(row["region"])))


def answers(database: Database, wanted: str) -> list[Record]:
    """The numbers that answer a question (鄞州2020年新增就业目标); none where the words are none."""
    try:
        return ask(database, "resolve", ("q", wanted), ("limit", _ANSWERS)).rows if wanted else []
    except QueryError:
        return []


def indicators_named(database: Database, wanted: str) -> list[Record]:
    """The indicators whose names or definition hold all words; those with most rows first."""
    if not wanted:
        return []
    return ask(database, "indicators", ("q", wanted), ("sort", "-observations"), ("limit", "20")).rows
