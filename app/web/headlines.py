"""Which indicators come first: the rows of ``texts/headlines.csv``, then what a place states most often."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from app.services.lists.series import Series

_TABLE: Final = Path(__file__).parent / "texts" / "headlines.csv"
Headline = tuple[str, str]


@cache
def headlines() -> dict[Headline, int]:
    """The position of each (indicator code, measure)."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator_code"], row["measure"]): place for place, row in enumerate(csv.DictReader(file))
        }


def order(code: str | None, measure: str) -> int:
    """The position of an indicator; those that are not headlines come last."""
    return headlines().get((code or "", measure), len(headlines()))


def chosen(found: Iterable[Series], most: int) -> list[Series]:
    """Return the longest series of each indicator and measure for the whole place, headlines first.

    Args:
        found: All series of a place; those with a scope (区本级) are left out.
        most: The maximum number of series.
    """
    best: dict[Headline, Series] = {}
    for one in found:
        mark = (one.code, one.measure.value)
        if not one.scope and len(one.years) > (len(best[mark].years) if mark in best else 0):
            best[mark] = one
    long = [one for one in best.values() if len(one.years) > 1]
    # A single point does not show a trend, but it is better than no chart.
    fit = long or [one for one in best.values() if (one.code, one.measure.value) in headlines()]
    fit.sort(key=lambda one: (order(one.code, one.measure), -len(one.years)))
    return fit[:most]
