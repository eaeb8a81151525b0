"""Comparisons of stored reports: outcomes, tolerance, periods."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import comparisons, observations, summary
from app.services.lists.queries import parse_query
from app.store.declared.fields import Row

FIRST = """宁波市鄞州区政府工作报告
2020年1月15日
一、2019年工作回顾
2019年，地区生产总值增长7.1%。新建书屋8座。
二、2020年工作安排
今年目标：地区生产总值增长5%左右，城镇登记失业率3%以内，新建书屋10座，新建球场2座。
"""
SECOND = """宁波市鄞州区政府工作报告
2021年1月15日
一、2020年工作回顾
2020年，地区生产总值增长4.8%。城镇登记失业率2.5%。建成书屋12座。
二、2021年工作安排
今年目标：地区生产总值增长6%以上。到2025年，城镇登记失业率3%以内。
"""


@pytest.fixture(scope="module")
def filled(module_address: str) -> Iterator[Database]:
    with open_database(module_address) as made:
        for year, text in ((2020, FIRST), (2021, SECOND)):
            ingest_text(made, text.encode(), f"{year}.txt", region="宁波市鄞州区", report_year=year)
        yield made


def rows(database: Database, *asked: str) -> list[Row]:
    pairs = [tuple(word.split("=", 1)) for word in asked]
    fields = ("fields", "indicator,year,outcome,tolerance_rule,match_reason")
    return comparisons.page(database, parse_query("comparisons", [*pairs, fields])).rows  # type: ignore[list-item]  # pairs indeed


GROWTH = ("地区生产总值", 2020, "met", "approx_5_percent", "code")
UNEMPLOYMENT = ("城镇登记失业率", 2020, "met", "none", "code")
ROOMS = ("新建书屋", 2020, "met", "none", "synonym")
COURTS = ("新建球场", 2020, "unreported", "none", None)
NEXT = ("地区生产总值", 2021, "awaited", "none", None)
LATER = ("城镇登记失业率", 2025, "awaited", "none", None)
STRICT = ("地区生产总值", 2020, "missed", "off", "code")


@pytest.mark.parametrize(
    "asked, expected",
    [
        ((), [GROWTH, UNEMPLOYMENT, ROOMS, COURTS, NEXT, LATER]),
        (("tolerance=rule", "outcome=met"), [GROWTH, UNEMPLOYMENT, ROOMS]),
        (("tolerance=0",), [STRICT, UNEMPLOYMENT, ROOMS, COURTS, NEXT, LATER]),
        (("tolerance=0", "outcome=missed"), [STRICT]),
        (("outcome=unreported",), [COURTS]),
        (("outcome=awaited",), [NEXT, LATER]),
        (("outcome=pending",), [COURTS, NEXT, LATER]),
        (("outcome=pending", "outcome=awaited"), [COURTS, NEXT, LATER]),
        (("match_reason=synonym",), [ROOMS]),
        (("commitment_class=expected",), [GROWTH]),
        (("period=annual",), [GROWTH, UNEMPLOYMENT, ROOMS, COURTS, NEXT, LATER]),
        (("period=multi",), []),
        (("start_year=2021",), [NEXT]),
        (("confidence_from=1",), []),
    ],
)
def test_filters(filled: Database, asked: tuple[str, ...], expected: list[Row]) -> None:
    assert rows(filled, *asked) == expected


def test_a_summary_has_its_outcomes_and_takes_another_tolerance(filled: Database) -> None:
    def counts(*pairs: tuple[str, str]) -> list[object]:
        asked = parse_query("summary", [("by", "category"), ("category", "economy"), *pairs])
        return [row[5:9] for row in summary.page(filled, asked).rows]

    assert counts() == [(2, 0, 1, 1)]
    assert counts(("tolerance", "0")) == [(1, 1, 1, 1)]
    assert counts(("period", "multi")) == []


def test_facets_count_the_rows_of_one_tolerance(filled: Database) -> None:
    page = comparisons.page(filled, parse_query("comparisons", [("facet", "outcome"), ("limit", "1")]))
    assert dict(page.facets["outcome"]) == {"met": 3, "awaited": 2, "unreported": 1}


def test_values_of_one_year_and_of_several(filled: Database) -> None:
    def total(period: str) -> int | None:
        return observations.page(filled, parse_query("observations", [("period", period)])).total

    every = observations.page(filled, parse_query("observations", [])).total
    assert (total("annual"), total("multi")) == (every, 0)


def test_places_are_selected_by_their_code_or_by_having_none(database: Database) -> None:
    for name, region in (("district", "宁波市鄞州区"), ("zone", "某某开发区")):
        text = FIRST.replace("宁波市鄞州区", region)
        ingest_text(database, text.encode(), f"{name}.txt", region=region, report_year=2020)

    def codes(*asked: str) -> set[object]:
        pairs = [*(("region_code", code) for code in asked), ("fields", "region_code")]
        return {row[0] for row in comparisons.page(database, parse_query("comparisons", pairs)).rows}

    assert codes("330212") == {"330212"}
    assert codes("") == {None}
    assert codes("", "330212") == {None, "330212"}
