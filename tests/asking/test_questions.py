"""The rows of a question, and the text around its sentence."""

from __future__ import annotations

import pytest

from app.asking import questions
from app.asking.surroundings import Outline
from app.services.extracting.whole import extract_report
from tests.asking.asked import SENTENCE, TEXT, question
from tests.made import reported


def test_a_question_has_all_that_a_reader_needs() -> None:
    document = question("5座", alternatives=("公厕",)).document()
    assert document == {
        "headings": ["云溪市政府工作报告", "一、2019年工作回顾", "（一）民生持续改善"],
        "before": "云溪市政府工作报告\n一、2019年工作回顾\n（一）民生持续改善\n全市教育投入继续增加。",
        "text": SENTENCE,
        "rows": [
            {
                "row": 1,
                "number": "5座",
                "after": "新建食堂3家，改造公厕",
                "indicator": "改造公厕",
                "alternatives": ["公厕"],
                "start_year": 2019,
                "year": 2019,
                "measure": "level",
                "status": "actual",
                "unit": "座",
                "scope": "",
            }
        ],
        "settled": [
            {"number": "3家", "indicator": "新建食堂"},
            {"number": "2个", "indicator": "改造公园"},
            {"number": "1.2万人次", "indicator": "培训护理人员"},
        ],
    }


def test_all_rows_of_a_sentence_are_one_question() -> None:
    assert [item.row.value_text for item in question().items] == ["3家", "5座", "2个", "1.2万人次"]
    assert [item.position for item in question("5座", "1.2万人次").items] == [1, 3]


def test_cells_of_tables_are_not_asked_about() -> None:
    table = "指标\t2019年\n医院（家）\t3\n诊所（家）\t9\n"
    report = reported(2020, TEXT + table)
    extraction = extract_report(report, explained=True)
    ids = {row.id for row in extraction.observations}
    assert len(ids) == 6
    (asked,) = questions(report, extraction, ids)
    assert asked.sentence == SENTENCE


@pytest.mark.parametrize(
    "text, headings",
    [
        ("新建书屋3家。", ()),
        ("2019年工作回顾\n新建书屋3家。", ("2019年工作回顾",)),
        ("一、回顾\n（一）教育\n（二）文化\n新建书屋3家。", ("一、回顾", "（二）文化")),
        ("一、回顾\n（一）教育\n二、任务\n新建书屋3家。", ("二、任务",)),
        ("工作任务\n一、教育\n1.校舍\n新建书屋3家。", ("工作任务", "一、教育", "1.校舍")),
        ("各位代表\n——2020年1月\n办好实事。\n新建书屋3家。", ()),
    ],
)
def test_headings_over_a_sentence(text: str, headings: tuple[str, ...]) -> None:
    assert Outline(text).around(text.index("新建书屋")).headings == headings


def test_the_text_before_a_sentence_begins_with_a_sentence() -> None:
    text = "教育投入增加。" * 30 + "新建书屋3家。"
    before = Outline(text).around(text.index("新建书屋")).before
    assert before == "教育投入增加。" * 22
