"""Finds the place that a name means, in Chinese, English or pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

from app.lexicon.region_names import bare_latin_names_of, latin_names_of, plain
from app.lexicon.regions import load_regions
from app.lexicon.spelling import normalise
from app.lexicon.types.regions import NATION_CODE, Region
from app.model.report import Level

_NATION_NAMES = ("中国", "全国", "中华人民共和国", "china", "prc", "nation", "national")
_CODE = re.compile(r"[0-9]{6}", re.ASCII)
_HAN = re.compile(r"[\u3400-\u9fff]")
_ORDER = (Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.COUNTY)
#: A shorter piece of a Latin name would be found in too many.
_SHORTEST_PART = 3
#: The most words of a name that are read as names of places within each other.
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class PlaceMeaning:
    """What a name of a place can mean.

    ``codes`` are the codes of the one place, earlier ones included; empty if no place or several have the
    name. ``candidates`` are these several places, or places with similar names.
    """

    codes: tuple[str, ...]
    candidates: tuple[Region, ...] = ()
    ambiguous: bool = False


def is_code(text: str) -> bool:
    """Whether a text has the form of a code: six digits."""
    return bool(_CODE.fullmatch(text))


def described(region: Region) -> str:
    """A place with code and parent, to distinguish it from others of its name: 朝阳区 (110105, 北京市)."""
    above = "".join(place.name for place in reversed(load_regions().ancestors(region)))
    return f"{region.name} ({', '.join(part for part in (region.code, above) if part)})"


def meaning(text: str) -> PlaceMeaning:
    """The place that a name means: a code, a whole or short name, in Chinese, English or pinyin, or a part.

    A name may lead from above (浙江省宁波市鄞州区, ``Yinzhou, Ningbo``, ``Ningbo Yinzhou``). Of several
    places with one short or Latin name the highest level has precedence; places that still exist have it
    before former ones.

    >>> [*meaning("Beijing").codes, *meaning("beijing shi").codes, *meaning("浙江鄞州").codes]
    ['110000', '110000', '330212']
    """
    wanted = normalise(text).strip()
    if is_code(wanted):
        known = wanted == NATION_CODE or wanted in _names().codes
        return PlaceMeaning((wanted,) if known else (), () if known else _near_code(wanted))
    if plain(wanted) in _NATION_NAMES:
        return PlaceMeaning((NATION_CODE,))
    for found in _readings(wanted):
        if found:
            return _settled(found)
    return PlaceMeaning((), _near(plain(wanted)))


def named(name: str) -> tuple[str, ...]:
    """The codes of all places whose whole name is this text; none for a part of a name."""
    wanted = plain(name)
    if wanted in _NATION_NAMES:
        return (NATION_CODE,)
    if not _HAN.search(wanted):
        found = _latin_names().get(wanted, ())
    else:
        found = _names().whole.get(wanted) or _names().short.get(wanted) or _from_above(wanted)
    return tuple(dict.fromkeys(region.code for region in found))


def _readings(name: str) -> Iterator[tuple[Region, ...]]:
    """The places that a name can mean, for one way of reading it after the other."""
    wanted = plain(name)
    if _HAN.search(wanted):
        yield _names().whole.get(wanted, ())
        yield _highest(_names().short.get(wanted, ()))
        yield _from_above(wanted)
        yield tuple(_with_part(wanted, _names().whole))
    else:
        yield tuple(_to_above(name))
        yield _highest(_latin_names().get(wanted, ()))
        yield tuple(dict.fromkeys(_by_words(name.split())))
        if len(wanted) >= _SHORTEST_PART:
            yield tuple(_with_beginning(wanted))
            yield tuple(_with_part(wanted, _bare_latin_names()))


@lru_cache(maxsize=1024)
def _from_above(name: str) -> tuple[Region, ...]:
    """浙江省宁波市鄞州区, 北京朝阳区: the longest name of a place above, then the place.

    Each beginning of the name is read only once, so that long names stay fast.
    """
    names = _names()
    for cut in range(len(name) - 2, 1, -1):
        inside = names.whole.get(name[cut:], ()) or names.short.get(name[cut:], ())
        if not inside:
            continue
        above = _current(names.whole.get(name[:cut], ()) or names.short.get(name[:cut], ()))
        above = above or _from_above(name[:cut])
        found = tuple(region for region in inside if any(region.lies_in(place) for place in above))
        if found:
            return found
    return ()


def _to_above(name: str) -> Iterator[Region]:
    """``Yinzhou, Ningbo, Zhejiang``: the place, then places above it."""
    first, *above = (_latin_names().get(plain(part), ()) for part in re.split("[,，]", name))
    for region in first if above else ():
        if all(any(region.lies_in(place) for place in places) for places in above):
            yield region


def _by_words(words: list[str]) -> Iterator[Region]:
    """``Yinzhou Ningbo``, ``zhejiang ningbo yinzhou``: the place before or behind the places above it."""
    if len(words) > _MOST_WORDS:
        return
    for cut in range(1, len(words)):
        for inside, outside in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            places = _latin_names().get(plain("".join(inside)), ())
            above = places and (_latin_names().get(plain("".join(outside)), ()) or tuple(_by_words(outside)))
            yield from (region for region in places if any(region.lies_in(place) for place in above))


def _with_beginning(part: str) -> Iterator[Region]:
    """The places that still exist with a Latin name that begins so, their kinds included."""
    return (
        region
        for name, regions in _latin_names().items()
        if name.startswith(part)
        for region in _current(regions)
    )


def _with_part(part: str, names: Mapping[str, tuple[Region, ...]]) -> Iterator[Region]:
    """The places that still exist with this part in a name."""
    return (region for name, regions in names.items() if part in name for region in _current(regions))


def _settled(found: tuple[Region, ...]) -> PlaceMeaning:
    """The one place with this name, with its earlier codes; else all of them as candidates."""
    current = _current(found)
    by_code = {region.code: region for region in current or found}
    last = max(by_code.values(), key=lambda region: region.valid_from)
    if len(by_code) > 1 and (current or not all(_precedes(region, last) for region in by_code.values())):
        return PlaceMeaning((), tuple(by_code.values()), ambiguous=True)
    earlier = (region.code for region in found if _precedes(region, last))
    return PlaceMeaning(tuple(dict.fromkeys((last.code, *earlier))))


def _precedes(old: Region, new: Region) -> bool:
    """Whether a place got its new code when the old one ended: 重庆市 in 1997."""
    return old.code == new.code or old.valid_to == new.valid_from


def _current(regions: Iterable[Region]) -> tuple[Region, ...]:
    return tuple(region for region in regions if region.valid_to is None)


def _highest(regions: Iterable[Region]) -> tuple[Region, ...]:
    """The places of the highest level, among those that still exist if there are any."""
    among = tuple(regions)
    among = _current(among) or among
    best = min((_ORDER.index(region.level) for region in among), default=0)
    return tuple(region for region in among if _ORDER.index(region.level) == best)


def _near(name: str) -> tuple[Region, ...]:
    """Places that still exist with names spelt like this one."""
    among = _names().whole | _names().short if _HAN.search(name) else _latin_names()
    close = get_close_matches(name, among, n=5, cutoff=0.6)
    return tuple({region.code: region for match in close for region in _current(among[match])}.values())


def _near_code(code: str) -> tuple[Region, ...]:
    """Places that still exist whose codes begin as this one."""
    codes = get_close_matches(code, [known for known in _names().codes if known[:4] == code[:4]], n=5)
    return tuple(region for known in codes for region in _current(_names().codes[known]))


class _Names(NamedTuple):
    """All places by their names, whole and short, and by code."""

    whole: dict[str, tuple[Region, ...]]
    short: dict[str, tuple[Region, ...]]
    codes: dict[str, tuple[Region, ...]]


@cache
def _names() -> _Names:
    regions = tuple(load_regions())
    return _Names(
        _indexed((region.name, region) for region in regions),
        _indexed((region.short_name, region) for region in regions),
        _indexed((region.code, region) for region in regions),
    )


@cache
def _latin_names() -> dict[str, tuple[Region, ...]]:
    """All places by Latin name, as ``plain`` writes it. Separate, since loading takes 0.2 seconds."""
    return _indexed((name, region) for region in load_regions() for name in latin_names_of(region))


@cache
def _bare_latin_names() -> dict[str, tuple[Region, ...]]:
    """All places by Latin name without their kind: the abc of Ulanqab City is no part of a name."""
    return _indexed((name, region) for region in load_regions() for name in bare_latin_names_of(region))


def _indexed(pairs: Iterable[tuple[str, Region]]) -> dict[str, tuple[Region, ...]]:
    index: dict[str, list[Region]] = {}
    for name, region in pairs:
        index.setdefault(name, []).append(region)
    return {name: tuple(found) for name, found in index.items()}
