"""``/compare``: indicators of several places over the years, as charts, tables and files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Annotated, Final

from fastapi import Query, Request, Response

from app.lexicon.catalogue import load_catalogue
from app.lexicon.types.catalogue import Indicator
from app.services.database import Database
from app.web import pictures
from app.web.charts.lines import COLOURS, Lines
from app.web.language import Texts
from app.web.panels import is_named, key_of, longest, picture, years_of
from app.web.pictures import Ending
from app.web.rendering import render
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of
from app.web.views.indicators import MEASURES, code_of, indicator_of

#: The most indicators in one view.
_CHARTS: Final = 4
_FIRST: Final = "GDP"

Chosen = Annotated[list[str], Query(default_factory=list)]
Pair = tuple[str, str]

router = page_router()


@dataclass(frozen=True, slots=True)
class Chart:
    """One indicator: its measure, all rows of its panel, and the rows of the chosen places."""

    indicator: Indicator
    measure: str
    available: list[Record]
    rows: list[Record]

    def title(self, texts: Texts) -> str:
        """Return the name of the indicator with its measure."""
        name = texts.pick(self.indicator.name_zh, self.indicator.name_en)
        return f"{name} {texts.named('measure', self.measure)}"

    def picture(self, texts: Texts) -> Lines | None:
        """Return the chosen places as lines; None if no place has a value."""
        return picture(self.rows, years_of(self.rows), texts)

    @property
    def years(self) -> list[str]:
        """The years for which a chosen place has a value."""
        return [
            year for year in years_of(self.available) if any(row.get(year) is not None for row in self.rows)
        ]

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return next((str(row["unit"]) for row in self.rows if row["unit"]), "")

    @property
    def pairs(self) -> list[Pair]:
        """The query parameters that select this chart."""
        return [("indicator_code", self.indicator.code), ("measure", self.measure)]


@dataclass(frozen=True, slots=True)
class CompareView:
    """A view: its charts, all available places by key, and the keys of the chosen ones."""

    charts: list[Chart]
    available: dict[str, Record]
    chosen: list[str]

    def title(self, texts: Texts) -> str:
        """Return the titles of all charts."""
        return " · ".join(chart.title(texts) for chart in self.charts)

    @property
    def pairs(self) -> list[Pair]:
        """The query parameters that select exactly this view."""
        asked = [pair for chart in self.charts for pair in chart.pairs]
        return [*asked, *(("place", key) for key in self.chosen)]


def compared(database: Database, pairs: Iterable[Pair], places: list[str]) -> CompareView:
    """Return the view of some (indicator code, measure) pairs and places.

    Raises:
        NotFoundError: there is no such indicator.
        QueryError: there is no such measure.
    """
    wanted = list(dict.fromkeys(pairs))[:_CHARTS]
    panels = {pair: _panel(database, *pair) for pair in wanted}
    available = {key_of(row): row for panel in panels.values() for row in panel if is_named(row)}
    keys = [key for key in dict.fromkeys(places) if key in available][: len(COLOURS)]
    keys = keys or [key_of(row) for row in longest(panels[wanted[0]])]
    charts = [
        Chart(indicator_of(code), measure, panel, _rows(panel, keys, available))
        for (code, measure), panel in panels.items()
    ]
    return CompareView(charts, available, keys)


def _panel(database: Database, code: str, measure: str) -> list[Record]:
    indicator_of(code)
    return ask(database, "panel", ("indicator_code", code), ("measure", measure), ("limit", MANY)).rows


def _rows(panel: list[Record], keys: list[str], available: dict[str, Record]) -> list[Record]:
    """The rows of the chosen places, in their order; a place that is not in the panel has an empty row."""
    by_key = {key_of(row): row for row in panel}
    empty = {"unit": ""}
    return [
        by_key.get(key) or {**{name: available[key][name] for name in ("region_code", "region")}, **empty}
        for key in keys
    ]


def asked(indicator_code: list[str], measure: list[str]) -> list[Pair]:
    """Return the codes of indicators (given by code or name), each with the measure in its position."""
    codes = indicator_code if any(code.strip() for code in indicator_code) else [_FIRST]
    pairs = zip_longest(codes, measure[: len(codes)], fillvalue=MEASURES[0])
    return [(code_of(code.strip()), one) for code, one in pairs if code.strip()]


@router.get("/compare")
def compare(request: Request, place: Chosen, indicator_code: Chosen, measure: Chosen) -> Response:
    """The charts, the tables, and the address of exactly this view."""
    found = compared(database_of(request), asked(indicator_code, measure), [one for one in place if one])
    return render(
        request,
        "compare.html",
        compared=found,
        drawable=pictures.font() is not None,
        measures=MEASURES,
        indicators=load_catalogue().indicators.values(),
        most_places=len(COLOURS),
        most_charts=_CHARTS,
    )


@router.get("/compare.{ending}")
def drawn(
    request: Request, ending: Ending, place: Chosen, indicator_code: Chosen, measure: Chosen
) -> Response:
    """The charts as a file, for other sites."""
    found = compared(database_of(request), asked(indicator_code, measure), [one for one in place if one])
    return pictures.answer(request, ending, "compare.svg", compared=found)
