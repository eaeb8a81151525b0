"""Decides place and year from all sources: a person, a manifest, the text, the names of file and folders.

A person or a manifest decides. The names of file and folders are used where the text says nothing or is
unsure, and are compared with it elsewhere.
"""

from __future__ import annotations

from app.lexicon.spelling import normalise
from app.lexicon.types.regions import Region, Regions
from app.model.report import Basis, ReportKind
from app.reading.beside import Beside
from app.reading.errors import ReadingError
from app.reading.names import region_in, year_in
from app.reading.places import Where, at, stated_place
from app.reading.title import Title
from app.reading.years import ReportYear

FIRST_YEAR, LAST_YEAR = 1949, 2100


def stated_year(person: int | None, beside: Beside, title: Title | None) -> ReportYear | None:
    """The year that a person or a manifest states; ``ReadingError`` for an impossible one.

    The year in a bulletin's title is the one that it is about: it was published a year later.
    """
    year = beside.report_year if person is None else person
    if year is None:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ReadingError(f"can't be of {year}: a report year lies between {FIRST_YEAR} and {LAST_YEAR}")
    basis = Basis.MANIFEST if person is None else Basis.STATED
    if title and title.kind is ReportKind.BULLETIN and title.year == year:
        return ReportYear(year + 1, basis, f"a bulletin about {year}: taken as published in {year + 1}")
    return ReportYear(year, basis)


def settled_year(own: ReportYear | None, kind: ReportKind, beside: Beside) -> ReportYear | None:
    """The text's year, else that of the names. A bulletin is named after the year before it is published."""
    named = year_in(beside.names)
    if named is None:
        return own
    possible = {named, named + 1} if kind is ReportKind.BULLETIN else {named}
    if own is None:
        return ReportYear(
            max(possible), Basis.FILE_NAME, f"the year {max(possible)} is that of the file's name"
        )
    if own.year in possible:
        return own._replace(basis=Basis.FILE_NAME, warning=None) if own.basis is Basis.ASSUMED else own
    if own.basis is Basis.ASSUMED:
        how = f"the file's name says {named}, though {_reason(own)}"
        return ReportYear(named, Basis.FILE_NAME, how)
    conflict = f"the file's name says {named}, the text {own.year}: taken as {own.year}"
    return own._replace(warning="; ".join(filter(None, (own.warning, conflict))))


def _reason(own: ReportYear) -> str:
    return (own.warning or "").rpartition("since ")[2]


def settled_place(own: Where, year: int, beside: Beside, regions: Regions) -> Where:
    """The text's place, else that of the names, which also decide between several places with one name."""
    named = region_in(beside.names, year, regions)
    if named is None:
        return own
    if own.code == named.code:
        return at(named, Basis.FILE_NAME) if own.basis is Basis.ASSUMED else own
    if own.region is None or (own.shared and own.region == named.name):
        return at(named, Basis.FILE_NAME)
    read = regions.by_code(own.code, year) if own.code else None
    if _agree(own, read, named, beside, year, regions):
        return own
    if own.basis is Basis.ASSUMED:
        how = f"the names of file and folder say {named.name}, though the text names {own.region} most"
        return at(named, Basis.FILE_NAME, how)
    conflict = f"the names of file and folder say {named.name}, the text {own.region}: taken as {own.region}"
    return own._replace(warning="; ".join(filter(None, (own.warning, conflict))))


def _agree(
    own: Where, read: Region | None, named: Region, beside: Beside, year: int, regions: Regions
) -> bool:
    """Whether the names may mean the text's place: its short name, a folder above it, no place of the table.

    吉林 is the city's short name as well as the province's; 黄山市 is not 黄山区, and 恩施州 not 恩施市.
    """
    if read is None:
        return own.region is not None
    if read.lies_in(named) and region_in(beside.names[-1:], year, regions) is None:
        return True
    full_names = (named.name, named.short_name + named.name[-1])
    in_full = any(full in normalise(name) for name in beside.names for full in full_names)
    return read.short_name == named.short_name and not in_full


def place_of(person: str | None, beside: Beside, year: int, regions: Regions) -> Where | None:
    """The place that a person or a manifest states."""
    if person:
        return stated_place(person, year, regions)
    return stated_place(beside.region, year, regions, Basis.MANIFEST) if beside.region else None
