"""Numbers that rules reject, but that a reader declares to be values."""

from __future__ import annotations

import pytest

from app.extraction.admitting import read_at, read_in_sentence
from app.lexicon.lexicon import load_lexicon
from app.model.span import Span
from app.services.extracting.whole import extract_report
from tests.made import reported

SENTENCE = "开工总投资10亿元以上项目23个，建成5号线，粮食产量下降3.2%。"
REPORT = reported(2020, f"云溪市政府工作报告\n一、2019年工作回顾\n{SENTENCE}\n")


def span_of(words: str) -> Span:
    start = REPORT.text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    "words, rows",
    [
        ("10亿元", [("1000000000", "元", "min", 2019)]),
        ("5号线", [("5", "", "exact", 2019)]),
        ("3.2", [("-3.2", "%", "exact", 2019)]),
        ("建成", []),
        ("10亿元以上项目23个", [("1000000000", "元", "min", 2019), ("23", "个", "exact", 2019)]),
    ],
)
def test_a_stretch_is_read_as_values(words: str, rows: list[tuple[str, str, str, int]]) -> None:
    found = [one.observation for one in read_at(REPORT, load_lexicon(), span_of(words))]
    assert [(str(row.value), row.unit, row.bound, row.year) for row in found] == rows


@pytest.mark.parametrize("words", ["10亿元", "23个", "3.2%"])
def test_a_sentence_alone_gives_the_same_value_at_the_same_place(words: str) -> None:
    span, lexicon = span_of(words), load_lexicon()
    whole, alone = read_at(REPORT, lexicon, span), read_in_sentence(REPORT, lexicon, span_of(SENTENCE), span)
    fields = (
        "value",
        "unit",
        "bound",
        "value_text",
        "value_start",
        "value_end",
        "sentence_start",
        "sentence",
    )
    for name in fields:
        values = [getattr(one[0].observation, name) for one in (whole, alone)]
        assert values[0] == values[1], name


def test_others_are_rejected_as_before() -> None:
    found = [one.observation.value_text for one in extract_report(REPORT, explained=False).derivations]
    assert found == ["23个", "3.2%"]
