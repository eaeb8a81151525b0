"""Checks in the database: findings of a second report about the first, and their removal."""

from __future__ import annotations

from app.services.database import Database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import checks
from app.services.lists.observations import page as observations_page
from app.services.lists.queries import parse_query

HEAD = """云溪市人民政府工作报告
——{year}年1月10日在云溪市第九届人民代表大会第三次会议上
市长 甲乙丙

各位代表：
现在，我代表市人民政府向大会报告工作。

一、{last}年工作回顾
"""


def give(database: Database, year: int, *sentences: str) -> None:
    text = HEAD.format(year=year, last=year - 1) + "\n".join(sentences) + "\n"
    ingest_text(database, text.encode(), f"{year}.txt", region="云溪市", report_year=year)


def found(database: Database, **where: str) -> list[tuple[object, ...]]:
    page = checks.page(database, parse_query("checks", list(where.items())))
    shown = ("kind", "judgement", "indicator_code", "value", "expected_low", "expected_high", "distance")
    return [tuple(row[page.columns.index(name)] for name in shown) for row in page.rows]


def flagged(database: Database) -> list[tuple[object, object]]:
    page = observations_page(database, parse_query("observations", [("flag", "contradicted")]))
    return [tuple(row[page.columns.index(name)] for name in ("indicator", "value")) for row in page.rows]  # type: ignore[misc]  # two names


FIRST = "社会消费品零售总额100亿元。"
CONFLICT = ("conflict", "doubtful", "RETAIL_SALES", "9", "7", "7", "2")


def test_a_conflict_is_listed_and_flagged_until_it_is_gone(database: Database) -> None:
    give(database, 2020, FIRST, "社会消费品零售总额增长7%。", "全年社会消费品零售总额增长9%。")
    assert found(database) == [CONFLICT]
    assert flagged(database) == [("社会消费品零售总额", "9")]
    give(database, 2020, FIRST, "社会消费品零售总额增长7%。")
    assert (found(database), flagged(database)) == ([], [])


def test_a_later_report_speaks_against_its_own_growth(database: Database) -> None:
    give(database, 2020, FIRST)
    give(database, 2021, "社会消费品零售总额110亿元，增长20%。")
    assert found(database) == [("growth", "revision", "RETAIL_SALES", "20", "8.96", "11.06", "7.44")]
    assert flagged(database) == []
    give(database, 2021, "社会消费品零售总额110亿元，增长40%。")
    assert found(database, judgement="doubtful", year="2020", kind="growth")
    assert flagged(database) == [("社会消费品零售总额", "40")]


def test_a_check_shows_the_sentences_of_both_sides(database: Database) -> None:
    give(database, 2020, "社会消费品零售总额增长7%。", "全年社会消费品零售总额增长9%。")
    page = checks.page(database, parse_query("checks", []))
    (row,) = page.rows
    cells = dict(zip(page.columns, row, strict=True))
    assert cells["sentence"] == "全年社会消费品零售总额增长9%。"
    assert cells["other_sentences"] == '["社会消费品零售总额增长7%。"]'
