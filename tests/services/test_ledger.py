"""The ledger for reports of four places: targets over the years, compared with superior and siblings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import comparisons, ledger
from app.services.lists.hierarchy import superior_of
from app.services.lists.queries import Page, QueryError, parse_query
from app.store.declared.fields import Row

TEXT = """{place}政府工作报告
{year}年1月15日
一、{last}年工作回顾
{last}年，{done}
二、{year}年工作安排
今年目标：{aims}
"""
REPORTS = (
    ("宁波市鄞州区", 2019, "地区生产总值增长7.5%。", "地区生产总值增长8%以上。新建书屋10座。"),
    ("宁波市鄞州区", 2020, "地区生产总值增长7.1%。", "地区生产总值增长6%—7%。固定资产投资力争增长5%。"),
    ("宁波市鄞州区", 2021, "地区生产总值增长3.4%。", "城镇登记失业率3%以内。"),
    ("宁波市慈溪市", 2020, "地区生产总值增长6%。", "地区生产总值增长7%左右。"),
    ("宁波市海曙区", 2020, "地区生产总值增长6%。", "固定资产投资增长6%。"),
    ("宁波市海曙区", 2021, "地区生产总值增长6%。", "固定资产投资100亿元。"),
    ("宁波市", 2020, "地区生产总值增长6.8%。", "地区生产总值增长6%左右。"),
    ("杭州市", 2020, "地区生产总值增长6.9%。", "地区生产总值增长9%左右。"),
)


@pytest.fixture(scope="module")
def filled(module_address: str) -> Iterator[Database]:
    with open_database(module_address) as made:
        for place, year, done, aims in REPORTS:
            text = TEXT.format(place=place, year=year, last=year - 1, done=done, aims=aims)
            result = ingest_text(made, text.encode(), "x.txt", region=place, report_year=year)
            assert result.reason is None
        yield made


def ask(database: Database, words: str) -> Page:
    pairs = [(name, value) for name, _, value in (word.partition("=") for word in words.split())]
    return ledger.page(database, parse_query("ledger", pairs))


def rows(database: Database, words: str, columns: str) -> list[Row]:
    return ask(database, f"{words} fields={columns}").rows


def test_a_line_shows_every_year(filled: Database) -> None:
    columns = (
        "year,target_value,midpoint,own_previous_target,target_change,bound_change,dropped,actual_value,"
        "outcome"
    )
    assert rows(filled, "region_code=330212 indicator_code=GDP measure=growth", columns) == [
        (2019, "8", "8", None, None, None, "no", "7.1", "missed"),
        (2020, "6", "6.5", "8", "lowered", "softened", "no", "3.4", "missed"),
        (2021, None, None, "6.5", None, None, "yes", None, None),
    ]


def test_another_measure_of_the_quantity_is_no_dropped_target(filled: Database) -> None:
    for asked in ("", " measure=growth"):
        found = rows(
            filled, f"region_code=330203 indicator_code=FIXED_ASSET_INVESTMENT{asked}", "year,measure,dropped"
        )
        assert (2020, "growth", "no") in found
        assert "yes" not in {row[2] for row in found}


def test_a_dropped_target_names_the_one_before(filled: Database) -> None:
    first = rows(filled, "region_code=330212 indicator=新建书屋", "year,target_observation_id,dropped")
    last = rows(filled, "region_code=330212 dropped=yes", "indicator,year,previous_target_observation_id")
    assert first[0][::2] == (2019, "no")
    assert ("新建书屋", 2020, first[0][1]) in last
    assert {row[:2] for row in last} == {("新建书屋", 2020), ("地区生产总值", 2021), ("固定资产投资", 2021)}


@pytest.mark.parametrize(
    "asked, expected",
    [
        ("region_code=330212 year=2020", (
            "330200", "6", "0.5", "6.75", "0.25", 2, 2, 3)),
        ("region_code=330282", ("330200", "6", "1", "6.75", "0.25", 1, 2, 3)),
        # among the cities of the province, which has no report itself
        ("region_code=330200", ("330000", None, None, "7.5", "1.5", 2, 2, 2)),
    ],
)  # fmt: skip # rows read as a table
def test_the_superior_and_the_siblings(filled: Database, asked: str, expected: Row) -> None:
    columns = (
        "superior_region_code,superior_target_value,amplification,siblings_median,siblings_deviation,"
        "siblings_rank,siblings_stated,siblings_held"
    )
    assert rows(filled, f"{asked} indicator_code=GDP measure=growth", columns) == [expected]


@pytest.mark.parametrize(
    "asked, years",
    [
        ("year_from=2020", [2020, 2021]),
        ("year_to=2019", [2019]),
        ("year=2019 year=2021", [2019, 2021]),
        ("target_change=lowered", [2020]),
        ("target_change=raised", []),
        ("bound_change=softened", [2020]),
        ("outcome=missed", [2019, 2020]),
        ("outcome=pending", []),
        ("dropped=yes", [2021]),
    ],
)
def test_filters_of_rows_know_the_years_before(filled: Database, asked: str, years: list[int]) -> None:
    found = rows(filled, f"region_code=330212 indicator_code=GDP {asked}", "year")
    assert [row[0] for row in found] == years


def test_filters_of_commitment(filled: Database) -> None:
    assert rows(filled, "region_code=330212 commitment_class=striving", "indicator,commitment") == [
        ("固定资产投资", "力争")
    ]


def test_pages_are_the_stream(filled: Database) -> None:
    query = parse_query("ledger", [("indicator_code", "GDP"), ("sort", "-year")])
    stream = ledger.stream(filled, query)
    streamed = [row for batch in stream.batches for row in batch]
    assert len(streamed) == stream.total == 6
    collected: list[Row] = []
    cursor = ""
    while True:
        page = ask(filled, f"indicator_code=GDP sort=-year limit=2 {cursor}".strip())
        collected += page.rows
        if page.next is None:
            break
        cursor = f"cursor={page.next}"
    assert collected == streamed


def test_the_whole_ledger_is_too_long() -> None:
    with pytest.raises(QueryError, match=r"ledger needs region_code, .* such as region_code=330212"):
        parse_query("ledger", [("year", "2020")])


@pytest.mark.parametrize(
    "code, superior",
    [
        ("330212", "330200"),
        ("330200", "330000"),
        ("330000", "100000"),
        ("110101", "110000"),
        ("429004", "420000"),
        ("100000", None),
    ],
)
def test_who_is_above(code: str, superior: str | None) -> None:
    assert superior_of(code, 2020) == superior


def test_the_evidence_is_the_observations_of_this_target_and_of_the_one_before(filled: Database) -> None:
    asked = parse_query("comparisons", [("region_code", "330212"), ("fields", "year,target_observation_id"),
                                        ("indicator_code", "GDP"), ("measure", "growth")])  # fmt: skip
    (_, first), (_, second) = comparisons.page(filled, asked).rows
    columns = "year,target_observation_id,previous_target_observation_id"
    assert rows(filled, "region_code=330212 indicator_code=GDP measure=growth", columns) == [
        (2019, first, None),
        (2020, second, first),
        (2021, None, second),
    ]
