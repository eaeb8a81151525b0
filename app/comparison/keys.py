"""Keys: which observations state the same quantity, so that one can be the target of another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from app.lexicon.meanings import meaning
from app.lexicon.units import base, family, usual
from app.model.comparison import Match
from app.model.observation import Measure, Observation

# Quotes, brackets, spaces and the particle 的 make no other quantity: “散乱污”企业 is 散乱污企业.
_SILENT = re.compile(r"[\W_的]+")
# Each report chooses its own counter: 350家 and 350户 of one code, 10所 and 10个 of one name.
_COUNTED = frozenset(("count", "people"))
_COUNT = "个"
_OCCASIONS = "人次"  # 100 visits are not 100 visitors
_HOUSEHOLDS = "户"  # 100 households that are helped are not 100 people; a code says what 户 counts


#: Units and names that are looked up once: reports repeat them.
_KEPT = 4096
#: Keys that are made once for checks and comparisons: those of the reports that are stored together.
_KEPT_KEYS = 4 * _KEPT


class Key(NamedTuple):
    """One quantity of one place in one span of years.

    ``place`` is the region's code, else its name, else the report (a place without a name is
    compared with nothing else). ``quantity`` is the code, else the normal form of the name. ``unit`` is
    the base unit, so that 亩 and 公顷 are of one quantity; 美元 is never subtracted from 元.
    """

    place: str
    scope: str
    quantity: str
    unit: str
    measure: Measure
    start_year: int
    year: int


def place_of(row: Observation) -> str:
    """The place of a key, see ``Key``."""
    return row.region_code or row.region or row.report_id


def key(row: Observation) -> Key:
    """The key of an observation: those with equal keys state one quantity."""
    named = row.indicator_code, row.indicator, row.unit
    return _key(place_of(row), row.scope, named, row.measure, row.start_year, row.year)


def stated_key(row: Observation) -> Key:
    """A key with the unit as stated: values with equal keys can be compared without conversion."""
    named = row.indicator_code, row.indicator, row.unit
    return _stated_key(place_of(row), row.scope, named, row.measure, row.start_year, row.year)


#: The code, the name and the unit of a row: what names its quantity.
_Named = tuple[str | None, str, str]


@lru_cache(maxsize=_KEPT_KEYS)
def _key(place: str, scope: str, named: _Named, measure: Measure, start_year: int, year: int) -> Key:
    quantity, unit = _quantity(*named)
    return Key(place, normalised(scope), quantity, unit, measure, start_year, year)


@lru_cache(maxsize=_KEPT_KEYS)
def _stated_key(place: str, scope: str, named: _Named, measure: Measure, start_year: int, year: int) -> Key:
    at, unit = _key(place, scope, named, measure, start_year, year), _usual(named[-1])
    return at if _base(unit) == unit else at._replace(unit=unit)


@lru_cache(maxsize=_KEPT)
def _quantity(code: str | None, name: str, unit: str) -> tuple[str, str]:
    """Quantity and unit of a key."""
    unit = _base(unit)
    if code:
        return code, comparable_unit(unit)
    # No code has this form, so that no name is taken for one.
    return f"={meaning(name)}", unit if unit == _HOUSEHOLDS else comparable_unit(unit)


def series(row: Observation) -> int:
    """A number that all values of one quantity share, whatever their year: 63 bits of a hash.

    A series contains values of periods of one length: the result of five years and the result of one year
    belong to different series.
    """
    one = key(row)
    parts = (one.place, one.scope, one.quantity, one.unit, one.measure, row.status, one.year - one.start_year)
    return int.from_bytes(blake2b("\0".join(map(str, parts)).encode(), digest_size=8).digest()) >> 1


def match(one: Observation, other: Observation) -> Match:
    """Why two observations with equal keys are of one quantity."""
    if one.indicator_code:
        return Match.CODE
    if normalised(one.indicator) != normalised(other.indicator):
        return Match.SYNONYM
    units = _usual(one.unit), _usual(other.unit)
    if units[0] == units[1]:
        return Match.NAME
    return Match.UNIT if _base(units[0]) == _base(units[1]) else Match.COUNTER


@lru_cache(maxsize=_KEPT)
def normalised(name: str) -> str:
    """A name without the differences that do not matter: width, case, quotes, spaces, 的.

    >>> normalised("“散乱污” 企业的整治")
    '散乱污企业整治'
    """
    return _SILENT.sub("", unicodedata.normalize("NFKC", name).casefold())


@lru_cache(maxsize=_KEPT)
def _base(unit: str) -> str:
    """The base unit of a unit as it is written."""
    return base(unit.strip())[0]


@lru_cache(maxsize=_KEPT)
def _usual(unit: str) -> str:
    """The usual spelling of a unit as it is written."""
    return usual(unit.strip())


@lru_cache(maxsize=_KEPT)
def comparable_unit(unit: str) -> str:
    """The unit itself, or one common unit for all counters, since each report chooses its own counter."""
    return _COUNT if unit != _OCCASIONS and family(unit) in _COUNTED else unit
