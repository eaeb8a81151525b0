"""Bulletins and reports of the same place: which actual value is used, and in which units."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import comparisons, league, ledger, panel
from app.services.lists.queries import QueryError, parse_query
from app.store.declared.fields import Row

HEAD = "宁波市鄞州区{title}\n{day}\n"
DONE, PLANNED = "一、{year}年工作回顾\n{year}年，{text}\n", "二、{year}年工作安排\n今年目标：{text}\n"
PLAN = DONE.format(year=2018, text="地区生产总值增长7%。") + PLANNED.format(
    year=2019, text="地区生产总值增长6%以上，粮食总产量20亿斤，新造林地面积30亩。"
)
RESULT = DONE.format(year=2019, text="地区生产总值增长6.3%。粮食总产量22亿斤。") + PLANNED.format(
    year=2020, text="地区生产总值增长5%。"
)
AGAIN = (
    DONE.format(year=2020, text="地区生产总值增长4%。比2019年增长6.1%有所回落。")
    + "2019年，地区生产总值增长6.1%。\n"
)
BULLETIN = "一、综合\n2019年，地区生产总值比上年增长5.9%。\n"
TEXTS = (
    ("政府工作报告", 2019, PLAN),
    ("政府工作报告", 2020, RESULT),
    ("2019年国民经济和社会发展统计公报", 2020, BULLETIN),
    ("政府工作报告", 2021, AGAIN),
)
GROWTH = ("indicator_code=GDP", "measure=growth", "year=2019")


@pytest.fixture(scope="module")
def filled(module_address: str) -> Iterator[Database]:
    """The last year is ingested first: the order of ingestion means nothing."""
    with open_database(module_address) as made:
        for number, (title, year, text) in reversed([*enumerate(TEXTS)]):
            whole = HEAD.format(title=title, day=f"{year}年1月{15 + number}日") + text
            ingest_text(made, whole.encode(), f"{number}.txt", region="宁波市鄞州区")
        yield made


def rows(database: Database, *asked: str) -> list[Row]:
    pairs = [word.split("=", 1) for word in asked]
    query = parse_query("comparisons", [(name, text) for name, text in pairs])
    return comparisons.page(database, query).rows


@pytest.mark.parametrize(
    "asked, expected",
    [
        ((), ("6.3", "met", "report", "first")),
        (("prefer=first",), ("6.3", "met", "report", "first")),
        (("vintage=first",), ("6.3", "met", "report", "first")),
        # the manifest has no row for the first text, which is a report
        (("prefer=report",), ("6.3", "met", "report", "first")),
        (("prefer=bulletin",), ("5.9", "missed", "bulletin", "bulletin")),
        (("prefer=latest",), ("6.1", "met", "report", "latest")),
        (("vintage=latest",), ("6.1", "met", "report", "latest")),
    ],
)
def test_the_preferred_text_states_the_actual(
    filled: Database, asked: tuple[str, ...], expected: Row
) -> None:
    shown = "fields=actual_value,outcome,actual_source,vintage"
    assert rows(filled, *GROWTH, *asked, shown) == [expected]


def test_each_target_has_one_row_whatever_is_preferred(filled: Database) -> None:
    targets = {
        prefer: sorted(rows(filled, f"prefer={prefer}", "fields=target_observation_id"))
        for prefer in ("first", "latest", "bulletin", "report")
    }
    assert len(targets["first"]) == 4
    assert all(found == targets["first"] for found in targets.values())


def test_a_search_finds_them_too(filled: Database) -> None:
    found = rows(
        filled, "q=地区生产总值", "indicator_code=GDP", "prefer=bulletin", "year=2019", "fields=actual_value"
    )
    assert found == [("5.9",)]


@pytest.mark.parametrize(
    "prefer, value, source", [("report", "6.3", "report"), ("bulletin", "5.9", "bulletin")]
)
def test_panel_ledger_and_league_prefer_alike(filled: Database, prefer: str, value: str, source: str) -> None:
    year, asked = ("year", "2019"), (("indicator_code", "GDP"), ("prefer", prefer))
    table = panel.page(filled, parse_query("panel", [*asked, ("measure", "growth"), year]))
    cells = dict(zip(table.columns, table.rows[0], strict=True))
    assert (cells["2019"], cells["2019_source"]) == (value, source)
    shown = ("fields", "actual_value,actual_source")
    of_growth = (*asked, year, ("measure", "growth"), shown)
    assert ledger.page(filled, parse_query("ledger", of_growth)).rows == [(value, source)]
    for by in ("gap", "growth"):
        ranked = parse_query("league", [*asked, year, ("by", by), shown])
        assert league.page(filled, ranked).rows == [(value, source)]


def test_two_names_of_one_filter_are_not_given_at_once() -> None:
    with pytest.raises(QueryError, match="vintage is another name of prefer: give one"):
        parse_query("comparisons", [("vintage", "latest"), ("prefer", "bulletin")])


@pytest.mark.parametrize(
    "units, grain, wood",
    [
        ("stated", ("2000000000", "2200000000", "200000000", "斤"), ("30", None, None, "亩")),
        ("base", ("1000000", "1100000", "100000", "吨"), ("2", None, None, "公顷")),
    ],
)
def test_values_in_base_units(filled: Database, units: str, grain: Row, wood: Row) -> None:
    shown = ("fields=target_value,actual_value,gap,unit", f"units={units}")
    assert rows(filled, "indicator_code=GRAIN_OUTPUT", *shown) == [grain]
    assert rows(filled, "unit=亩", *shown) == [wood]
    pairs = [
        ("indicator_code", "GRAIN_OUTPUT"),
        ("units", units),
        ("fields", "target_value,actual_value,gap,unit"),
    ]
    found = comparisons.stream(filled, parse_query("comparisons", pairs))
    assert [row for batch in found.batches for row in batch] == [grain]


def test_where_the_place_stands(filled: Database) -> None:
    shown = "fields=level,province,province_code,city"
    for asked in ("level=county", "province=浙江", "province_code=330000", "city=宁波"):
        assert set(rows(filled, asked, shown)) == {("county", "浙江省", "330000", "宁波市")}
    assert rows(filled, "level=city", shown) == []
