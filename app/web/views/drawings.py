"""The charts of the pages as SVG and PNG, for other sites."""

from __future__ import annotations

from fastapi import Request, Response

from app.model.observation import Measure
from app.services import series
from app.services.queries import NotFoundError
from app.web import headlines, pictures
from app.web.charts.tiles import tile_map
from app.web.charts.years import plot
from app.web.pictures import Ending
from app.web.route import page_router
from app.web.rows import MANY, ask, database_of
from app.web.views import indicators
from app.web.views.places import place_of, selecting
from app.web.views.start import reports_by_province

_WIDTH, _HEIGHT = 640, 336

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


@router.get("/map.{ending}")
def held_map(request: Request, ending: Ending) -> Response:
    """The number of reports from each province."""
    places = ask(database_of(request), "regions", ("limit", MANY)).rows
    return pictures.answer(request, ending, "picture_map.svg", map=tile_map(reports_by_province(places)))
