"""The order of the statements to review."""

from __future__ import annotations

import json
import time
from collections import Counter
from decimal import Decimal

import pytest

from app.model.correction import Verdict
from app.model.observation import Reader
from app.services.corrections import reviewing
from app.services.corrections.correcting import ReaderVerdict, record
from app.services.database import Database, QueryTimeoutError
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import review
from app.services.lists.queries import parse_query
from app.store.declared.fields import Cell

TEXT = """政府工作报告
——2020年1月15日在云溪市第三届人民代表大会第五次会议上
云溪市市长  李明

一、2019年工作回顾
2019年，全市地区生产总值500亿元，增长8%。新建养老机构12家。受益群众惠及2000多人次以上，转化各类3项。
二、2020年工作安排
今年主要预期目标：地区生产总值增长7.5%左右。新建养老机构10家，惠及居民各方2万人。
"""


@pytest.fixture
def filled(database: Database) -> Database:
    ingest_text(database, TEXT.encode(), "云溪市-2020.txt")
    return database


def rows(database: Database, **asked: str) -> list[dict[str, Cell]]:
    page = review.page(database, parse_query("review", ({"below": "1"} | asked).items()))
    return [dict(zip(page.columns, row, strict=True)) for row in page.rows]


def worth(row: dict[str, Cell]) -> Decimal:
    return (1 - Decimal(str(row["confidence"]))) * int(str(row["weight"]))


def test_what_is_most_in_doubt_and_matters_most_comes_first(filled: Database) -> None:
    found = rows(filled)
    assert [worth(row) for row in found] == sorted(map(worth, found), reverse=True)
    weights = {(row["indicator_code"] is not None, row["status"]): row["weight"] for row in found}
    assert weights == {(False, "actual"): 1, (False, "target"): 2, (True, "actual"): 4, (True, "target"): 5}


def test_indicators_with_many_observations_weigh_more(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = TEXT.replace("云溪市", "余姚市").replace("12家。", "12家。城镇新增就业2万人。")
    ingest_text(filled, jobs.encode(), "余姚市-2020.txt")
    numbers = Counter(row["indicator_code"] for row in rows(filled) if row["indicator_code"])
    (most, number), *others = numbers.most_common()
    assert others
    assert number > others[0][1]
    monkeypatch.setattr("app.store.repositories.review.FREQUENT", 1)
    weights = {row["indicator_code"]: row["weight"] for row in rows(filled, status="actual")}
    assert weights.pop(None) == 1
    assert weights.pop(most) == 4
    assert set(weights.values()) == {3}


def test_a_changed_row_offers_the_name_of_the_rules_again(filled: Database) -> None:
    row = next(row for row in rows(filled) if row["value_text"] == "10家")
    read = reviewing.reviewed(filled, str(row["id"]))
    assert read.row.indicator not in read.alternatives
    name = read.alternatives[0]
    record(
        filled, read.row.id, ReaderVerdict(Verdict.CHANGE, "m", (("indicator", name),), reader=Reader.MODEL)
    )
    changed = reviewing.reviewed(filled, read.row.id)
    assert changed.row.indicator == name
    assert changed.alternatives == (read.row.indicator, *read.alternatives[1:])


def test_only_rows_below_a_confidence_are_listed(filled: Database) -> None:
    every = [Decimal(str(row["confidence"])) for row in rows(filled)]
    assert len(every) == 8
    for below in sorted(set(every)):
        found = [Decimal(str(row["confidence"])) for row in rows(filled, below=str(below))]
        assert sorted(found) == sorted(one for one in every if one < below)


def test_reading_paragraphs_again_has_a_time_limit(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filled, "seconds", 0.0)
    monkeypatch.setattr("app.services.lists.review.derivation_of", lambda *_: time.sleep(0.01))
    with pytest.raises(QueryTimeoutError):
        rows(filled, limit="3")
    assert len(rows(filled, limit="3", fields="id")) == 3, "without other names nothing is read again"


def test_the_filters_of_observations_narrow_it(filled: Database) -> None:
    assert {row["status"] for row in rows(filled, status="target")} == {"target"}
    assert {row["indicator_code"] for row in rows(filled, indicator_code="GDP")} == {"GDP"}


def test_what_a_person_has_read_is_not_listed(filled: Database) -> None:
    first, *others = rows(filled)
    record(filled, str(first["id"]), ReaderVerdict(Verdict.CONFIRM, "李敏"))
    assert [row["id"] for row in rows(filled)] == [row["id"] for row in others]


def test_each_row_has_other_names(filled: Database) -> None:
    found = rows(filled)
    assert min(Decimal(str(row["confidence"])) for row in found) < Decimal("0.7")
    assert max(Decimal(str(row["confidence"])) for row in found) > Decimal("0.8")
    for row in found:
        others = json.loads(str(row["alternatives"]))
        assert 0 < len(others) <= 5
        assert row["indicator"] not in others


def test_a_row_alone_has_the_names_that_it_has_among_many(filled: Database) -> None:
    many = {row["id"]: row["alternatives"] for row in rows(filled)}
    for row_id, names in many.items():
        assert json.loads(str(names)) == list(reviewing.reviewed(filled, str(row_id)).alternatives)
    (first,) = rows(filled, limit="1")
    assert first["alternatives"] == many[first["id"]]


def test_pages_follow_each_other_and_a_stream_has_all(filled: Database) -> None:
    query = parse_query("review", [("below", "1"), ("limit", "4")])
    first = review.page(filled, query)
    assert (len(first.rows), first.total) == (4, 8)
    following = parse_query("review", [("below", "1"), ("limit", "5"), ("cursor", str(first.next))])
    streamed = [row for batch in review.stream(filled, query).batches for row in batch]
    assert [*first.rows, *review.page(filled, following).rows] == streamed
