"""The catalogue: the quantities that have a code, their other names, and the eighteen categories."""

from __future__ import annotations

from typing import NamedTuple

from app.model.better import Better


class Indicator(NamedTuple):
    """A quantity that many places report.

    ``code`` never changes once given. ``definition`` is one English sentence, ``definition_zh`` the Chinese
    one (``data/definitions.csv``). ``category`` is a category's code. ``unit`` is the usual unit without
    multiplier, ``%`` for rates and for what is stated as a change, ``1`` for an index without unit.
    ``source`` says whose definition it is (statistics bureau, law, plan), ``source_zh`` the same in Chinese
    (``data/sources.csv``).
    """

    code: str
    name_zh: str
    name_en: str
    definition: str
    definition_zh: str
    category: str
    unit: str
    better: Better
    source: str
    source_zh: str


class Category(NamedTuple):
    """One of the contract's eighteen fields of government."""

    code: str
    name_zh: str
    name_en: str


class Catalogue(NamedTuple):
    """All rows by code; ``aliases`` are (other name, indicator code), ``words`` (word, category code).

    A name may belong to several indicators that differ in their unit (老旧小区改造: 个, 户, 平方米).
    """

    indicators: dict[str, Indicator]
    categories: dict[str, Category]
    aliases: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
