"""Panels (places by years) on pages: their years, the places with the most values, their chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from app.web.charts.lines import Lines, Values, lines
from app.web.language import Texts
from app.web.rows import Record

#: The number of places that a chart shows if the reader has not chosen any.
SHOWN: Final = 4
#: The most cells of a table, so that a page stays light, and the fewest years that it shows nevertheless.
_CELLS, _LEAST_YEARS = 6_000, 12


def years_of(panel: Sequence[Record]) -> list[str]:
    """Return the years that a panel has columns for, in ascending order."""
    return [name for name in (panel[0] if panel else ()) if name.isdecimal()]


def spans(panel: Sequence[Record]) -> list[list[str]]:
    """Return the years, the latest first, in parts that a table can show; one if there are few places."""
    years = years_of(panel)[::-1]
    most = max(_LEAST_YEARS, _CELLS // max(1, len(panel)))
    return [years[start : start + most] for start in range(0, len(years), most)]


def key_of(row: Record) -> str:
    """Return what identifies a place in an address: its code, else its name."""
    return str(row["region_code"] or row["region"])


def is_named(row: Record) -> bool:
    """Whether the place is known: it has a code or a name."""
    return bool(row["region_code"] or row["region"])


def longest(panel: Sequence[Record]) -> list[Record]:
    """Return the places with values for the most years; a place that is not known has no name to show."""
    years = years_of(panel)
    return sorted(filter(is_named, panel), key=lambda row: -sum(row[year] is not None for year in years))[
        :SHOWN
    ]


def picture(rows: Iterable[Record], years: Sequence[str], texts: Texts) -> Lines | None:
    """Return the chart of some places; None if no place has a value."""
    return lines(
        {texts.place(row["region_code"], row["region"]) or key_of(row): _values(row, years) for row in rows}
    )


def _values(row: Record, years: Sequence[str]) -> Values:
    return {int(year): Decimal(row[year]) for year in years if row.get(year) is not None}
