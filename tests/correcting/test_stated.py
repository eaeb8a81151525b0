"""Finding a sentence and its number in another text of the report."""

from __future__ import annotations

import pytest

from app.correcting.stated import find_number, find_sentence
from app.model.correction import Statement
from app.model.span import Span

SENTENCE = "新建食堂3家，改造公厕5座。"


@pytest.mark.parametrize(
    "text, near, start",
    [
        (SENTENCE, 0, 0),
        (f"一、民生\n{SENTENCE}\n", 0, 5),
        (f"道路通车。{SENTENCE}", 0, 5),
        (f"{SENTENCE}道路通车。{SENTENCE}", 0, 0),
        (f"{SENTENCE}道路通车。{SENTENCE}", 20, 19),
        ("　　新建食堂 3 家，\n改造公厕5座。", 0, 2),
        # parts of longer sentences, and other sentences
        (f"今年{SENTENCE}", 0, None),
        (f"{SENTENCE[:-1]}，绿地1亩。", 0, None),
        (SENTENCE.replace("5", "6"), 0, None),
        ("", 0, None),
    ],
)
def test_a_sentence_is_found_whole(text: str, near: int, start: int | None) -> None:
    found = find_sentence(text, SENTENCE, near)
    assert (found and found.start) == start
    assert found is None or "".join(found.of(text).split()) == SENTENCE


def test_a_heading_has_no_mark_at_its_end() -> None:
    assert find_sentence("投资5亿元\n道路", "投资5亿元", 0) == Span(0, 5)
    assert find_sentence("投资5亿元的道路", "投资5亿元", 0) is None


@pytest.mark.parametrize(
    "offset, number, found", [(11, "5座", "5座"), (4, "3家", "3 家"), (4, "4家", None), (13, "5座", None)]
)
def test_a_number_is_found_in_its_sentence(offset: int, number: str, found: str | None) -> None:
    text = f"道路通车。{SENTENCE.replace('3家', '3 家')}"
    sentence = find_sentence(text, SENTENCE, 0)
    assert sentence
    span = find_number(text, sentence, Statement("", offset, number, 0))
    assert (span and span.of(text)) == found
