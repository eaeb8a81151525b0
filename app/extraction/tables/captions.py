"""Reads the lines above a table: the unit of all values, their year, and what the table is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.tables.amounts import is_unit
from app.extraction.tables.cells import Cell
from app.extraction.tables.find import Table
from app.extraction.tables.heads import CHANGE
from app.extraction.tables.periods import SEVERAL_YEARS, is_of_part_of_year, years_in
from app.lexicon.types.cues import Cues
from app.model.observation import Measure

_UNIT = r"^[（(]?⟨table unit⟩：(?P<unit>[^（）\d]{1,8}?)[）)]?$"
_YEAR_NAMED = re.compile(r"(?P<year>(?:19|20)\d\d) ?年")
_NUMBER = re.compile(r"^[（(]?表\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）):：、]?")
_NUMBERING = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.）)]")
_YEAR = re.compile(r"^年[末底]?|(?:19|20)\d\d年[末底]?(?:全[省市州县区])?")
_END = "(?:⟨table end⟩).*$"
_EACH = "^[分各](?:⟨table of places⟩)+"
_GROWTH = f"{CHANGE}$"
_TRADED_GOODS = (
    "⟨table goods⟩(?P<behind>⟨table trade⟩)(?![和及与、]⟨table trade⟩)"
    "|(?P<before>⟨table trade⟩)⟨table part of caption⟩?⟨table goods⟩"
)
_NO_PLACE = (0, 0)


class TableCaption(NamedTuple):
    """What the lines above a table say of all its values; empty or None where they say nothing.

    ``year`` is None if they name no year or several; ``year_at`` is its stretch. With ``unclear``, values
    without a year of their own have none: the lines name several years. ``measure`` is growth where the
    table is about growth alone.
    """

    unit: str
    year: int | None
    year_at: tuple[int, int]
    subject: str
    measure: Measure | None
    unclear: bool
    trade: str
    span: tuple[int, int] | None


def read_caption(table: Table, cues: Cues) -> TableCaption:
    """Read the lines above a table."""
    text = "".join(caption.text for caption in table.captions)
    named = list(_named(table.captions))
    year, at = named[0] if len({year for year, _ in named}) == 1 else (None, _NO_PLACE)
    titles = [caption.text for caption in table.captions if not _is_of_unit(caption.text, cues)]
    title = titles[-1] if titles else ""
    several = SEVERAL_YEARS.search(text) is not None
    return TableCaption(
        unit=_unit_of(table, cues),
        year=None if several else year,
        year_at=at,
        subject=subject_of(title, cues),
        measure=_measure(title, cues),
        unclear=several or is_of_part_of_year(text, cues),
        trade=_trade(title, cues),
        span=years_in(text, cues),
    )


def subject_of(caption: str, cues: Cues) -> str:
    """The subject of a table by its caption: 表7 2023年分行业固定资产投资增长速度 is about 固定资产投资."""
    words = "".join(_NUMBER.sub("", caption.strip()).split())
    words = _NUMBERING.sub("", words)
    words = cues.compile(_END).sub("", _YEAR.sub("", SEVERAL_YEARS.sub("", words)))
    words = cues.compile(_EACH).sub("", words)
    return cues.compile("^(?:⟨table part of caption⟩)+").sub("", words)


def _measure(text: str, cues: Cues) -> Measure | None:
    words = "".join(text.split())
    bare = cues.compile(_GROWTH).search(words) and not cues.compile("[及与和]").search(words)
    return Measure.GROWTH if bare else None


def _trade(title: str, cues: Cues) -> str:
    found = cues.compile(_TRADED_GOODS).finditer("".join(title.split()))
    named = {match["before"] or match["behind"] for match in found}
    return named.pop() if len(named) == 1 else ""


def _is_of_unit(caption: str, cues: Cues) -> bool:
    return cues.compile(_UNIT).match("".join(caption.split())) is not None


def _unit_of(table: Table, cues: Cues) -> str:
    for caption in table.captions:
        for words in "".join(caption.text.split("\t")).split():
            found = cues.compile(_UNIT).match(words)
            if found and is_unit(found["unit"], cues):
                return found["unit"]
    return ""


def _named(captions: tuple[Cell, ...]) -> Iterator[tuple[int, tuple[int, int]]]:
    for caption in captions:
        for found in _YEAR_NAMED.finditer(caption.text):
            yield int(found["year"]), (caption.start + found.start(), caption.start + found.end())
