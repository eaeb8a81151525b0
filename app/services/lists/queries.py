"""Checks queries of lists against the values of the catalogue and of GB/T 2260."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

from app.lexicon.catalogue import load_catalogue
from app.lexicon.regions import load_regions
from app.lexicon.types.regions import NATION_CODE
from app.store.declared.resource import Resource
from app.store.declared.resources import LISTS
from app.store.queries.parsing import parse_pairs
from app.store.queries.query import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    ListQuery,
    NotFoundError,
    Page,
    QueryError,
    Stream,
    WrongParameter,
)

__all__ = [
    "DEFAULT_LIMIT",
    "MAX_LIMIT",
    "ListQuery",
    "NotFoundError",
    "Page",
    "QueryError",
    "Resource",
    "Stream",
    "WrongParameter",
    "parse_query",
    "vocabulary",
]


def parse_query(resource: str, pairs: Iterable[tuple[str, str]], also: Sequence[str] = ()) -> ListQuery:
    """The query that the parameters describe, checked.

    Args:
        resource: The name of the list, a key of ``LISTS``.
        pairs: parameters as (name, text), repeated names as repeated pairs: filters of the list,
            ``sort`` (``-year,region_code``), ``fields`` (``id,value``), ``limit``, ``cursor``,
            ``total`` (``exact`` or ``none``) and ``facet`` (a filter of ``facets``, repeatable). Any
            other name is an error, never ignored.
        also: Names of parameters that the caller reads itself, such as ``format``; they are among the
            suggestions for a misspelt name.

    Raises:
        QueryError: names every wrong parameter, what to do about it and what would be valid.
    """
    asked = tuple(pairs)
    long = sum(len(text) for _, text in asked) > LONGEST_CACHED
    parse = _parsed.__wrapped__ if long else _parsed
    return parse(resource, asked, tuple(also))


#: Characters of all values. Nobody repeats longer queries, and a thousand of them would fill the memory.
LONGEST_CACHED: Final = 2_000


@lru_cache(maxsize=1024)
def _parsed(resource: str, pairs: tuple[tuple[str, str], ...], also: tuple[str, ...]) -> ListQuery:
    """``parse_query`` with a cache, because queries repeat; errors are not cached."""
    return parse_pairs(LISTS[resource], pairs, vocabulary, also)


def vocabulary(name: str) -> tuple[str, ...]:
    """All valid values of a filter whose ``vocabulary`` is ``categories``, ``indicators`` or ``regions``.

    Region codes are all codes that GB/T 2260 has ever assigned.
    """
    return _VOCABULARIES[name]()


def _categories() -> tuple[str, ...]:
    return tuple(load_catalogue().categories)


def _indicators() -> tuple[str, ...]:
    return tuple(load_catalogue().indicators)


@cache
def _regions() -> tuple[str, ...]:
    return tuple(sorted({NATION_CODE, *load_regions().codes()}))


_VOCABULARIES: dict[str, Callable[[], tuple[str, ...]]] = {
    "categories": _categories,
    "indicators": _indicators,
    "regions": _regions,
}
