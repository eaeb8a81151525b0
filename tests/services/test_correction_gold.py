"""Corrections that are written as gold can be read by tests.quality and tests.fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.lexicon.lexicon import load_lexicon
from app.model.correction import Verdict
from app.model.observation import Reader
from app.model.span import Span
from app.services.corrections.adding import add
from app.services.corrections.correcting import ReaderVerdict, record
from app.services.corrections.correction_gold import write_gold
from app.services.database import Database
from app.services.ingesting.ingestion import ingest_text
from tests.difference.versions import Text
from tests.difference.worker import rows_of
from tests.fit import judged_rows
from tests.quality.gold import read_gold
from tests.quality.judge import judge
from tests.services.test_correcting import rows
from tests.texts import REPORT_2020

TEXT = REPORT_2020.replace("新建养老机构12家。", "新建养老机构12家。开工总投资10亿元以上项目23个。")
CODES = frozenset(load_lexicon().catalogue.indicators)


@pytest.fixture
def filled(database: Database) -> Database:
    ingest_text(database, TEXT.encode(), "云溪市-2020.txt")
    return database


def say(
    database: Database, number: str, verdict: Verdict, *, reader: Reader = Reader.PERSON, **fields: str
) -> None:
    word = ReaderVerdict(verdict, "李敏", tuple(fields.items()), reader=reader)
    record(database, str(rows(database)[number]["id"]), word)


def confirm_by_model(database: Database, number: str) -> None:
    word = ReaderVerdict(Verdict.CONFIRM, "model-1", reader=Reader.MODEL)
    record(database, str(rows(database)[number]["id"]), word)


def judged(database: Database, folder: Path) -> tuple[dict[str, tuple[str, ...]], dict[str, bool]]:
    """The gold's verdict on the extractor's rows: the wrong fields by number, and which facts are found."""
    write_gold(database, folder)
    (gold,) = read_gold(folder)
    found = rows_of(folder / f"{gold.report}.txt")
    verdicts, facts = judge(gold, Text(gold.report, found["rows"], found["rejections"]), CODES)
    return {one.row["value_text"]: one.wrong for one in verdicts}, {one.fact["num"]: one.met for one in facts}


def test_what_readers_said_is_what_gold_says(filled: Database, tmp_path: Path) -> None:
    say(filled, "500亿元", Verdict.CONFIRM)
    say(filled, "8%", Verdict.CHANGE, year="2018", start_year="2018")
    say(filled, "12家", Verdict.REJECT)
    confirm_by_model(filled, "2万人")
    report_id = str(rows(filled)["8%"]["report_id"])
    start = TEXT.index("10亿元")
    word = ReaderVerdict(Verdict.ADD, "李敏", (("indicator", "开工项目投资门槛"),))
    add(filled, report_id, Span(start, start + 4), word)
    wrong, met = judged(filled, tmp_path)
    assert wrong == {"500亿元": (), "8%": ("year",), "12家": ("invented",)}
    assert met == {"500亿元": True, "8%": True, "10亿元": False}


def test_a_sentence_is_a_window_once_all_its_rows_are_judged(filled: Database, tmp_path: Path) -> None:
    say(filled, "500亿元", Verdict.CONFIRM)
    write_gold(filled, tmp_path)
    (gold,) = read_gold(tmp_path)
    assert [TEXT[slice(*line["window"])] for line in gold.windows] == ["500亿元"]
    say(filled, "8%", Verdict.CONFIRM)
    write_gold(filled, tmp_path)
    (gold,) = read_gold(tmp_path)
    assert [TEXT[slice(*line["window"])] for line in gold.windows] == [
        "2019年，全市地区生产总值500亿元，增长8%。"
    ]


def test_the_fit_takes_it(filled: Database, tmp_path: Path) -> None:
    say(filled, "500亿元", Verdict.CONFIRM)
    say(filled, "12家", Verdict.CHANGE, indicator="新建养老院")
    write_gold(filled, tmp_path)
    found = judged_rows([str(tmp_path), str(tmp_path)], CODES)
    assert [(one.row.value_text, one.right) for one in found] == [("500亿元", True), ("12家", False)]


def test_without_words_of_people_there_is_none(filled: Database, tmp_path: Path) -> None:
    confirm_by_model(filled, "500亿元")
    assert write_gold(filled, tmp_path / "gold") == (0, 0)
    assert list((tmp_path / "gold").iterdir()) == []
