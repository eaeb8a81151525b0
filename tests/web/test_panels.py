"""Panels on pages: which years a table shows, and which places a chart."""

from __future__ import annotations

import pytest

from app.web.language import Language, Texts
from app.web.panels import longest, picture, spans, years_of
from app.web.rows import Record


def row(name: str, values: dict[int, str]) -> Record:
    years = {str(year): values.get(year) for year in range(2001, 2031)}
    return {"region_code": None, "region": name, "unit": "%"} | years


@pytest.mark.parametrize("places, lengths", [(1, [30]), (200, [30]), (300, [20, 10]), (3000, [12, 12, 6])])
def test_a_table_shows_as_many_years_as_fit_the_latest_first(places: int, lengths: list[int]) -> None:
    found = spans([row("甲", {})] * places)
    assert [len(part) for part in found] == lengths
    assert [year for part in found for year in part] == [str(year) for year in range(2030, 2000, -1)]


def test_without_places_there_are_no_years() -> None:
    assert not spans([])
    assert not years_of([])


def test_a_chart_shows_the_places_with_the_most_values() -> None:
    panel = [row("甲", {2001: "1"}), row("乙", {2001: "1", 2003: "2.5"}), row("丙", {})]
    chosen = longest(panel)
    assert [one["region"] for one in chosen] == ["乙", "甲", "丙"]
    drawn = picture(chosen, years_of(panel), Texts(Language.ZH))
    assert drawn
    assert [line.name for line in drawn.lines] == ["乙", "甲"]
    assert [str(value) for *_, value in drawn.lines[0].points] == ["1", "2.5"]
    assert picture([panel[2]], years_of(panel), Texts(Language.ZH)) is None
