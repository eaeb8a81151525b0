"""Places: the codes of GB/T 2260 with their history, from 1980 to 2026, county level and above.

``data/regions.csv`` holds what was valid in 2000 or later, ``data/regions_before_2000.csv`` what had
ended before; the columns are those of ``Region``. ``data/region_sources.csv`` names the dated lists that
the rows come from, with their licences (texts in ``data/NOTICE.txt``). They were made so: the lists laid
side by side by year; each (code, name) that stands in consecutive lists is one row; the first list with it
gives ``valid_from``, the first one without it ``valid_to`` (鄞县 330227 until 2002, 鄞州区 330212 from 2002:
in the year of a change both are valid); holes in a single list were closed where the same province has
no other code of that name, slips of the pen (荷泽, 墉桥, 虎亭 ...) set right; lines that name no place
(市辖区, 省直辖县级行政区划) and the statisticians' own codes for development zones were left out. What a
``note`` says overrules the lists. Below 台湾省 and the special administrative regions the standard has
no codes, nor has it one for the nation; a development zone has none either.

Reading is on the way of every command, so the tables are cut into lines and only rows that
are needed become values; the tests check that every row is well formed.
"""

from __future__ import annotations

from functools import cache

from app.lexicon.tables import TableError, open_table, read_table
from app.lexicon.types.regions import COLUMNS, Index, Regions

TABLES = ("regions", "regions_before_2000")
SPLIT_YEAR = 2000


@cache
def load_regions() -> Regions:
    """The places of the tables; what had ended before 2000 is read when an earlier year is needed."""
    return Regions(_index, _homonyms)


def _index(year: int) -> Index:
    return _read(TABLES if year < SPLIT_YEAR else TABLES[:1])


@cache
def _homonyms() -> frozenset[str]:
    """Short names that are ordinary words or pieces of such (合作市, 资源县, 和政县)."""
    return frozenset(read_table("place_homonyms", ("name", "note"), lambda name, _note: name))


@cache
def _read(tables: tuple[str, ...]) -> Index:
    return Index([line for table in tables for line in _lines(table)])


def _lines(table: str) -> list[str]:
    with open_table(table) as file:
        header, *lines = file.read().splitlines()
    if tuple(header.split(",")) != COLUMNS:
        raise TableError(f"{table}.csv:1: header is {header}, expected {','.join(COLUMNS)}")
    return lines
