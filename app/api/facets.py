"""Facets: the values of a filter, each with its label, its number of rows and the address that selects it."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import Scope

from app.api.address import absolute, parameters
from app.api.negotiate import Language, best_language
from app.lexicon.catalogue import load_catalogue
from app.lexicon.types.catalogue import Category, Indicator
from app.services.queries import Page
from app.store.query import Value

Document = dict[str, object]


def facet_documents(scope: Scope, page: Page) -> dict[str, list[Document]]:
    """The member ``facets`` of an answer: for each filter its counted values."""
    language = best_language(Headers(scope=scope).get("accept-language", ""))
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
    """The label of a filter's value: the name of a category or indicator, else the value itself."""
    catalogue = load_catalogue()
    found: Category | Indicator | None = None
    if name == "category":
        found = catalogue.categories.get(value)
    elif name == "indicator_code":
        found = catalogue.indicators.get(value)
    if found is None:
        return value
    return found.name_zh if language == "zh" else found.name_en
