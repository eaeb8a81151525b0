"""Places as of a year: their codes, names, levels of government, and the places above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from app.model.report import Level

COLUMNS = ("code", "name", "short_name", "level", "parent_code", "valid_from", "valid_to", "note")
NATION_CODE = "100000"
"""The nation has no code in the standard; its data carry this one, as those of the statisticians do."""
_ORDER = {Level.NATIONAL: 0, Level.PROVINCE: 1, Level.CITY: 2, Level.COUNTY: 3}
_CODE_LENGTH = 6
_EARLIEST, _ALWAYS = 1980, 9999


class Region(NamedTuple):
    """One place under one code and name.

    ``short_name`` is the name without its kind (鄞州, 内蒙古, 玉屏), the whole name where nothing usable
    would be left (鄞县, 城区). ``parent_code`` is None for provinces. ``valid_from`` and ``valid_to`` are
    the years of the first and the last change, both included; ``valid_to`` is None for a current place.
    """

    code: str
    name: str
    short_name: str
    level: Level
    parent_code: str | None
    valid_from: int
    valid_to: int | None
    note: str = ""

    def valid_in(self, year: int, slack: int = 0) -> bool:
        """Whether the code was valid in ``year``, or at most ``slack`` years away from it."""
        return self.valid_from - slack <= year and (self.valid_to is None or year <= self.valid_to + slack)

    def lies_in(self, other: Region) -> bool:
        """Whether ``other`` is above this place, by the digits of both codes."""
        return self.code != other.code and self.code.startswith(code_prefix(other.code))


def region_of(*cells: str) -> Region:
    """The region of the cells of one row; ``ValueError`` when a cell can't be right."""
    code, name, short_name, level, parent_code, valid_from, valid_to, note = cells
    return Region(
        code, name, short_name, Level(level), parent_code or None, int(valid_from),
        int(valid_to) if valid_to else None, note,
    )  # fmt: skip


def code_prefix(code: str) -> str:
    """The digits that a code shares with the codes of all places in it: 330000 → 33, 330200 → 3302."""
    return code.removesuffix("00").removesuffix("00")


class Standing(NamedTuple):
    """The province and the city that a place is or belongs to."""

    level: Level | None
    province: str | None = None
    province_code: str | None = None
    city: str | None = None


class Index:
    """Rows of the tables, as lines of cells, by code, name and short name; each made when it is needed."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    @cached_property
    def by_code(self) -> dict[str, list[str]]:
        """The lines of each code."""
        found: dict[str, list[str]] = {}
        for line in self.lines:
            found.setdefault(line[:_CODE_LENGTH], []).append(line)
        return found

    @property
    def by_name(self) -> dict[str, list[str]]:
        """The lines of each whole name."""
        return self._names[0]

    @property
    def by_short_name(self) -> dict[str, list[str]]:
        """The lines of each short name."""
        return self._names[1]

    @cached_property
    def _names(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        whole: dict[str, list[str]] = {}
        short: dict[str, list[str]] = {}
        for line in self.lines:
            _, name, short_name, _ = line.split(",", 3)
            whole.setdefault(name, []).append(line)
            short.setdefault(short_name, []).append(line)
        return whole, short


class Regions:
    """All places, by name and by code, as of a year.

    Args:
        index: gives the rows of all places that stood in a year, and perhaps more.
        homonyms: gives the short names that are ordinary words or pieces of such (合作市, 资源县, 和政县).
    """

    def __init__(self, index: Callable[[int], Index], homonyms: Callable[[], frozenset[str]]) -> None:
        self._index = index
        self._homonyms = homonyms

    def __iter__(self) -> Iterator[Region]:
        """Every row: first places valid in 2000 or later, then former ones; each by code and time."""
        return (_region(line) for line in self._index(_EARLIEST).lines)

    def codes(self) -> Iterable[str]:
        """All codes that places have or had, each once."""
        return self._index(_EARLIEST).by_code.keys()

    def by_code(self, code: str, year: int) -> Region | None:
        """The place that had ``code`` in ``year``; in the year of a renaming, under the old name."""
        return next(
            (r for r in map(_region, self._index(year).by_code.get(code, ())) if r.valid_in(year)), None
        )

    def latest(self, code: str) -> Region | None:
        """The place that has or last had ``code``."""
        places = map(_region, self._index(_EARLIEST).by_code.get(code, ()))
        return max(places, key=lambda region: region.valid_from, default=None)

    def successor(self, code: str) -> Region | None:
        """The place that continued the place with ``code`` under another code: 华亭市 after 华亭县.

        The city 上饶市 362301 has none: 上饶县 361121 of its short name continued the county 362321.
        """
        new = self._continuation(code)
        old = self.predecessor(new.code) if new else None
        return new if old and old.code == code else None

    def predecessor(self, code: str) -> Region | None:
        """The place that the place with ``code`` continued under another code: 华亭县 before 华亭市."""
        rows = map(_region, self._index(_EARLIEST).by_code.get(code, ()))
        pairs = [
            (old, new) for new in rows for old in self._namesakes(new) if self._continuation(old.code) == new
        ]
        ended = {old.code: old for old, _ in pairs if old.valid_to}
        return _alike(pairs[0][1], [*ended.values()]) if pairs else None

    def _continuation(self, code: str) -> Region | None:
        """The place that may have continued the place with ``code``; it can have continued another one."""
        old = self.latest(code)
        return old and _alike(old, [new for new in self._namesakes(old) if _succeeds(new, old)])

    def _namesakes(self, region: Region) -> list[Region]:
        """The places of the same level and short name under other codes."""
        named = map(_region, self._index(_EARLIEST).by_short_name[region.short_name])
        return [one for one in named if one.level == region.level and one.code != region.code]

    def ancestors(self, region: Region) -> tuple[Region, ...]:
        """The places that ``region`` lies in, the nearest first."""
        year = region.valid_to or _ALWAYS
        above: list[Region] = []
        parent = self.by_code(region.parent_code, year) if region.parent_code else None
        while parent:
            above.append(parent)
            parent = self.by_code(parent.parent_code, year) if parent.parent_code else None
        return tuple(above)

    def standing(self, code: str, year: int) -> Standing | None:
        """Where the place with ``code`` lies as of ``year``; None where there is no such place."""
        region = self.by_code(code, year)
        if region is None:
            return Standing(Level.NATIONAL) if code == NATION_CODE else None
        line = (region, *self.ancestors(region))
        named = {place.level: place for place in line}
        province, city = named.get(Level.PROVINCE), named.get(Level.CITY)
        return Standing(
            region.level,
            province.name if province else None,
            province.code if province else None,
            city.name if city else None,
        )

    def names_below(self, code: str, year: int) -> tuple[str, ...]:
        """The whole names of all places in the place with ``code`` as of ``year``; none below a county."""
        prefix = code_prefix(code)
        if prefix == code:
            return ()
        lines = [
            line for line in self._index(year).lines if line.startswith(prefix) and not line.startswith(code)
        ]
        return tuple(dict.fromkeys(region.name for region in _valid(lines, year)))

    def find(self, name: str, year: int) -> Region | None:
        """The one place that ``name`` meant in ``year``; None if there is none, or if there are several.

        ``name`` is whole or short (鄞州区, 鄞州) or leads from above (浙江省宁波市鄞州区). Of short names the
        higher level has precedence: 吉林 is the province.
        """
        return self._only(self.candidates(name, year))

    def candidates(self, name: str, year: int) -> tuple[Region, ...]:
        """All places that ``name`` can mean in ``year``: 鼓楼区 is in four cities."""
        whole = self._named(name, year)
        if whole:
            return whole
        for cut in range(len(name) - 2, 1, -1):
            # Only an end that is a name makes its beginning worth reading, so that long names take no longer.
            if not (ends := self._named(name[cut:], year)):
                continue
            above = self.candidates(name[:cut], year)
            inside = tuple(r for r in ends if any(r.lies_in(a) for a in above))
            if inside:
                return inside
        return ()

    def called(self, short_name: str, year: int) -> list[Region]:
        """All places with this short name in ``year``, whatever their level."""
        return _valid(self._index(year).by_short_name.get(short_name, []), year)

    def short_names(self, year: int) -> frozenset[str]:
        """Short names that always mean a place: they are not homonyms of ordinary words."""
        return frozenset(self._index(year).by_short_name) - self._homonyms()

    def _named(self, name: str, year: int) -> tuple[Region, ...]:
        index = self._index(year)
        whole = _valid(index.by_name.get(name, []), year)
        if whole:
            return tuple(whole)
        short = _valid(index.by_short_name.get(name, []), year) or _autonomous(index, name, year)
        highest = min((_ORDER[r.level] for r in short), default=0)
        return tuple(r for r in short if _ORDER[r.level] == highest)

    @staticmethod
    def _only(regions: tuple[Region, ...]) -> Region | None:
        """The one place; in the year in which a place got a new code it is the one with the old code."""
        if len(regions) == 1:
            return regions[0]
        ending = [r for r in regions if r.valid_to]
        if len(ending) == 1 and all(_succeeds(r, ending[0]) for r in regions if r is not ending[0]):
            return ending[0]
        return None


def _region(line: str) -> Region:
    return region_of(*line.split(","))


def _valid(lines: list[str], year: int) -> list[Region]:
    """The places valid in ``year``, else in the year before or after: reports use names early or late."""
    regions = [_region(line) for line in lines]
    return [r for r in regions if r.valid_in(year)] or [r for r in regions if r.valid_in(year, slack=1)]


def _autonomous(index: Index, name: str, year: int) -> list[Region]:
    """Those that leave out their peoples and 自治: 恩施州, 玉屏县, 玉屏自治县, 莫力达瓦旗."""
    kind = f"自治{name[-1:]}"
    stem = name[:-1].removesuffix("自治")
    return [r for r in _valid(index.by_short_name.get(stem, []), year) if r.name.endswith(kind)]


def _alike(region: Region, others: list[Region]) -> Region | None:
    """The only one of ``others``, or the only one of the same whole name: 郊区 was in many cities."""
    named = others if len(others) == 1 else [one for one in others if one.name == region.name]
    return named[0] if len(named) == 1 else None


def _succeeds(new: Region, old: Region) -> bool:
    """Whether a place of the same province began in the year in which another ended."""
    return new.valid_from == old.valid_to and new.code[:2] == old.code[:2]
