"""Words are counted in the names of sure rows, and their classes can be read as a table."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from app.lexicon import tables
from app.lexicon.types.word_use import UNSEEN, WordUse
from app.lexicon.word_use import load_word_use
from tests.difference.versions import Text
from tests.quality.gold import Gold
from tests.word_use import Counts, class_of, counted, write


def row(sentence: str, name: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 # fields of any type
    """A row as JSON whose number is the first 8 of its sentence."""
    defaults = {
        "sentence_start": 0, "action": "", "confidence": "0.95", "rules": ["name.own"],
        "value_start": sentence.index("8"),
    }  # fmt: skip
    return {"sentence": sentence, "indicator": name, **defaults, **fields}


def test_a_name_counts_its_words_and_its_clause_those_that_it_leaves_out() -> None:
    counts = Counts()
    counts.add(row("去年积极推进，目前新建企业仓库8座", "新建企业仓库", action="新建"))
    assert counts.begins == {"新建": 1}
    assert counts.ends == {"仓库": 1}
    assert set(counts.inside) == {"新建", "企业", "仓库"}
    assert set(counts.outside) == {"目前"}
    assert not counts.alone["仓库"]


@pytest.mark.parametrize("name, action", [("仓库", ""), ("新建仓库", "新建")])
def test_a_word_is_alone_without_the_verb(name: str, action: str) -> None:
    counts = Counts()
    counts.add(row(f"{name}8座", name, action=action))
    assert counts.alone == {"仓库": 1}


@pytest.mark.parametrize(
    "fields, expected",
    [
        ({}, 1),
        ({"confidence": "0.84"}, 0),
        ({"rules": ["table.row"]}, 0),
        # a sentence that readers judged
        ({"value_start": 50}, 0),
    ],
)
def test_doubtful_rows_cells_and_judged_sentences_are_not_counted(
    fields: dict[str, Any], expected: int
) -> None:
    text = Text("r", [row("仓库8座", "仓库", **fields)], [])
    gold = {"r": [Gold("r", [{"window": [40, 60]}], [])]}
    assert counted([text], gold).ends.total() == expected


def test_classes_rise_with_the_share() -> None:
    assert [class_of(share, (-1, 0)) for share in (0.1, math.exp(-1) + 0.01, 1.0)] == [0, 1, 2]


def test_a_word_without_counts_is_unseen() -> None:
    assert Counts().use("仓库") == UNSEEN


def test_rare_words_are_left_out() -> None:
    counts = Counts()
    for _ in range(2):
        counts.add(row("仓库8座", "仓库"))
    assert dict(counts.uses()) == {}
    counts.add(row("仓库8座", "仓库"))
    assert dict(counts.uses()) == {"仓库": WordUse(ends=5, begins=5, alone=6, inside=5, seen=2)}


def test_the_table_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    counts = Counts()
    for _ in range(3):
        counts.add(row("目前新建企业仓库8座", "新建企业仓库", action="新建"))
    write(counts)
    read = load_word_use.__wrapped__().words
    assert read == dict(counts.uses())
    assert read.keys() == {"新建", "企业", "仓库", "目前"}
