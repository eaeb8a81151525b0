"""The charts of the pages, and cards of reports and numbers, as SVG and PNG, for other sites and previews."""

from __future__ import annotations

from fastapi import Request, Response

from app.model.observation import Measure, Status
from app.services.database import Database
from app.services.lists import observations, reports, series
from app.services.lists.queries import NotFoundError
from app.store.declared.resources import LISTS
from app.web import headlines, pictures
from app.web.charts.tiles import tile_map
from app.web.charts.years import plot
from app.web.marking import readable
from app.web.pictures import Ending
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of
from app.web.views import indicators
from app.web.views.places import place_of, selecting
from app.web.views.start import reports_by_province

_WIDTH, _HEIGHT = 640, 336
#: The most results, and the most targets, in the picture of a report.
_RESULTS, _TARGETS = 3, 2

router = page_router()


@router.get("/places/{key}/chart.{ending}")
def place(
    request: Request, ending: Ending, key: str, indicator_code: str = "GDP", measure: Measure = Measure.GROWTH
) -> Response:
    """One indicator of a place: targets and results by year."""
    database = database_of(request)
    found = place_of(database, key)
    pairs = [*selecting(key), ("indicator_code", indicator_code), ("measure", measure.value)]
    chosen = headlines.chosen(series.find(database, pairs), 1)
    if not chosen:
        raise NotFoundError("chart", f"{key}, {indicator_code}, {measure.value}")
    context = {"place": found, "series": chosen[0]}
    return pictures.answer(
        request, ending, "picture_place.svg", plot=plot(chosen[0], _WIDTH, _HEIGHT), **context
    )


@router.get("/indicators/{code}/targets.{ending}")
def targets(
    request: Request, ending: Ending, code: str, measure: str | None = None, year: int | None = None
) -> Response:
    """The distribution of the targets of a year."""
    found = indicators.shown(database_of(request), code, measure, year)
    if not found.bars:
        raise NotFoundError("chart", f"{code}, {found.measure}, {found.year}")
    return pictures.answer(request, ending, "picture_targets.svg", found=found)


@router.get("/indicators/{code}/map.{ending}")
def indicator_map(request: Request, ending: Ending, code: str, measure: str | None = None) -> Response:
    """The values of the provinces."""
    found = indicators.shown(database_of(request), code, measure, None)
    if not found.map:
        raise NotFoundError("chart", f"{code}, {found.measure}")
    return pictures.answer(request, ending, "picture_values.svg", found=found)


@router.get("/indicators/{code}/amplification.{ending}")
def amplification(
    request: Request, ending: Ending, code: str, measure: str | None = None, year: int | None = None
) -> Response:
    """How much targets differ from those of the places above (层层加码)."""
    database = database_of(request)
    found = indicators.shown(database, code, measure, year)
    plot_ = indicators.amplified(database, found)
    if plot_ is None:
        raise NotFoundError("chart", f"{code}, {found.measure}, {found.year}")
    return pictures.answer(request, ending, "picture_strips.svg", found=found, plot=plot_)


@router.get("/observations/{observation_id}/card.{ending}")
def observation(request: Request, ending: Ending, observation_id: str) -> Response:
    """One number with its sentence."""
    row = observations.one(database_of(request), observation_id, derived=False).observation
    years = str(row.year) if row.start_year == row.year else f"{row.start_year}–{row.year}"
    context = {"row": row, "years": years, "sentence": readable(row.sentence)}
    return pictures.answer(request, ending, "picture_observation.svg", **context)


@router.get("/reports/{report_id}/card.{ending}")
def report(request: Request, ending: Ending, report_id: str) -> Response:
    """A report with its main numbers."""
    database = database_of(request)
    found = dict(zip(LISTS["reports"].columns, reports.one(database, report_id), strict=True))
    rows = main_numbers(database, report_id)
    return pictures.answer(request, ending, "picture_report.svg", report=found, rows=rows)


def main_numbers(database: Database, report_id: str) -> list[Record]:
    """Return the headline numbers of a report: at most ``_RESULTS`` results, then at most ``_TARGETS``."""
    codes = dict.fromkeys(code for code, _ in headlines.headlines())
    pairs = [("report_id", report_id), ("scope", ""), *(("indicator_code", code) for code in codes)]
    rows = ask(database, "observations", *pairs, ("sort", "-year"), ("limit", MANY)).rows
    latest: dict[tuple[str, str, str], Record] = {}
    for row in rows:
        if (row["indicator_code"], row["measure"]) in headlines.headlines():
            latest.setdefault((row["indicator_code"], row["measure"], row["status"]), row)
    ranked = sorted(latest.values(), key=_rank)
    results, targets = ([row for row in ranked if row["status"] == status.value] for status in Status)
    return results[:_RESULTS] + targets[:_TARGETS]


def _rank(row: Record) -> int:
    return headlines.order(row["indicator_code"], row["measure"])


@router.get("/map.{ending}")
def held_map(request: Request, ending: Ending) -> Response:
    """The number of reports from each province."""
    places = ask(database_of(request), "regions", ("limit", MANY)).rows
    return pictures.answer(request, ending, "picture_map.svg", map=tile_map(reports_by_province(places)))
