"""Rows of tables on pages: the head of the row, the head of the column, the value highlighted."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.config import Settings
from app.lexicon.columns import separate_columns
from app.model.observation import SourceKind
from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest
from app.services.originals import table_rows
from app.services.originals.table_rows import cells_of_row, cells_of_rows
from app.web.language import Language, Texts
from app.web.rows import ask
from app.web.table_rows import shown
from tests.api.clients import asking
from tests.api.stored import TEXT_2020, report, statements_2020
from tests.databases import migrated_file

BULLETIN = """\
青岭市2022年国民经济和社会发展统计公报

2022年，全市经济稳定增长。

表1 主要指标
指标\t2022年（亿元）\t比上年增长（%）
地区生产总值\t817.5\t2.8
第一产业\t88.4\t3.8
第二产业\t404.1\t5.5

人口稳定。
"""
FACTS = """\
region_code,region,indicator_code,measure,status,year,value,value_high,bound,unit,source
330212,鄞州区,GDP,growth,target,2022,6.5,,approx,%,某报告
"""


@pytest.fixture(params=["\t", " "])
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Database:
    """A bulletin and a table of facts; tabs separate the cells of the bulletin, or spaces in plain text."""
    found = open_database(migrated_file(tmp_path / "tables.db"))
    (tmp_path / "bulletin.txt").write_text(BULLETIN.replace("\t", request.param), encoding="utf-8")
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    ingest(found, [tmp_path / "bulletin.txt", tmp_path / "facts.csv"])
    return found


def test_the_row_of_a_number_has_the_heads_of_its_columns(database: Database) -> None:
    rows = ask(database, "observations", ("source_kind", "bulletin")).rows
    found = cells_of_rows(database, (row["id"] for row in rows))
    assert [(row["value_text"], found[row["id"]]) for row in rows][1] == (
        "2.8",
        [
            ("指标", "地区生产总值", False),
            ("2022年（亿元）", "817.5", False),
            ("比上年增长（%）", "2.8", True),
        ],
    )


def test_a_report_is_separated_once_for_all_its_rows(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain: list[str] = []

    def separate(text: str) -> str:
        plain.append(text)
        return separate_columns(text)

    monkeypatch.setattr(table_rows, "separate_columns", separate)
    rows = ask(database, "observations", ("source_kind", "bulletin")).rows
    sentences = [row["sentence"] for row in rows]
    cells_of_rows(database, (row["id"] for row in rows))
    assert len(sentences) > 1
    assert len(plain) == (0 if any("\t" in one for one in sentences) else 1)


def test_empty_cells_are_left_out_and_sentences_have_no_cells() -> None:
    text = "region\tnote\tvalue\tunit\n某市\t\t7.5\t%\n"
    sentence = statements_2020(report(2020, TEXT_2020))[0]
    start = text.index("某市")
    row = replace(
        sentence,
        sentence="某市\t\t7.5\t%",
        sentence_start=start,
        value_start=text.index("7.5"),
        source_kind=SourceKind.TABLE,
    )
    assert cells_of_row(text, row) == [
        ("region", "某市", False),
        ("value", "7.5", True),
        ("unit", "%", False),
    ]
    assert cells_of_row(TEXT_2020, sentence) == []


def test_a_table_of_facts_is_shown_in_words(database: Database) -> None:
    (row,) = ask(database, "observations", ("source_kind", "table")).rows
    (cells,) = cells_of_rows(database, [row["id"]]).values()
    said = [[cell.text for cell in shown(cells, Texts(language))] for language in Language]
    assert said[0] == ["鄞州区", "地区生产总值", "增长", "目标", "2022", "6.5", "约数", "%", "某报告"]
    assert said[1][1:4] == ["Gross regional (domestic) product", "Growth", "Target"]


@pytest.mark.parametrize("page", ["/explore?source_kind=bulletin", "/search?q=生产总值"])
def test_lists_show_the_row_and_highlight_its_number(database: Database, page: str) -> None:
    with asking(Settings(str(database.url))) as client:
        text = client.get(page).text
        assert "\t" not in re.sub("<[^>]+>", "", text)
        assert '<span class="here"><small>比上年增长（%）</small> <mark>2.8</mark></span>' in text


def test_a_report_shows_its_tables(database: Database) -> None:
    with asking(Settings(str(database.url))) as client:
        (found,) = client.get("/v1/reports?kind=bulletin").json()["data"]
        text = client.get(f"/reports/{found['id']}").text
        assert "<th>比上年增长（%）</th>" in text
        assert re.search(r"<td><a class=\"n actual[^>]*>2.8</a></td>", text)
        (facts,) = client.get("/v1/reports?kind=table").json()["data"]
        text = client.get(f"/reports/{facts['id']}").text
        assert "<th>状态</th>" in text
        assert ">目标</td>" in text
        assert ">地区生产总值</td>" in text


def test_a_row_of_facts_is_brief_in_a_list(database: Database) -> None:
    with asking(Settings(str(database.url))) as client:
        text = client.get("/explore?source_kind=table").text
        cells = re.findall(r'<span class="cells-of">(.*?)</span> </span>', text, re.DOTALL)[0]
        words = [word for word in re.sub("<[^>]+>", "|", cells).split("|") if word.strip()]
        assert words == ["鄞州区", "地区生产总值", "增长", "目标", "2022", "6.5%左右", "某报告"]
