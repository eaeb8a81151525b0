"""Loads the catalogue: indicators, their aliases, categories and the words that hint at a category."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache, partial

from app.lexicon.tables import TableError, read_table
from app.lexicon.types.catalogue import Catalogue, Category, Indicator
from app.model.better import Better

_COLUMNS = ("code", "name_zh", "name_en", "definition", "category", "unit", "better", "source", "note")


@cache
def load_catalogue() -> Catalogue:
    """The catalogue of ``data/``, read once.

    Raises ``TableError`` for an invalid row, a repeated code, or a reference to something that doesn't exist.
    """
    categories = read_table("categories", ("code", "name_zh", "name_en", "note"), _category)
    definitions = dict(read_table("definitions", ("code", "definition_zh", "note"), _pair))
    sources = dict(read_table("sources", ("source", "source_zh", "note"), _pair))
    indicators = read_table("indicators", _COLUMNS, partial(_indicator, definitions, sources))
    aliases = read_table("aliases", ("alias", "code", "note"), _pair)
    words = read_table("category_words", ("word", "category", "note"), _pair)
    by_category = {row.code: row for row in categories}
    by_code = {row.code: row for row in indicators}
    _unique("categories", [row.code for row in categories])
    _unique("indicators", [row.code for row in indicators])
    _known("indicators", (row.category for row in indicators), by_category)
    _known("definitions", definitions, by_code)
    _known("aliases", (code for _, code in aliases), by_code)
    _known("category_words", (category for _, category in words), by_category)
    return Catalogue(by_code, by_category, aliases, words)


def _indicator(definitions: Mapping[str, str], sources: Mapping[str, str], *cells: str) -> Indicator:
    code, name_zh, name_en, definition, category, unit, better, source, _ = cells
    return Indicator(
        code, name_zh, name_en, definition, definitions.get(code, ""), category, unit, Better(better),
        source, sources.get(source, ""),
    )  # fmt: skip


def _category(code: str, name_zh: str, name_en: str, _note: str) -> Category:
    return Category(code, name_zh, name_en)


def _pair(key: str, value: str, _note: str) -> tuple[str, str]:
    return key, value


def _unique(table: str, codes: list[str]) -> None:
    if len(set(codes)) < len(codes):
        raise TableError(f"{table}.csv: {max(codes, key=codes.count)} stands twice")


def _known(table: str, codes: Iterable[str], known: Collection[str]) -> None:
    for code in codes:
        if code not in known:
            raise TableError(f"{table}.csv: no such code as {code}")
