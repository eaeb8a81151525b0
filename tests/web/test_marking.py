"""The text of a report with marked numbers: it shows each character once, in order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.model.derivation import Rejection
from app.model.span import Span
from app.web.marking import (
    ReportLine,
    blocks,
    depth,
    excerpt,
    is_doubtful,
    lines,
    since_sentence,
    until_sentence,
)
from app.web.rows import Record

TEXT = "一、2019年\n\n新增就业3.5万人，增长5%。<b>7</b>\n"


def row(number: str, **other: object) -> Record:
    start = TEXT.index(number)
    plain = {"status": "actual", "flags": "[]", "confidence": "0.9", "value_start": start}
    return {**plain, "value_end": start + len(number), **other}


def shown(made: list[ReportLine]) -> str:
    return "\n".join(line.text for line in made)


def test_every_character_is_shown_once() -> None:
    made = lines(TEXT, [row("5%"), row("3.5万人"), row("7", status="target")])
    assert shown(made) == TEXT.replace("\n\n", "\n").strip()
    for line in made:
        for stretch in line.stretches:
            assert TEXT[stretch.start :].startswith(stretch.text)
    marked = [(one.text, one.kind) for line in made for one in line.stretches if one.rows]
    assert marked == [("3.5万人", "actual"), ("5%", "actual"), ("7", "target")]


def test_one_number_may_be_of_two_rows_and_overlaps_are_marked_once() -> None:
    start = TEXT.index("5万人")
    made = lines(TEXT, [row("3.5万人"), row("3.5万人"), row("5万人", value_start=start)])
    assert [len(one.rows) for line in made for one in line.stretches if one.rows] == [2]
    assert shown(made) == TEXT.replace("\n\n", "\n").strip()


def test_rejected_numbers_are_marked_with_their_reason() -> None:
    start = TEXT.index("2019年")
    (found,) = [
        one
        for line in lines(TEXT, [], [Rejection(Span(start, start + 5), "2019年", "date")])
        for one in line.stretches
        if one.rejected
    ]
    assert (found.text, found.rejected, found.kind) == ("2019年", "date", "")


@pytest.mark.parametrize(
    "comparison, doubtful", [({"confidence": Decimal("0.79")}, True), ({"confidence": Decimal("0.8")}, False)]
)
def test_a_comparison_of_low_confidence_is_doubtful(comparison: Record, doubtful: bool) -> None:
    assert is_doubtful(comparison) == doubtful


@pytest.mark.parametrize("other, doubtful", [({}, False), ({"flags": '["low_confidence"]'}, True)])
def test_doubt_is_marked(other: Record, doubtful: bool) -> None:
    (found,) = [one for line in lines(TEXT, [row("5%", **other)]) for one in line.stretches if one.rows]
    assert found.doubtful == doubtful


@pytest.mark.parametrize(
    "line, expected",
    [
        ("一、2019年工作回顾", 1),
        ("第二部分 重点工作", 1),
        ("　（二）稳就业", 2),
        ("2021年主要工作回顾", 1),
        ("横海县2021年政府工作报告", 0),
        ("2021年，我们做了很多工作", 0),
        ("一、二、三产业增加值分别增长3%、5%、7%。", 0),
        ("全年新增就业3.5万人", 0),
    ],
)
def test_headings_are_known(line: str, expected: int) -> None:
    assert depth(line) == expected


def test_an_excerpt_has_the_number_and_what_stands_around_it() -> None:
    sentence = "甲" * 60 + "3人" + "乙" * 60
    words = {"sentence": sentence, "sentence_start": 10, "value_start": 70, "value_end": 72}
    assert excerpt(words) == ("…" + "甲" * 36, "3人", "乙" * 14 + "…")
    short = {"sentence": "共3人。", "sentence_start": 0, "value_start": 1, "value_end": 3}
    assert excerpt(short) == ("共", "3人", "。")


def test_a_row_of_a_table_is_shown_with_all_cells_that_are_not_empty() -> None:
    row = {
        "sentence": "某市\tGDP\t7.5\t\t%\t某报告",
        "sentence_start": 10,
        "value_start": 17,
        "value_end": 20,
    }
    assert excerpt(row) == ("某市 · GDP · ", "7.5", " · % · 某报告")


def test_the_rows_of_a_table_are_together() -> None:
    found = lines("甲\n\n名称\t数量\n某市\t3\n乙\n丙\n", [])
    shapes = [(block.is_table, [line.text for line in block.lines]) for block in blocks(found)]
    assert shapes == [
        (False, ["甲"]),
        (True, ["名称\t数量", "某市\t3"]),
        (False, ["乙"]),
        (False, ["丙"]),
    ]


def test_a_row_of_a_table_has_cells() -> None:
    text = "某市\t\tGDP 7.5%\t\n甲\n"
    number = {"value_start": 8, "value_end": 12, "status": "actual", "flags": "[]", "confidence": "1"}
    row, other = lines(text, [number])
    assert [[stretch.text for stretch in cell] for cell in row.cells] == [
        ["某市"],
        [],
        ["GDP ", "7.5%"],
        [],
    ]
    assert [stretch.kind for cell in row.cells for stretch in cell] == ["", "", "actual"]
    assert [[stretch.text for stretch in cell] for cell in other.cells] == [["甲"]]


@pytest.mark.parametrize(
    "text, is_cut, expected",
    [
        ("位代表：\n现在报告工作。", True, "现在报告工作。"),
        ("模式，持续开展活动。新增文化礼堂40家。", True, "新增文化礼堂40家。"),
        ("模式，持续开展活动", True, "…模式，持续开展活动"),
        ("持续开展活动。", True, "…持续开展活动。"),
        ("各位代表：\n", False, "各位代表：\n"),
    ],
)
def test_words_before_a_sentence_begin_with_a_sentence(text: str, is_cut: bool, expected: str) -> None:
    assert since_sentence(text, is_cut) == expected


@pytest.mark.parametrize(
    "text, is_cut, expected",
    [
        ("提升服务水平。\n提升教育质量。深化集团化办学，", True, "提升服务水平。\n提升教育质量。"),
        ("提升服务水平", True, "提升服务水平…"),
        ("提升服务水平。谢谢", False, "提升服务水平。谢谢"),
    ],
)
def test_words_behind_a_sentence_end_with_a_sentence(text: str, is_cut: bool, expected: str) -> None:
    assert until_sentence(text, is_cut) == expected
