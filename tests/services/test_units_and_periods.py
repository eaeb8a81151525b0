"""Panels and leagues compare only equal periods and units, and report what they could not compare."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import league, panel
from app.services.lists.queries import Page, parse_query

TEXT = """{place}政府工作报告
2020年1月15日
一、2019年工作回顾
2019年，{done}
二、2020年工作安排
今年目标：{aims}
"""
REPORTS = (
    ("杭州市", "粮食总产量200万吨。实际利用外资60亿美元。", "地区生产总值增长5%—5.5%。"),
    ("宁波市", "粮食总产量30亿斤。实际利用外资70亿元。", "地区生产总值增长6%以上。"),
    ("温州市", "粮食总产量100万吨。实际利用外资50亿美元。过去五年，地区生产总值年均增长7%。", "更好。"),
)


@pytest.fixture(scope="module")
def filled(module_address: str) -> Iterator[Database]:
    with open_database(module_address) as made:
        for place, done, aims in REPORTS:
            text = TEXT.format(place=place, done=done, aims=aims)
            ingest_text(made, text.encode(), f"{place}.txt", region=place, report_year=2020)
        yield made


def ask_panel(database: Database, *pairs: tuple[str, str]) -> Page:
    return panel.page(database, parse_query("panel", pairs))


def ranked(database: Database, *pairs: tuple[str, str]) -> list[tuple[object, ...]]:
    fields = ("fields", "rank,region,value,unit,comparable,regions_stated,regions_held")
    return [*league.page(database, parse_query("league", [*pairs, ("year", "2019"), fields])).rows]


GRAIN = (("indicator_code", "GRAIN_OUTPUT"), ("measure", "level"))
FDI = (("indicator_code", "FDI_UTILIZED"), ("measure", "level"))


@pytest.mark.parametrize(
    "units, rows",
    [
        ("base", [("杭州市", "吨", "yes", "2000000"), ("宁波市", "吨", "yes", "1500000"),
                  ("温州市", "吨", "yes", "1000000")]),
        ("stated", [("杭州市", "吨", "yes", "2000000"), ("宁波市", "斤", "no", "3000000000"),
                    ("温州市", "吨", "yes", "1000000")]),
    ],
)  # fmt: skip # rows read as a table
def test_a_panel_has_base_units_or_those_that_are_stated(
    filled: Database, units: str, rows: list[tuple[object, ...]]
) -> None:
    fields = ("fields", "region,unit,comparable,2019")
    assert ask_panel(filled, *GRAIN, ("units", units), fields).rows == rows


def test_currencies_are_never_converted(filled: Database) -> None:
    found = ask_panel(filled, *FDI, ("fields", "region,unit,comparable,2019"))
    assert found.rows == [
        ("杭州市", "美元", "yes", "6000000000"),
        ("宁波市", "元", "no", "7000000000"),
        ("温州市", "美元", "yes", "5000000000"),
    ]


def test_cells_have_their_ranges_and_bounds(filled: Database) -> None:
    found = ask_panel(filled, ("indicator_code", "GDP"), ("measure", "growth"), ("status", "target"))
    assert found.columns[-3:] == ("2020", "2020_high", "2020_bound")
    assert [row[-3:] for row in found.rows] == [("5", "5.5", "range"), ("6", None, "min")]


def test_periods_of_several_years_are_asked_for(filled: Database) -> None:
    gdp = ("indicator_code", "GDP")
    assert ask_panel(filled, gdp, ("measure", "growth")).rows == []
    average = ask_panel(filled, gdp, ("measure", "average_growth"))
    assert average.columns[-1] == "2019"
    assert [row[1:] for row in average.rows] == [("温州市", "city", "%", 5, "yes", "7")]
    assert ask_panel(filled, gdp, ("measure", "average_growth"), ("period", "annual")).rows == []
    assert ask_panel(filled, gdp, ("measure", "average_growth"), ("start_year", "2017")).rows == []


def test_a_league_converts_units(filled: Database) -> None:
    assert ranked(filled, GRAIN[0], ("by", "level")) == [
        (1, "杭州市", "2000000", "吨", "yes", 3, 3),
        (2, "宁波市", "1500000", "吨", "yes", 3, 3),
        (3, "温州市", "1000000", "吨", "yes", 3, 3),
    ]


def test_a_league_shows_what_could_not_be_compared(filled: Database) -> None:
    assert ranked(filled, FDI[0], ("by", "level")) == [
        (1, "杭州市", "6000000000", "美元", "yes", 2, 3),
        (2, "温州市", "5000000000", "美元", "yes", 2, 3),
        (None, "宁波市", "7000000000", "元", "no", 2, 3),
    ]
    assert [row[0] for row in ranked(filled, GRAIN[0], ("by", "level"), ("units", "stated"))] == [1, 2, None]
