"""``/compare``: one indicator of several places over the years, as a picture, a table and files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final

from fastapi import Query, Request, Response

from app.lexicon.catalogue import load_catalogue
from app.lexicon.types.catalogue import Indicator
from app.model.observation import Measure
from app.services.database import Database
from app.web.charts.lines import COLOURS, Lines, lines
from app.web.numbers import Numbers
from app.web.rendering import environment, render, tagged, texts_of
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of
from app.web.views.indicators import MEASURES, indicator_of, years_of

#: Places that are shown where none is chosen.
_SHOWN: Final = 4
#: A picture of its own runs nothing and loads nothing.
_PICTURE: Final = {"Content-Security-Policy": "default-src 'none'", "Cache-Control": "no-cache"}

Places = Annotated[list[str], Query(default_factory=list)]

router = page_router()


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: the indicator, its measure, the rows of the panel, and those that are chosen."""

    indicator: Indicator
    measure: str
    held: list[Record]
    rows: list[Record]

    @property
    def picture(self) -> Lines | None:
        """The chosen places as lines."""
        years = years_of(self.rows)
        return lines(
            {
                str(row["region"]): {int(year): Decimal(row[year]) for year in years if row[year] is not None}
                for row in self.rows
            }
        )

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return str(self.rows[0]["unit"]) if self.rows else ""


def compared(database: Database, code: str, measure: str, places: list[str]) -> Compared:
    """The indicator and places of a question.

    Raises:
        NotFoundError: there is no such indicator.
        QueryError: there is no such measure.
    """
    panel = ask(database, "panel", ("indicator_code", code), ("measure", measure), ("limit", MANY)).rows
    by_key = {row["region_code"] or row["region"]: row for row in panel}
    wanted = list(dict.fromkeys(places))[: len(COLOURS)] or _longest(panel)
    return Compared(indicator_of(code), measure, panel, [by_key[key] for key in wanted if key in by_key])


def _longest(panel: list[Record]) -> list[str]:
    """The places of which the most years are known."""
    years = years_of(panel)
    known = sorted(panel, key=lambda row: -sum(row[year] is not None for year in years))
    return [row["region_code"] or row["region"] for row in known[:_SHOWN]]


@router.get("/compare")
def compare(
    request: Request,
    place: Places,
    indicator_code: str = "GDP",
    measure: str = "growth",
) -> Response:
    """The picture, the table, and the address of exactly this view."""
    found = compared(database_of(request), indicator_code, measure, [one for one in place if one])
    chosen = [row["region_code"] or row["region"] for row in found.rows]
    return render(
        request,
        "compare.html",
        compared=found,
        chosen=chosen,
        years=[year for year in years_of(found.rows) if any(row[year] is not None for row in found.rows)],
        picture=found.picture,
        question=[("indicator_code", indicator_code), ("measure", measure)],
        measures=MEASURES,
        indicators=load_catalogue().indicators.values(),
        most=len(COLOURS),
    )


@router.get("/compare.svg")
def compare_svg(
    request: Request,
    place: Places,
    indicator_code: str = "GDP",
    measure: Measure = Measure.GROWTH,
) -> Response:
    """The picture alone, to be shown elsewhere."""
    found, texts = compared(database_of(request), indicator_code, measure.value, place), texts_of(request)
    text = (
        environment()
        .get_template("compare.svg")
        .render(compared=found, picture=found.picture, t=texts, n=Numbers(texts))
    )
    return tagged(text.encode(), "image/svg+xml", _PICTURE)
