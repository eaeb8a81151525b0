"""Reads the places that rows and columns of a table are about, beside the place of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from app.extraction.rules import rule
from app.lexicon.types.cues import Cues
from app.lexicon.types.regions import NATION_CODE, Region, Regions

_OF_NATION = "国"
_WHOLE = "(?:⟨whole place⟩)"
_KIND = "⟨table kind of place⟩"
_PART = r"[^\W\d_]{1,10}⟨table part of place⟩"
_LABEL = re.compile(r"[^\W\d_]{2,12}")
_LEAST = 2
_LONGEST = 20
"""In characters: a longer label is no place."""


class TablePlaceKind(Enum):
    """``GROUP`` are the people of towns or villages; ``OUTSIDE`` is no place of the report's."""

    WHOLE = auto()
    PART = auto()
    GROUP = auto()
    OUTSIDE = auto()


_PARTS = (TablePlaceKind.PART, TablePlaceKind.GROUP)


class TablePlace(NamedTuple):
    """A place; ``words`` are the scope of a part (慈溪市) or the beginning of names of a group (城镇)."""

    kind: TablePlaceKind
    words: str = ""


class TablePlaces:
    """Recognises the places of one report's tables."""

    def __init__(self, regions: Regions, region: str | None, code: str | None, year: int, cues: Cues) -> None:
        """``region`` and ``code`` are those of the report's place, None if they are unknown."""
        self._regions, self._year, self._cues = regions, year, cues
        self._name = region or ""
        self._code = code
        self._own = regions.by_code(code, year) if code else None

    def read(self, label: str) -> TablePlace | None:
        """The place in a label without blanks: 全市, 慈溪, 城镇; None if it is not known as one."""
        if len(label) > _LONGEST:
            return None
        words = self._cues.compile("(?<=.)⟨table sum⟩$").sub("", label)
        if self._cues.has("table group", words):
            return TablePlace(TablePlaceKind.GROUP, words)
        if self._cues.has("table sum", words) or words in self._own_names():
            return TablePlace(TablePlaceKind.WHOLE)
        if self._cues.compile(_WHOLE).fullmatch(words):
            return TablePlace(TablePlaceKind.WHOLE if self._is_own_kind(words) else TablePlaceKind.OUTSIDE)
        return self._region(words) or self._part(words)

    def row(self, label: str) -> TablePlace | None:
        """The place in a label of a column that contains places; also one that no list has."""
        known = self.read(label)
        return known or (TablePlace(TablePlaceKind.PART, label) if _LABEL.fullmatch(label) else None)

    def are_all(self, labels: Iterable[str]) -> bool:
        """Whether all labels are known places, at least two of them parts or groups."""
        count = parts = 0
        for label in labels:
            place = self.read(label)
            if place is None:
                return False
            count, parts = count + 1, parts + (place.kind in _PARTS)
        return parts >= _LEAST or 0 < parts < count

    def _own_names(self) -> frozenset[str]:
        return frozenset({self._name, self._own.short_name if self._own else self._name} - {""})

    def _is_own_kind(self, words: str) -> bool:
        """Whether 全市, 全省, 全国 mean the report's place: not 全省 in the report of a city."""
        found = self._cues.compile(_KIND).match(words, 1)
        if found is None or not self._name:
            return found is None or found[0] != _OF_NATION
        return self._name.endswith(found[0])

    def _part(self, words: str) -> TablePlace | None:
        return TablePlace(TablePlaceKind.PART, words) if self._cues.compile(_PART).fullmatch(words) else None

    def _region(self, words: str) -> TablePlace | None:
        found = self._regions.candidates(words, self._year)
        inside = [region for region in found if self._contains(region)]
        if len(inside) == 1:
            return TablePlace(TablePlaceKind.PART, inside[0].name)
        return TablePlace(TablePlaceKind.OUTSIDE) if found else None

    def _contains(self, region: Region) -> bool:
        return self._code == NATION_CODE or (self._own is not None and region.lies_in(self._own))


@rule("table.place")
def scope_of(place: TablePlace) -> str:
    """A row or column is of a part of the report's place: 慈溪市."""
    return place.words


@rule("table.group")
def name_of_group(place: TablePlace, name: str) -> str:
    """A row or column is of people in towns or villages: 居民人均可支配收入 in the column 城镇."""
    return name if name.startswith(place.words) else place.words + name
