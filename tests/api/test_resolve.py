"""Questions in words: the right observation comes first, with the reasons."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    "question, indicator, measure, status, year",
    [
        ("鄞州2020年新增就业目标", "新增就业", "level", "target", 2020),
        ("鄞州2019年新增就业", "新增就业", "level", "actual", 2019),
        ("鄞州區2019年新增就業", "新增就业", "level", "actual", 2019),
        ("2019年宁波市鄞州区的地区生产总值是多少", "地区生产总值", "level", "actual", 2019),
        ("鄞州2019年地区生产总值增速", "地区生产总值", "growth", "actual", 2019),
        ("GDP growth target of Yinzhou, Ningbo in 2020", "地区生产总值", "growth", "target", 2020),
        ("鄞州 城镇登记失业率 2019", "城镇登记失业率", "share", "actual", 2019),
        ("2019年新增就业", "新增就业", "level", "actual", 2019),
    ],
)
def test_the_best_answer_comes_first(
    seeded: TestClient,
    question: str,
    indicator: str,
    measure: str,
    status: str,
    year: int,
) -> None:
    answer = seeded.get("/v1/resolve", params={"q": question})
    assert answer.status_code == 200, answer.text
    rows = answer.json()["data"]
    best = rows[0]
    assert [best[name] for name in ("indicator", "measure", "status", "year")] == [
        indicator,
        measure,
        status,
        year,
    ]
    assert best["scope"] == ""
    assert len(rows) <= 10
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["match"] for row in rows] == sorted((row["match"] for row in rows), reverse=True)


def test_the_answer_says_why_and_leads_to_its_evidence(seeded: TestClient) -> None:
    (best, *_) = seeded.get("/v1/resolve?q=鄞州2020年新增就业目标").json()["data"]
    assert best["why"][0] == "region: 鄞州 is 鄞州区 (330212)"
    assert "status: target as 目标 says" in best["why"]
    detail = seeded.get(f"/v1/observations/{best['id']}").json()
    assert detail["value"] == best["value"]


@pytest.mark.parametrize("question", ["北京2020年新增就业目标", "鄞州1999年新增就业", "鄞州2019年火星探测"])
def test_what_is_not_stated_has_no_answer(seeded: TestClient, question: str) -> None:
    assert seeded.get("/v1/resolve", params={"q": question}).json()["data"] == []


@pytest.mark.parametrize("query", ["", "?q=", "?q=2019", "?q=多少"])
def test_a_question_names_a_place_or_a_quantity(seeded: TestClient, query: str) -> None:
    assert seeded.get(f"/v1/resolve{query}").status_code == 422


def test_a_place_without_a_code_is_understood(shared_client: TestClient) -> None:
    (best, *_) = shared_client.get("/v1/resolve?q=三贤市2019年新增就业").json()["data"]
    assert (best["region"], best["value"]) == ("三贤市", 12500)
