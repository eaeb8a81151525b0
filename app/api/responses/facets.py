"""Facets: the values of a filter, each with its label, its row count and the address that selects it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import Scope

from app.api.edge.address import absolute, parameters, quoted
from app.api.edge.negotiate import Language, best_language
from app.lexicon.catalogue import load_catalogue
from app.lexicon.region_names import names_of_code
from app.services.lists.queries import Page
from app.store.declared.labels import LABELS, NONE, ValueLabel
from app.store.queries.query import Value

Document = dict[str, object]


def facet_documents(scope: Scope, page: Page) -> dict[str, list[Document]]:
    """The member ``facets`` of a page: for each filter, its values with their counts."""
    language = best_language(Headers(scope=scope).get("accept-language", ""))
    return {name: _documents(scope, name, counts, language) for name, counts in page.facets.items()}


def _documents(
    scope: Scope, name: str, counts: Sequence[tuple[Value, int]], language: Language
) -> list[Document]:
    others = [pair for pair in parameters(scope) if pair[0] not in (name, "cursor")]
    # A facet can have thousands of values, and only the end of their addresses differs.
    before = absolute(scope, [*others, (name, "")])
    return [
        {
            "value": value,
            "label": label(name, value, language),
            "count": count,
            "url": before + ("" if value is None else quoted(str(value))),
        }
        for value, count in counts
    ]


def label(name: str, value: Value, language: Language) -> str:
    """The label of a filter value; the value itself if it has no label."""
    if value is None:
        return _in(language, NONE)
    text = str(value)
    catalogue = load_catalogue()
    if name == "category" and text in catalogue.categories:
        category = catalogue.categories[text]
        return _in(language, ValueLabel(category.name_zh, category.name_en))
    if name == "indicator_code" and text in catalogue.indicators:
        indicator = catalogue.indicators[text]
        return _in(language, ValueLabel(indicator.name_zh, indicator.name_en))
    if name in ("region_code", "province_code"):
        return _in(language, ValueLabel(*names_of_code(text)))
    found = LABELS.get(name, {}).get(text)
    return text if found is None else _in(language, found)


def _in(language: Language, found: ValueLabel) -> str:
    return found.zh if language == "zh" else found.en
