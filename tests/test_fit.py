"""The fit of confidence finds the weights behind the data, and writes tables that extraction can read."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from app.lexicon import tables
from app.lexicon.confidence import load_confidence
from tests.fit import Judged, area, features_of, fit, judged_rows, names_of, sigmoid, table_of, write
from tests.made import observed


def judged(count: int) -> list[Judged]:
    """Rows of which 95 of 100 with a code are right, and 60 of 100 without a code."""
    dice = np.random.default_rng(1)
    return [
        Judged(
            f"r-{place % 20}",
            observed(indicator_code="GDP" if place % 2 else None),
            bool(dice.random() < (0.95 if place % 2 else 0.6)),
        )
        for place in range(count)
    ]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Judged]:
    rows = judged(2000)
    names = names_of(rows)
    monkeypatch.setattr(tables, "DATA", tmp_path)
    write(fit(table_of(rows, names), np.array([float(row.right) for row in rows]), names), rows)
    return rows


def test_tables_that_were_written_give_the_shares_that_were_seen(written: list[Judged]) -> None:
    table = load_confidence.__wrapped__()
    for code, expected in (("GDP", Decimal("0.95")), (None, Decimal("0.60"))):
        confidence = table.confidence(features_of(observed(indicator_code=code)))
        seen = [row.right for row in written if row.row.indicator_code == code]
        assert abs(confidence - expected) <= Decimal("0.04")
        assert abs(float(confidence) - sum(seen) / len(seen)) < 0.02


@pytest.mark.parametrize(
    "shares, right, expected",
    [
        ([0.9, 0.8, 0.2], [1, 1, 0], 1.0),
        ([0.9, 0.8, 0.2], [0, 0, 1], 0.0),
        ([0.5, 0.5], [1, 0], 0.5),
    ],
)
def test_the_area_says_how_often_a_right_row_is_surer(
    shares: list[float], right: list[float], expected: float
) -> None:
    assert area(np.array(shares), np.array(right)) == expected


def test_rare_features_have_no_weight() -> None:
    rows = [*judged(40), Judged("r", observed(unit="%", indicator_code=None), right=True)]
    assert "unit:percent" not in names_of(rows)
    assert "uncoded" in names_of(rows)


def test_rows_of_annotated_sentences_have_features(tmp_path: Path) -> None:
    text = "2020年云溪市政府工作报告\n一、2019年工作回顾\n全年新建厂房12座。\n"
    at = text.index("12座")
    window = {"window": [text.index("全年"), len(text)]}
    fact = {
        "start": at, "end": at + 3, "value": 12, "unit": "座", "indicator": "新建厂房", "measure": "level",
        "status": "actual", "start_year": 2019, "year": 2019, "scope": "", "bound": "exact",
        "category": "industry",
    }  # fmt: skip
    (tmp_path / "r.jsonl").write_text(f"{json.dumps(window)}\n{json.dumps(fact)}\n", encoding="utf-8")
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    (row,) = judged_rows([str(tmp_path), str(tmp_path)], frozenset())
    assert row.right
    assert {"rule:name.own", "uncoded"} <= row.features


def test_a_logit_of_nothing_is_a_half() -> None:
    assert sigmoid(np.array([0.0])) == [0.5]
