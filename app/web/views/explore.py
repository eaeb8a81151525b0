"""``/explore``: all observations, with filters and their counts; the parameters are those of the API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response

from app.lexicon.catalogue import load_catalogue
from app.services.database import Database
from app.services.lists.absent import absent
from app.services.lists.any_list import check_names
from app.services.lists.queries import QueryError, parse_query
from app.store.declared.captions import CAPTIONS
from app.store.queries.query import WrongParameter
from app.web.language import Texts
from app.web.numbers import Numbers
from app.web.rendering import render, texts_of
from app.web.route import page_router
from app.web.rows import MANY, ListPage, Record, ask, database_of
from app.web.table_rows import tables_of

Pair = tuple[str, str]

#: The value that selects rows without a value; an empty form field means no filter.
NONE: Final = "none"
_ROWS: Final = "50"
FACETS: Final = ("status", "measure", "category", "level", "year", "indicator_code", "region_code", "flag")
_FACETS: Final = (*(("facet", name) for name in FACETS), ("limit", _ROWS))
#: The most values of a facet that are shown, besides the chosen ones.
_VALUES: Final = 8
#: Parameters that are not filters.
_ORDER: Final = ("sort", "cursor")
#: Filters that the form has a field for.
FORM: Final = ("q", "region", "indicator", "year_from", "year_to", "confidence_from")
#: Filters by name, and the filters by code that select the same.
_CODES: Final = {"region": "region_code", "indicator": "indicator_code"}
#: The slider's value if nobody has moved it.
_ANY: Final = ("confidence_from", "0")
SORTS: Final = ("region_code", "indicator", "value", "year", "confidence")
DOWNLOADS: Final = ("csv", "xlsx", "parquet", "ndjson")

router = page_router()


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A value of a filter: its name, its number of rows, and the query that adds or removes it."""

    name: str
    count: int | None
    query: str
    chosen: bool = False


@router.get("/explore")
def explore(request: Request) -> Response:
    """The observations that the query parameters select; of wrong ones, what they may mean."""
    database = database_of(request)
    asked = [pair for pair in asked_of(request) if pair != _ANY]
    question = question_of(asked)
    found, wrong = _found(database, question)
    names = Names(texts_of(request), ask(database, "regions", ("limit", MANY)).rows)
    filters = [pair for pair in asked if pair[0] not in _ORDER]
    return render(
        request,
        "explore.html",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        found=found,
        tables=tables_of(database, found.rows, names.texts),
        mistakes=[_mistake(one, asked, names) for one in wrong],
        notes=() if wrong or found.rows else absent(database, parse_query("observations", question)),
        filters=dict(filters),
        kept=[pair for pair in filters if pair[0] not in FORM],
        chips=[
            FilterChoice(
                f"{names.filter(name)}: {names.value(name, value)}", None, without(asked, (name, value))
            )
            for name, value in filters
        ],
        facets={}
        if wrong
        else {name: list(_choices(name, found.facets[name], asked, names)) for name in FACETS},
        sorts={name: _sorted(asked, name) for name in SORTS},
        sort=dict(asked).get("sort", ""),
        following=_address([*filters, *_sort(asked), ("cursor", found.next)]) if found.next else None,
        api=_address([pair for pair in question if pair[0] != "cursor"]),
        feed=_address(filters),
        downloads=DOWNLOADS,
        places=names.places,
        indicators=load_catalogue().indicators.values(),
    )


def _found(database: Database, question: list[Pair]) -> tuple[ListPage, list[WrongParameter]]:
    """The rows and counts of facets, and the wrong parameters, which are left out."""
    wrong: list[WrongParameter] = []
    while True:
        left_out = {mistake.parameter for mistake in wrong}
        rest = [pair for pair in question if pair[0] not in left_out]
        try:
            check_names(database, parse_query("observations", rest))
            return ask(database, "observations", *rest, *_FACETS), wrong
        except QueryError as error:
            # Names are looked up once all other parameters are right.
            wrong.extend(error.mistakes)
            if len(wrong) > len(question):
                raise


def _mistake(wrong: WrongParameter, asked: list[Pair], names: Names) -> Mistake:
    """What to say about a wrong parameter, and what it may mean: places that have reports, indicators."""
    name = _CODES.get(wrong.parameter)
    rest = [pair for pair in _fresh(asked) if pair[0] != wrong.parameter]
    choices = [
        FilterChoice(names.value(name, one), None, _address([*rest, (name, one)]))
        for one in wrong.valid
        if name and (name != _CODES["region"] or one in names.places)
    ]
    return Mistake(names.filter(wrong.parameter), wrong.value, choices)


def asked_of(request: Request) -> list[Pair]:
    """Return the query parameters, without empty form fields."""
    return [(name, value.strip()) for name, value in request.query_params.multi_items() if value.strip()]


def question_of(asked: list[Pair]) -> list[Pair]:
    """Return the same as parameters of the API, where an empty value selects rows without a value."""
    return [(name, "" if value == NONE else value) for name, value in asked]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong filter: its name, its value, and what it may mean."""

    name: str
    value: str
    choices: list[FilterChoice]


@dataclass(frozen=True, slots=True)
class Names:
    """The display names of filters and their values."""

    texts: Texts
    rows: list[Record]

    @property
    def places(self) -> dict[str, str]:
        """The names of places by code."""
        return {
            row["region_code"]: self.texts.place(row["region_code"], row["region"])
            for row in self.rows
            if row["region_code"]
        }

    def filter(self, name: str) -> str:
        """Return the name of a filter."""
        found, caption = self.texts.named("filter", name), CAPTIONS.get(name)
        return self.texts.pick(caption.zh, caption.en) if found == name and caption else found

    def value(self, name: str, value: Any) -> str:  # noqa: ANN401 # a cell, as a facet counts it
        """Return the name of a value of a filter."""
        if value in (None, "", NONE):
            return self.texts("none")
        if name in ("region_code", "within"):
            return self.places.get(str(value), str(value))
        if name == _ANY[0] and value.replace(".", "", 1).isdecimal():
            return Numbers(self.texts).percent(value)
        catalogue = load_catalogue()
        table: dict[str, Any] = {"category": catalogue.categories, "indicator_code": catalogue.indicators}
        if row := table.get(name, {}).get(value):
            return self.texts.pick(row.name_zh, row.name_en)
        return self.texts.value(name, value)


def _choices(name: str, counts: Any, asked: list[Pair], names: Names) -> Iterator[FilterChoice]:  # noqa: ANN401 # a facet, as the services return it
    """The most frequent values, and those that are chosen."""
    chosen = {value for key, value in asked if key == name}
    for place, (value, number) in enumerate(counts):
        pair = (name, NONE if value is None else str(value))
        if place < _VALUES or pair[1] in chosen:
            query = without(asked, pair) if pair[1] in chosen else _address([*_fresh(asked), pair])
            yield FilterChoice(names.value(name, value), number, query, pair[1] in chosen)


def _fresh(asked: list[Pair]) -> list[Pair]:
    """The same query without its cursor: the first page."""
    return [pair for pair in asked if pair[0] != "cursor"]


def without(asked: list[Pair], pair: Pair) -> str:
    """Return the query without one value of a filter."""
    return _address([other for other in _fresh(asked) if other != pair])


def _sort(asked: list[Pair]) -> list[Pair]:
    return [pair for pair in asked if pair[0] == "sort"]


def _sorted(asked: list[Pair], name: str) -> str:
    """The query sorted by a column; descending if it is already sorted by it."""
    key = f"-{name}" if ("sort", name) in asked else name
    return _address([*(pair for pair in _fresh(asked) if pair[0] != "sort"), ("sort", key)])


def _address(pairs: list[Pair]) -> str:
    return f"?{urlencode(pairs)}" if pairs else "?"
