"""Computed lists (summary, league, panel, coverage) for reports of three places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import coverage, league, panel, summary
from app.services.lists.queries import Page, Stream, parse_query
from app.store.declared.fields import Row

SERVICES: dict[str, Any] = {"coverage": coverage, "league": league, "panel": panel, "summary": summary}

REPORTS = (
    # place, year, last year's growth and GDP, this year's targets
    ("宁波市鄞州区", 2019, "地区生产总值增长7.5%，总量1800亿元。", "地区生产总值增长7%左右，总量1900亿元。"),
    ("宁波市鄞州区", 2020, "地区生产总值增长7.1%，总量2000亿元。", "地区生产总值增长6.5%以上。"),
    ("宁波市鄞州区", 2021, "地区生产总值增长3.4%。城镇登记失业率2.1%。", "地区生产总值增长7%以上。"),
    ("宁波市", 2020, "地区生产总值增长6.8%，总量11985亿元。", "地区生产总值增长6%左右。"),
    (
        "杭州市",
        2021,
        "地区生产总值增长3.9%。城镇登记失业率2.4%。",
        "地区生产总值增长6.5%以上，总量17000亿元。",
    ),
)
TEXT = """{place}政府工作报告
{year}年1月15日
一、{last}年工作回顾
{last}年，{done}
二、{year}年工作安排
今年目标：{aims}
"""


def fill(database: Database) -> None:
    for place, year, done, aims in REPORTS:
        text = TEXT.format(place=place, year=year, last=year - 1, done=done, aims=aims)
        assert ingest_text(database, text.encode(), "x.txt", region=place, report_year=year).reason is None


@pytest.fixture(scope="module")
def filled(module_address: str) -> Iterator[Database]:
    with open_database(module_address) as made:
        fill(made)
        yield made


PANEL = ("region_code", "region", "level", "unit", "period_years", "comparable")


def ask(database: Database, name: str, words: str = "") -> Page:
    pairs = [tuple(word.split("=", 1)) for word in words.split()]
    page: Page = SERVICES[name].page(database, parse_query(name, pairs))  # type: ignore[arg-type]  # pairs indeed
    return page


def table(page: Page, *columns: str) -> list[tuple[object, ...]]:
    places = [page.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in page.rows]


WHOLE = {
    "coverage": "",
    "league": "indicator_code=GDP year=2020 by=growth",
    "panel": "indicator_code=GDP measure=growth",
    "summary": "",
}


@pytest.mark.parametrize("name", SERVICES)
def test_pages_are_the_stream_once_each(filled: Database, name: str) -> None:
    stream: Stream = SERVICES[name].stream(
        filled,
        parse_query(name, [tuple(word.split("=")) for word in WHOLE[name].split()]),  # type: ignore[misc]  # pairs indeed
    )
    streamed = [row for batch in stream.batches for row in batch]
    assert len(streamed) == stream.total > 0
    collected: list[tuple[object, ...]] = []
    cursor = ""
    while True:
        page = ask(filled, name, f"{WHOLE[name]} limit={1000 if name == 'coverage' else 1} {cursor}")
        collected += page.rows
        assert (page.total, page.columns) == (stream.total, stream.columns)
        if page.next is None:
            break
        cursor = f"cursor={page.next}"
    assert collected == streamed


@pytest.mark.parametrize(
    "asked, rows",
    [
        (
            "",
            [
                ("330100", "杭州市", 2, 0, 0, 2),
                ("330200", "宁波市", 1, 0, 0, 1),
                ("330212", "鄞州区", 4, 2, 1, 1),
            ],
        ),
        ("within=330200", [("330200", "宁波市", 1, 0, 0, 1), ("330212", "鄞州区", 4, 2, 1, 1)]),
        ("region_code=330212 measure=growth", [("330212", "鄞州区", 3, 1, 1, 1)]),
        ("outcome=met", [("330212", "鄞州区", 2, 2, 0, 0)]),
        ("sort=-targets limit=1", [("330212", "鄞州区", 4, 2, 1, 1)]),
    ],
)
def test_summary_by_region(filled: Database, asked: str, rows: list[tuple[object, ...]]) -> None:
    found = ask(filled, "summary", asked)
    assert table(found, "region_code", "region", "targets", "met", "missed", "awaited") == rows


def test_summary_by_other_things(filled: Database) -> None:
    by_year = ask(filled, "summary", "by=year")
    assert table(by_year, "region_code", "category", "year", "met", "missed", "awaited", "met_share") == [
        (None, None, 2019, 2, 0, 0, "1"),
        (None, None, 2020, 0, 1, 1, "0"),
        (None, None, 2021, 0, 0, 3, None),
    ]
    both = ask(filled, "summary", "by=year by=region region_code=330212")
    assert table(both, "region_code", "year", "targets") == [
        ("330212", 2019, 2),
        ("330212", 2020, 1),
        ("330212", 2021, 1),
    ]
    assert table(ask(filled, "summary", "by=category"), "category", "targets") == [("economy", 7)]


@pytest.mark.parametrize(
    "asked, rows",
    [
        ("indicator_code=GDP year=2020 by=growth", [(1, "杭州市", "3.9", 2, 3), (2, "鄞州区", "3.4", 2, 3)]),
        # if less is better, the least comes first
        (
            "indicator_code=URBAN_UNEMPLOYMENT_REGISTERED year=2020 by=share",
            [(1, "鄞州区", "2.1", 2, 3), (2, "杭州市", "2.4", 2, 3)],
        ),
        ("indicator_code=GDP year=2019 by=attainment", [(1, "鄞州区", "1.052632", 1, 3)]),
        ("indicator_code=GDP year=2019 by=gap", [(1, "鄞州区", "0.1", 1, 3)]),
        (
            "indicator_code=GDP year=2019 by=level",
            [(1, "宁波市", "1198500000000", 2, 3), (2, "鄞州区", "200000000000", 2, 3)],
        ),
        ("indicator_code=GDP year=2019 by=level level=county", [(1, "鄞州区", "200000000000", 1, 1)]),
        ("indicator_code=GDP year=2019 by=level within=330100", []),
        ("indicator_code=GDP year=2015", []),
    ],
)
def test_league(filled: Database, asked: str, rows: list[tuple[object, ...]]) -> None:
    assert (
        table(ask(filled, "league", asked), "rank", "region", "value", "regions_stated", "regions_held")
        == rows
    )


def test_equal_values_share_a_rank(database: Database) -> None:
    for place, growth in (("杭州市", "8"), ("宁波市", "9"), ("温州市", "8.0"), ("嘉兴市", "7")):
        text = TEXT.format(
            place=place, year=2020, last=2019, done=f"地区生产总值增长{growth}%。", aims="更好。"
        )
        ingest_text(database, text.encode(), "x.txt", region=place)
    found = ask(database, "league", "indicator_code=GDP year=2019 by=growth")
    assert table(found, "rank", "region") == [(1, "宁波市"), (2, "杭州市"), (2, "温州市"), (4, "嘉兴市")]


@pytest.mark.parametrize(
    "asked, columns, rows",
    [
        (
            "indicator_code=GDP measure=growth",
            ["2018", "2019", "2020"],
            [
                ("330100", "杭州市", "city", "%", 1, "yes", None, None, "3.9"),
                ("330200", "宁波市", "city", "%", 1, "yes", None, "6.8", None),
                ("330212", "鄞州区", "county", "%", 1, "yes", "7.5", "7.1", "3.4"),
            ],
        ),
        (
            "indicator_code=GDP measure=growth status=target year_from=2020 region_code=330212",
            ["2020", "2020_bound", "2021", "2021_bound"],
            [("330212", "鄞州区", "county", "%", 1, "yes", "6.5", "min", "7", "min")],
        ),
        ("indicator_code=GDP measure=level level=county", ["2018", "2019"],
         [("330212", "鄞州区", "county", "元", 1, "yes", "180000000000", "200000000000")]),
        ("indicator_code=CPI measure=growth", [], []),
    ],
)  # fmt: skip # rows read as a table
def test_panel(filled: Database, asked: str, columns: list[str], rows: list[tuple[object, ...]]) -> None:
    found = ask(filled, "panel", asked)
    assert found.columns == (*PANEL, *columns)
    assert (found.rows, found.total) == (rows, len(rows))


def test_a_panel_answers_the_years_that_are_named(filled: Database) -> None:
    found = ask(filled, "panel", "indicator_code=GDP measure=growth fields=region,2020,1999 within=330200")
    assert (found.columns, found.rows) == (
        ("region", "2020", "1999"),
        [("宁波市", None, None), ("鄞州区", "3.4", None)],
    )
    assert found.columns[1:] == tuple(
        parse_query("panel", [("indicator_code", "GDP"), ("measure", "growth")]).resource.field(name).name
        for name in found.columns[1:]
    )


def test_coverage(filled: Database) -> None:
    found = ask(filled, "coverage", "indicator_code=GDP indicator_code=URBAN_UNEMPLOYMENT_REGISTERED")
    assert table(found, "region_code", "year", "indicator_code", "state", "report_id") == [
        ("330100", 2018, "GDP", "not_held", None),
        ("330100", 2018, "URBAN_UNEMPLOYMENT_REGISTERED", "not_held", None),
        ("330100", 2019, "GDP", "not_held", None),
        ("330100", 2019, "URBAN_UNEMPLOYMENT_REGISTERED", "not_held", None),
        ("330100", 2020, "GDP", "stated", "330100-2021"),
        ("330100", 2020, "URBAN_UNEMPLOYMENT_REGISTERED", "stated", "330100-2021"),
        ("330200", 2018, "GDP", "not_held", None),
        ("330200", 2018, "URBAN_UNEMPLOYMENT_REGISTERED", "not_held", None),
        ("330200", 2019, "GDP", "stated", "330200-2020"),
        ("330200", 2019, "URBAN_UNEMPLOYMENT_REGISTERED", "not_stated", "330200-2020"),
        ("330200", 2020, "GDP", "not_held", None),
        ("330200", 2020, "URBAN_UNEMPLOYMENT_REGISTERED", "not_held", None),
        ("330212", 2018, "GDP", "stated", "330212-2019"),
        ("330212", 2018, "URBAN_UNEMPLOYMENT_REGISTERED", "not_stated", "330212-2019"),
        ("330212", 2019, "GDP", "stated", "330212-2020"),
        ("330212", 2019, "URBAN_UNEMPLOYMENT_REGISTERED", "not_stated", "330212-2020"),
        ("330212", 2020, "GDP", "stated", "330212-2021"),
        ("330212", 2020, "URBAN_UNEMPLOYMENT_REGISTERED", "stated", "330212-2021"),
    ]


def test_coverage_of_targets_looks_into_the_report_of_the_year(filled: Database) -> None:
    found = ask(filled, "coverage", "indicator_code=GDP measure=level status=target region_code=330212")
    assert table(found, "year", "state", "report_id") == [
        (2019, "stated", "330212-2019"),
        (2020, "not_stated", "330212-2020"),
        (2021, "not_stated", "330212-2021"),
    ]


def test_what_is_read_with_doubt(database: Database) -> None:
    from sqlalchemy import text

    fill(database)
    with database.writing() as connection:
        connection.execute(text("UPDATE observations SET flags = '[\"fallback_name\"]' WHERE year = 2020"))
    found = ask(database, "coverage", "indicator_code=GDP year=2020 state=doubtful")
    assert table(found, "region_code", "observations") == [("330100", 1), ("330212", 1)]


ASKED = [
    "",
    "state=stated",
    "state=not_stated",
    "state=not_held state=stated",
    "category=economy year=2019",
    "status=target state=stated",
    "region_code=330212",
    "within=330200 year_from=2020 state=not_held",
]


@pytest.mark.parametrize("asked", ASKED)
def test_coverage_is_counted_as_it_is_listed(filled: Database, asked: str) -> None:
    """Totals and facets are computed without making the cells, and agree with the cells."""

    def every(words: str) -> list[Row]:
        pairs = [tuple(word.split("=")) for word in words.split()]
        stream = coverage.stream(filled, parse_query("coverage", pairs))  # type: ignore[arg-type]  # pairs indeed
        rows = [row for batch in stream.batches for row in batch]
        assert stream.total == len(rows)
        return rows

    every(asked)
    names = ("region_code", "year", "indicator_code", "category", "state")
    page = ask(filled, "coverage", f"{asked} limit=1 {' '.join(f'facet={name}' for name in names)}")
    for name in names:
        others = " ".join(word for word in asked.split() if not word.startswith(f"{name}="))
        column = page.columns.index(name)
        cells = [row[column] for row in every(others)]
        assert dict(page.facets[name]) == {value: cells.count(value) for value in set(cells)}, name


def test_coverage_falls_by_region(filled: Database) -> None:
    found = ask(filled, "coverage", "sort=-region_code indicator_code=GDP year=2020 limit=2")
    assert table(found, "region_code") == [("330212",), ("330200",)]
    rest = ask(filled, "coverage", f"sort=-region_code indicator_code=GDP year=2020 cursor={found.next}")
    assert table(rest, "region_code") == [("330100",)]


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_is_held(database: Database, name: str) -> None:
    page = ask(database, name, WHOLE[name])
    assert (page.rows, page.total, page.next) == ([], 0, None)
