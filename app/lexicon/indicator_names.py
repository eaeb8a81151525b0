"""Finds indicators by code, Chinese or English name, or another name in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from app.lexicon.catalogue import load_catalogue
from app.lexicon.region_names import plain
from app.lexicon.spelling import normalise

_PARENTHESIS = re.compile(r"(\S+) \(([^)]+)\)")


def is_indicator_code(text: str) -> bool:
    """Whether the catalogue has this code."""
    return text in load_catalogue().indicators


def codes_of(name: str) -> tuple[str, ...]:
    """The codes of the indicators with this name; several if they differ only in their unit.

    Case, spaces and traditional characters make no difference.

    >>> codes_of("gdp"), codes_of("Gross domestic product"), codes_of("地區生產總值")
    (('GDP',), ('GDP',), ('GDP',))
    """
    return _codes().get(plain(normalise(name)), ())


def codes_like(text: str, most: int = 10) -> tuple[str, ...]:
    """The codes of the indicators with a name that contains the text or is spelled similarly, best first."""
    wanted = plain(normalise(text))
    holding = sorted(
        (name for name in _codes() if wanted and wanted in name), key=lambda name: (len(name), name)
    )
    close = get_close_matches(wanted, _codes(), n=most, cutoff=0.6)
    codes = (code for name in (*holding, *close) for code in _codes()[name])
    return tuple(dict.fromkeys(codes))[:most]


def indicator_described(code: str) -> str:
    """A code with its names: GDP (地区生产总值, Gross regional (domestic) product)."""
    row = load_catalogue().indicators[code]
    return f"{code} ({row.name_zh}, {row.name_en})"


def names_of(code: str) -> tuple[str, ...]:
    """All names of an indicator: its code, its Chinese and English names, and others."""
    row = load_catalogue().indicators[code]
    return tuple(dict.fromkeys((code, row.name_zh, *_english(row.name_en), *_aliases().get(code, ()))))


@cache
def _aliases() -> dict[str, list[str]]:
    aliases: dict[str, list[str]] = {}
    for alias, code in load_catalogue().aliases:
        aliases.setdefault(code, []).append(alias)
    return aliases


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Codes by name, as ``plain`` writes it."""
    codes: dict[str, list[str]] = {}
    for code in load_catalogue().indicators:
        for name in dict.fromkeys(map(plain, names_of(code))):
            codes.setdefault(name, []).append(code)
    return {name: tuple(found) for name, found in codes.items()}


def _english(name: str) -> Iterator[str]:
    """Gross regional (domestic) product is Gross regional product and Gross domestic product too."""
    yield name
    if _PARENTHESIS.search(name):
        yield _PARENTHESIS.sub(r"\1", name)
        yield _PARENTHESIS.sub(r"\2", name)
