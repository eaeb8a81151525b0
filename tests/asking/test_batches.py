"""Which questions are asked in one request."""

from __future__ import annotations

import json

import pytest

from app.asking import SentenceQuestion, batches, questions
from app.asking.batches import MOST_ROWS, MOST_TOKENS
from app.asking.requests import estimated_tokens, message
from app.services.extracting.whole import extract_report
from tests.made import reported

HEAD = "云溪市政府工作报告\n一、2019年工作回顾\n"


def asked(*sentences: str) -> list[SentenceQuestion]:
    """The questions about all rows of these sentences."""
    report = reported(2020, HEAD + "".join(sentences))
    extraction = extract_report(report, explained=False)
    return list(questions(report, extraction, {row.id for row in extraction.observations}))


def sizes(found: list[SentenceQuestion], most: int = 8) -> list[int]:
    """How many sentences each request has."""
    return [len(group) for group in batches(found, most)]


@pytest.mark.parametrize("most, expected", [(1, [1] * 5), (2, [2, 2, 1]), (5, [5]), (9, [5])])
def test_a_request_has_so_many_sentences_at_most(most: int, expected: list[int]) -> None:
    found = asked(*(f"新建食堂{number}家。" for number in range(3, 8)))
    assert sizes(found, most) == expected
    assert [one for group in batches(found, most) for one in group] == found


def test_a_request_has_so_many_rows_at_most() -> None:
    found = asked(
        *("，".join(f"新建食堂{at + number}家" for at in range(9)) + "。" for number in (10, 20, 30))
    )
    assert sum(len(one.items) for one in found) == 27 > MOST_ROWS
    assert sizes(found) == [2, 1]


def test_a_sentence_with_more_rows_is_alone() -> None:
    long = "，".join(f"新建食堂{at}家" for at in range(10, 40)) + "。"
    assert sizes(asked("新建书屋3家。", long, "新建公园5个。")) == [2, 1]


def test_a_request_has_so_many_tokens_at_most() -> None:
    found = asked(*("完善服务体系" * 200 + f"，新建食堂{number}家。" for number in range(3, 23)))
    groups = list(batches(found, 20))
    assert len(groups) > 1
    for group in groups:
        assert sum(estimated_tokens(message([one])) for one in group) <= MOST_TOKENS


def test_sentences_with_the_same_numbers_are_not_together() -> None:
    found = asked("新建食堂3家。", "新建书屋3家。", "新建公园5个。", "改造书店3 家。")
    assert [[one.sentence for one in group] for group in batches(found, 8)] == [
        ["新建食堂3家。", "新建公园5个。"],
        ["新建书屋3家。"],
        ["改造书店3 家。"],
    ]


def test_a_sentence_is_sent_once_though_the_next_one_follows_it() -> None:
    first, second, third = asked("全市繁荣。新建食堂3家。", "成效明显。新建书屋5家。", "新建公园7个。")
    sent = json.loads(message([first, second, third]))["sentences"]
    assert [one["before"] for one in sent] == [first.surroundings.before, "成效明显。", ""]
    assert first.surroundings.before.endswith("全市繁荣。")
    assert json.loads(message([third]))["sentences"][0]["before"] == third.surroundings.before
    assert "新建书屋5家。" in third.surroundings.before
    # What a name may be made of does not depend on the request.
    assert "新建书屋5家。" in third.words


def test_far_sentences_keep_the_text_before_them() -> None:
    first, second = asked("新建食堂3家。", "工作扎实推进。" * 40 + "新建书屋5家。")
    sent = json.loads(message([first, second]))["sentences"]
    assert sent[1]["before"] == second.surroundings.before != ""
