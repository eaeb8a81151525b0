"""The two languages of the pages, and the catalogue of all their texts."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from app.lexicon.catalogue import load_catalogue
from app.lexicon.region_names import names_of_code
from app.model.observation import Observation

#: The code of the nation.
NATION: Final = "100000"
CATALOGUE: Final = Path(__file__).parent / "texts" / "words.csv"


#: The groups of words that name the values of fields which are not called like the group.
_GROUPS: Final = {
    "target_change": "change_of_target",
    "bound_change": "change_of_target",
    "actual_source": "source_kind",
    "kind": "source_kind",
}


class Language(StrEnum):
    """A language of the pages, by its tag in HTML."""

    ZH = "zh-CN"
    EN = "en"


@cache
def catalogue() -> dict[str, dict[Language, str]]:
    """Return all texts by key."""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: {Language.ZH: row["zh"], Language.EN: row["en"]} for row in csv.DictReader(file)}


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; call it with a key and the values of the placeholders in the text."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key.

        Raises:
            KeyError: the catalogue has no such key, or a placeholder has no value.
        """
        text = catalogue()[key][self.language]
        return text.format(**values) if values else text

    def named(self, group: str, code: object) -> str:
        """Return the name of a value such as a measure or a flag; the value itself if it has no name."""
        found = catalogue().get(f"{group}.{code}")
        return found[self.language] if found else str(code)

    def value(self, field: str, value: object) -> str:
        """Return a value of a field of a list in words; the value itself if it has none."""
        categories = load_catalogue().categories
        if field == "category" and value in categories:
            row = categories[str(value)]
            return self.pick(row.name_zh, row.name_en)
        group = "review.bound" if field.endswith("bound") else _GROUPS.get(field, field)
        return self.named(group, value)

    def place(self, code: object, name: object) -> str:
        """Return the name of a place (may be empty); in English only if the place has a code."""
        if self.language is Language.EN and code:
            return names_of_code(str(code))[1]
        return str(name or "")

    def indicator(self, code: str, region_code: object = None) -> str:
        """Return the name of an indicator; that of the nation's GDP is not regional."""
        national = catalogue().get(f"national.{code}") if region_code == NATION else None
        row = load_catalogue().indicators[code]
        return national[self.language] if national else self.pick(row.name_zh, row.name_en)

    def quantity(self, row: Mapping[str, Any] | Observation) -> str:
        """Return the name of what a row measures: in the report's words, in English that of its code."""
        if isinstance(row, Observation):
            row = {name: getattr(row, name) for name in ("indicator", "indicator_code", "region_code")}
        code, name = row["indicator_code"], str(row["indicator"])
        if code and (self.language is Language.EN or name == load_catalogue().indicators[code].name_zh):
            return self.indicator(code, row["region_code"])
        return name

    def pick(self, zh: str, en: str) -> str:
        """Return the text in this language; the Chinese one if there is no English text."""
        return (en or zh) if self.language is Language.EN else zh
