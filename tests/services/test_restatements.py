"""Restatements are updated when their reports change."""

from __future__ import annotations

import pytest

from app.services.database import Database
from app.services.ingesting.ingestion import ingest_text
from app.services.ingesting.removal import remove
from app.services.lists import restatements
from app.services.lists.queries import parse_query

TEXT = """宁波市鄞州区政府工作报告
{year}年1月15日
一、{last}年工作回顾
{last}年，{done}
二、{year}年工作安排
今年目标：更好。
"""
REPORTS = {
    2020: "固定资产投资100亿元。粮食产量20万吨。",
    2021: "固定资产投资110亿元，增长20%。2019年，粮食产量21万吨。",
}


def put(database: Database, year: int) -> None:
    text = TEXT.format(year=year, last=year - 1, done=REPORTS[year])
    result = ingest_text(database, text.encode(), f"{year}.txt", region="宁波市鄞州区", report_year=year)
    assert result.reason is None


def rows(database: Database, *pairs: tuple[str, str]) -> list[tuple[object, ...]]:
    fields = ("fields", "indicator,year,first_value,restated_value,revision,changed,implied_value,consistent")
    return [*restatements.page(database, parse_query("restatements", [*pairs, fields])).rows]


INVESTMENT = ("固定资产投资", 2019, "10000000000", None, None, None, "9166666666.666667", "no")
GRAIN = ("粮食产量", 2019, "200000", "210000", "10000", "yes", None, None)


@pytest.mark.parametrize("order", [(2020, 2021), (2021, 2020)])
def test_they_are_stored_with_the_reports(database: Database, order: tuple[int, int]) -> None:
    put(database, order[0])
    assert rows(database) == []
    put(database, order[1])
    assert rows(database) == [INVESTMENT, GRAIN]
    assert rows(database, ("consistent", "no")) == [INVESTMENT]
    assert rows(database, ("changed", "yes")) == [GRAIN]
    assert rows(database, ("changed", "")) == [INVESTMENT]
    assert rows(database, ("indicator_code", "GRAIN_OUTPUT"), ("year", "2019")) == [GRAIN]
    remove(database, ["330212-2021"])
    assert rows(database) == []
