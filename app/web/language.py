"""The two languages of the pages, and the catalogue of all their texts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from app.lexicon.region_names import names_of_code

CATALOGUE: Final = Path(__file__).parent / "texts" / "words.csv"


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

    def place(self, code: object, name: object) -> str:
        """Return the name of a place (may be empty); in English only if the place has a code."""
        if self.language is Language.EN and code:
            return names_of_code(str(code))[1]
        return str(name or "")

    def pick(self, zh: str, en: str) -> str:
        """Return the text in this language; the Chinese one if there is no English text."""
        return (en or zh) if self.language is Language.EN else zh
