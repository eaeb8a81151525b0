"""The English names of places, and their pinyin.

``data/region_names.csv`` has a row for each short name of ``regions``: its English name, which is its pinyin
without tones unless another is customary (Hohhot, Inner Mongolia), and other Latin names. The readings are
those of pypinyin; a ``note`` marks those that were corrected by hand and customary names.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from app.lexicon.regions import load_regions
from app.lexicon.tables import read_table
from app.lexicon.types.regions import NATION_CODE, Region
from app.model.report import Level


class PlaceKind(NamedTuple):
    """The kind of a place, from the end of its Chinese name: in pinyin, below provinces also in English."""

    ending: str
    pinyin: str
    english: str


#: Longer endings first.
_KINDS = (
    PlaceKind("特别行政区", "tebiexingzhengqu", ""),
    PlaceKind("自治区", "zizhiqu", ""),
    PlaceKind("自治州", "zizhizhou", "Autonomous Prefecture"),
    PlaceKind("自治县", "zizhixian", "Autonomous County"),
    PlaceKind("自治旗", "zizhiqi", "Autonomous Banner"),
    PlaceKind("地区", "diqu", "Prefecture"),
    PlaceKind("林区", "linqu", "Forestry District"),
    PlaceKind("特区", "tequ", "Special District"),
    PlaceKind("省", "sheng", ""),
    PlaceKind("盟", "meng", "League"),
    PlaceKind("旗", "qi", "Banner"),
    PlaceKind("县", "xian", "County"),
    PlaceKind("区", "qu", "District"),
    PlaceKind("市", "shi", "City"),
)
_NO_KIND = PlaceKind("", "", "")


@dataclass(frozen=True, slots=True)
class Latin:
    """The English name of a short name; all its Latin names, pinyin among them, as ``plain`` writes them."""

    english: str
    plain: tuple[str, ...]


def english_name(region: Region) -> str:
    """The name of a place in English: Zhejiang, Ningbo, Yinzhou District, Cixi City, Xilingol League."""
    latin, kind = _latin(region), kind_of(region)
    if region.level is Level.PROVINCE or (region.level is Level.CITY and kind.ending == "市"):
        return latin.english
    return f"{latin.english} {kind.english}".strip()


def english_name_of(code: str | None, year: int) -> str | None:
    """The English name of the place that had ``code`` in ``year``; None where there is none."""
    if code == NATION_CODE:
        return "China"
    region = load_regions().by_code(code, year) if code else None
    return None if region is None else english_name(region)


def names_of_code(code: str) -> tuple[str, str]:
    """The last Chinese and English name of the place with ``code``; twice the code where there is none."""
    if code == NATION_CODE:
        return "中国", "China"
    last = load_regions().latest(code)
    return (code, code) if last is None else (last.name, english_name(last))


def latin_names_of_code(code: str | None, year: int) -> set[str]:
    """All Latin names of the place that had ``code`` in ``year``, as ``plain`` writes them."""
    region = load_regions().by_code(code, year) if code else None
    return {"china"} if code == NATION_CODE else set() if region is None else latin_names_of(region)


def kind_of(region: Region) -> PlaceKind:
    """The kind of a place."""
    return next((kind for kind in _KINDS if region.name.endswith(kind.ending)), _NO_KIND)


def plain(name: str) -> str:
    """The form of a name for comparison: lower case, without spaces, punctuation and accents."""
    bare = unicodedata.normalize("NFD", name.lower())
    return "".join(character for character in bare if character.isalnum())


def latin_names_of(region: Region) -> set[str]:
    """All Latin names of a place, as ``plain`` writes them: with and without its kind."""
    latin, kind = _latin(region), kind_of(region)
    endings = {"", kind.pinyin, plain(kind.english)} | ({"province"} if kind.ending == "省" else set())
    return {name + ending for name in latin.plain for ending in endings}


def bare_latin_names_of(region: Region) -> tuple[str, ...]:
    """All Latin names of a place without its kind, as ``plain`` writes them."""
    return _latin(region).plain


def _latin(region: Region) -> Latin:
    return _table()[region.short_name]


@cache
def _table() -> dict[str, Latin]:
    columns = ("short_name", "name_en", "other_names", "note")
    return dict(read_table("region_names", columns, _row))


def _row(short_name: str, name_en: str, other_names: str, _note: str) -> tuple[str, Latin]:
    others = tuple(name for name in other_names.split(";") if name)
    return short_name, Latin(name_en, tuple(map(plain, (name_en, *others))))
