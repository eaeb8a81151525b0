"""A small report, and questions about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from app.asking import SentenceQuestion, questions
from app.services.extracting.whole import extract_report
from tests.made import reported

TEXT = """云溪市政府工作报告
一、2019年工作回顾
（一）民生持续改善
全市教育投入继续增加。新建食堂3家，改造公厕5座、公园2个，培训护理人员1.2万人次。
"""
SENTENCE = "新建食堂3家，改造公厕5座、公园2个，培训护理人员1.2万人次。"


def question(*numbers: str, text: str = TEXT, alternatives: tuple[str, ...] = ()) -> SentenceQuestion:
    """The question about the rows with these numbers, or about all rows. All have the same alternatives."""
    report = reported(2020, text)
    extraction = extract_report(report, explained=True)
    chosen = {row.id for row in extraction.observations if not numbers or row.value_text in numbers}
    found = next(questions(report, extraction, chosen))
    return replace(found, items=tuple(item._replace(alternatives=alternatives) for item in found.items))


def row(**cells: object) -> dict[str, object]:
    """The statement of an answer about a row, with the given fields."""
    plain = {"row": 1, "number": "3家", "choice": "as_read", "alternative": None, "indicator": None}
    return plain | {"start_year": None, "year": None} | cells


def about(number: int, *rows: Mapping[str, object], **cells: object) -> dict[str, object]:
    """The statement of an answer about a sentence."""
    return {"sentence": number, "rows": rows, "missed": ()} | cells


def answer(*rows: Mapping[str, object], missed: tuple[Mapping[str, object], ...] = ()) -> str:
    """An answer about one sentence as a model writes it."""
    return answers(about(1, *rows, missed=missed))


def answers(*sentences: object) -> str:
    """An answer about several sentences."""
    return json.dumps({"sentences": sentences}, ensure_ascii=False)
