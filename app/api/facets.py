"""Facets: the values of a filter with what they mean, how many rows they select, and where."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import Scope

from app.api.address import absolute, parameters
from app.api.language import Language, preferred
from app.lexicon.catalogue import Category, Indicator, load_catalogue
from app.services.queries import Page
from app.store.listing import Value

Document = dict[str, object]


def facet_documents(scope: Scope, page: Page) -> dict[str, list[Document]]:
    """What stands under ``facets``: for each filter its values, as they were counted."""
    language = preferred(Headers(scope=scope).get("accept-language", "").encode("latin-1"))
    return {
        name: [_document(scope, name, value, count, language) for value, count in counts]
        for name, counts in page.facets.items()
    }


def _document(scope: Scope, name: str, value: Value, count: int, language: Language) -> Document:
    others = [pair for pair in parameters(scope) if pair[0] not in (name, "cursor")]
    text = "" if value is None else str(value)
    return {
        "value": value,
        "label": label(name, text, language),
        "count": count,
        "url": absolute(scope, [*others, (name, text)]),
    }


def label(name: str, value: str, language: Language) -> str:
    """What a value of a filter is called: the names of categories and indicators, else the value itself."""
    catalogue = load_catalogue()
    found: Category | Indicator | None = None
    if name == "category":
        found = catalogue.categories.get(value)
    elif name == "indicator_code":
        found = catalogue.indicators.get(value)
    if found is None:
        return value
    return found.name_zh if language == "zh" else found.name_en
