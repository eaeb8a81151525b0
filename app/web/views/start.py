"""``/``: the contents of the database, a search box, questions that it can answer, and how to add reports."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from fastapi import Request, Response

from app.services.database import Database
from app.web import pictures
from app.web.answers import SEED_NAME
from app.web.charts.tiles import tile_map
from app.web.documents import QUESTION_PAGES
from app.web.language import Texts
from app.web.parallel import title_in
from app.web.rendering import render, texts_of
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, count, database_of
from app.web.views.explore import NONE

#: With fewer reports the page says how to add more.
FEW: Final = 10
#: The fewest places that a ranking needs, and the fewest reports for a trend.
_LEAST_PLACES: Final = 3

router = page_router()


class StartQuestion(NamedTuple):
    """A question that the data can answer: the key of its text, its values, the address of the answer."""

    key: str
    words: dict[str, object]
    path: tuple[str, ...]
    query: dict[str, object]


@router.get("/")
def start(request: Request) -> Response:
    """The start page."""
    database = database_of(request)
    places = ask(database, "regions", ("limit", MANY)).rows
    held = {
        "places": len(places),
        "reports": sum(place["reports"] for place in places),
        "observations": sum(place["observations"] for place in places),
    }
    return render(
        request,
        "start.html",
        held=held,
        years=_years(places),
        doubtful=_share_in_doubt(database),
        map=tile_map(reports_by_province(places)),
        questions=questions(database, places),
        few=held["reports"] < FEW,
        drawable=pictures.font() is not None,
        documents=_documents(texts_of(request)),
    )


def _documents(texts: Texts) -> dict[str, str]:
    """The titles of the question pages by path; they are about any place that the reader chooses there."""
    return {
        page.path: title_in(texts.language, page.title).replace(SEED_NAME, texts("document.any"))
        for page in QUESTION_PAGES
    }


def reports_by_province(places: list[Record]) -> Counter[str]:
    """Return the number of reports of each province, by its code."""
    found: Counter[str] = Counter()
    for place in places:
        if place["region_code"]:
            found[place["region_code"][:2] + "0000"] += place["reports"]
    return found


def _years(places: list[Record]) -> tuple[int, int] | None:
    if not places:
        return None
    first = min(place["first_report_year"] for place in places)
    return first, max(place["last_report_year"] for place in places)


def _share_in_doubt(database: Database) -> int | None:
    """The percentage of rows with a flag; None if there are no rows."""
    rows = count(database, "observations")
    return None if not rows else round(100 * (rows - count(database, "observations", ("flag", ""))) / rows)


def questions(database: Database, places: list[Record]) -> list[StartQuestion]:
    """Return at most three questions that this database can answer."""
    if not places:
        return []
    most = max(places, key=lambda place: (place["reports"], place["observations"]))
    found = [_kept(database), _fastest(database), _course(most), _plan(most), _doubt(most)]
    return [question for question in found if question][:3]


def _kept(database: Database) -> StartQuestion | None:
    """About the place with the most targets that were met, and the year in which it met most."""
    places = ask(database, "summary", ("by", "region"), ("sort", "-met"), ("limit", "1")).rows
    if not places or not places[0]["met"]:
        return None
    # Counting each year of each place would read all comparisons.
    place = [("region_code", places[0]["region_code"] or ""), ("region", places[0]["region"])]
    pairs = (("by", "year"), ("sort", "-met"), ("limit", "1"))
    (row,) = ask(database, "summary", *(pair for pair in place if pair[1] is not None), *pairs).rows
    words = {"place": named(places[0]), "year": row["year"]}
    return StartQuestion("question.kept", words, ("places", key_of(places[0])), {"year": row["year"]})


def _fastest(database: Database) -> StartQuestion | None:
    """About the year for which the most places state their GDP growth."""
    pairs = (("indicator_code", "GDP"), ("measure", "growth"), ("status", "actual"), ("limit", MANY))
    years = ask(database, "years", *pairs).rows
    most = max(years, key=lambda row: (row["regions"], row["year"]), default=None)
    if most is None or most["regions"] < _LEAST_PLACES:
        return None
    query = {"indicator_code": "GDP", "by": "growth", "year": most["year"]}
    return StartQuestion("question.fastest", {"year": most["year"]}, ("league",), query)


def _course(place: Record) -> StartQuestion | None:
    if place["reports"] < _LEAST_PLACES:
        return None
    words = {"place": named(place), "year": place["first_report_year"] - 1}
    return StartQuestion("question.course", words, ("places", key_of(place)), {})


def _plan(place: Record) -> StartQuestion:
    words = {"place": named(place), "year": place["last_report_year"]}
    return StartQuestion(
        "question.plan", words, ("places", key_of(place)), {"year": place["last_report_year"]}
    )


def _doubt(place: Record) -> StartQuestion:
    query = {"region_code": place["region_code"] or NONE, "sort": "confidence"}
    return StartQuestion("question.doubt", {"place": named(place)}, ("explore",), query)


def named(row: Record) -> tuple[object, object]:
    """Return the code and the name of a place, from which its displayed name is made."""
    return row["region_code"], row["region"]


def key_of(row: Record) -> str:
    """Return what identifies a place in the address of its page: its code, else its name."""
    return str(row["region_code"] or row["region"] or "-")
