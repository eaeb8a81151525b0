"""Reads tables of facts: CSV or TSV with a row for each value and columns of the contract.

A table becomes a report for each place and year of publication, so that its values can be compared with
those of other reports. The text of such a report is the header and its rows, with tabs between the cells.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import NamedTuple

from app.lexicon.regions import load_regions
from app.lexicon.table_words import load_table_words
from app.model.report import Basis, Level, Report, ReportKind
from app.reading.decode import decode
from app.reading.errors import ReadingError
from app.reading.names import year_in
from app.reading.places import Where, stated_place
from app.reading.settle import FIRST_YEAR, LAST_YEAR

_NEEDED = (("year",), ("value",), ("indicator", "indicator_code"))
_MOST_NAMED = 20
"""So many wrong rows are named."""
_BULLETIN = re.compile("公报")


class FactRow(NamedTuple):
    """One row: the line of the file on which it ends, its cells in order, and by column of the contract."""

    line: int
    cells: tuple[str, ...]
    stated: Mapping[str, str]


class FactTable(NamedTuple):
    """The head as given, the columns of the contract that it names, and the rows."""

    head: tuple[str, ...]
    columns: frozenset[str]
    rows: tuple[FactRow, ...]

    def text(self, rows: Iterable[FactRow]) -> str:
        """The header and ``rows``, a line each, with tabs between the cells."""
        return "\n".join("\t".join(cells) for cells in (self.head, *(row.cells for row in rows)))


class Publication(NamedTuple):
    """The place and year that the values of one report share."""

    where: Where
    year: int


def read_fact_table(data: bytes) -> FactTable:
    """The rows of a table.

    Raises ``ReadingError`` where the file is no text, the head lacks a column or has one twice, or a row has
    more cells than the head; the message names each wrong row by its line.
    """
    lines = decode(data).splitlines(keepends=True)
    table = csv.reader(lines, delimiter="\t" if "\t" in lines[0] else ",")
    head = _cells(next(table))
    columns = [load_table_words().column(cell) for cell in head]
    _check(columns)
    rows, wrong = [], []
    for given in table:
        cells = _cells(given)
        if len(cells) > len(head):
            wrong.append(f"line {table.line_num}: has {len(cells)} cells, the head has {len(head)}")
        elif any(cells):
            stated = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
            rows.append(FactRow(table.line_num, cells, stated))
    if wrong:
        raise ReadingError(listed(wrong))
    return FactTable(head, frozenset(filter(None, columns)), tuple(rows))


def listed(wrong: list[str]) -> str:
    """Wrong rows in one message, the first ones alone where there are many."""
    more = len(wrong) - _MOST_NAMED
    return "; ".join(wrong[:_MOST_NAMED]) + (f"; and {more} more rows" if more > 0 else "")


def _cells(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in row)


def _check(columns: list[str | None]) -> None:
    known = [column for column in columns if column]
    twice = next((column for column in known if known.count(column) > 1), None)
    if twice:
        raise ReadingError(f"has the column {twice} twice")
    missing = [" or ".join(names) for names in _NEEDED if not set(names) & set(known)]
    if missing:
        raise ReadingError(f"is no table of facts: it has no column {', '.join(missing)}")


def publication(
    row: FactRow, known: int, *, region: str | None = None, report_year: int | None = None
) -> Publication:
    """Where and when the value of a row was published.

    The year is the row's ``report_year``, else the one in its ``source`` (a bulletin comes out a year later
    than it is named), else ``known``: the year in which the value could first be known. ``region`` and
    ``report_year`` are what the user states of the whole table; the row's own comes first. Raises
    ``ValueError`` where there is no place, several have its name, or a year can't be one.
    """
    year = _year(row) or report_year or known
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"can't be of {year}: a report year lies between {FIRST_YEAR} and {LAST_YEAR}")
    return Publication(_where(row, year, region), year)


def _year(row: FactRow) -> int | None:
    """The year of publication that the row or its source states."""
    stated = row.stated.get("report_year", "").removesuffix("年")
    if stated and not (stated.isascii() and stated.isdigit()):
        raise ValueError(f"report_year is a year such as 2020, not {stated}")
    if stated:
        return int(stated)
    source = row.stated.get("source", "")
    named = year_in([source])
    return None if named is None else named + bool(_BULLETIN.search(source))


def _where(row: FactRow, year: int, region: str | None) -> Where:
    name, code = row.stated.get("region", ""), row.stated.get("region_code", "")
    wanted = code or name or region
    if not wanted:
        raise ValueError("states no region: it needs region or region_code")
    where = stated_place(wanted, year, load_regions())
    if code and not where.code:
        raise ValueError(f"region_code {code} is not in GB/T 2260 in {year}")
    if where.shared:
        raise ValueError(f"{where.warning}, or in the column region_code")
    if code and name and stated_place(name, year, load_regions()).code not in (None, where.code):
        raise ValueError(f"region_code {code} is {where.region}, not {name}")
    return where


def report_of(
    table: FactTable, rows: list[FactRow], published: Publication, source: str, digest: str
) -> Report:
    """The report of those ``rows`` that were published together.

    ``source`` is the name of the file, ``digest`` the SHA-256 of its bytes.
    """
    where, year = published
    text = table.text(rows)
    titles = dict.fromkeys(row.stated.get("source") or source for row in rows)
    return Report(
        id=f"{_place(where)}-table-{_slug(PurePath(source).stem)}-{year}",
        text=text,
        title="、".join(titles),
        region=where.region,
        region_code=where.code,
        level=where.level,
        report_year=year,
        delivered_on=None,
        speaker=None,
        source=source,
        sha256=sha256(text.encode("utf-8")).hexdigest(),
        warnings=(where.warning,) if where.warning else (),
        kind=ReportKind.TABLE,
        year_basis=Basis.STATED if all(map(_year, rows)) else Basis.ASSUMED,
        region_basis=where.basis,
        format=PurePath(source).suffix.lower().removeprefix("."),
        file_sha256=digest,
    )


def _place(where: Where) -> str:
    if where.level is Level.NATIONAL:
        return "national"
    return where.code or _slug(where.region or "")


def _slug(words: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", words.lower())) or "table"
