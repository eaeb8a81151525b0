"""The catalogue: the meaning of each code, and how many observations it has."""

from __future__ import annotations

from collections.abc import Iterator

from app.lexicon.catalogue import load_catalogue
from app.lexicon.indicator_names import names_of
from app.lexicon.types.catalogue import Indicator
from app.services.lists import small
from app.store.connections.session import Connection
from app.store.declared.fields import Row
from app.store.queries.query import ListQuery
from app.store.queries.words import contains
from app.store.repositories import counts


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    counted = counts.by_indicator(connection)
    found = sorted(_selected(query), key=lambda indicator: _distance(indicator, str(query.value("q") or "")))
    return [_row(indicator, counted.get(indicator.code, (0, None, None))) for indicator in found]


def _distance(indicator: Indicator, wanted: str) -> int:
    """The distance between the words and the closest name of the indicator; 0 without words."""
    if not wanted:
        return 0
    names = [name for name in names_of(indicator.code) if contains(name, wanted)]
    return min((len(name) - len(wanted) for name in names), default=len(indicator.definition))


def _selected(query: ListQuery) -> Iterator[Indicator]:
    categories, codes = query.values("category"), query.values("indicator_code")
    wanted = str(query.value("q") or "")
    for code, indicator in sorted(load_catalogue().indicators.items()):
        if categories and indicator.category not in categories:
            continue
        if codes and code not in codes:
            continue
        texts = (*names_of(code), indicator.definition, indicator.definition_zh)
        if contains(" ".join(texts), wanted):
            yield indicator


def _row(indicator: Indicator, counted: tuple[int, int | None, int | None]) -> Row:
    return (
        indicator.code,
        indicator.name_zh,
        indicator.name_en,
        indicator.definition,
        indicator.definition_zh,
        indicator.category,
        indicator.unit,
        indicator.better.value,
        indicator.source,
        indicator.source_zh,
        *counted,
    )


page, stream = small.lists(_rows)
