"""Reading one paragraph gives the same observations as reading the whole text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.model.report import Report, ReportKind
from tests.made import reported
from tests.texts import REPORT_2020, REPORT_2021

TABLE = "项目\t绝对数（亿元）\n财政收入\t120\n财政收入\t120\n"
FACTS = (
    "region\tindicator\tyear\tvalue\tunit\n云溪市\t财政收入\t2019\t9\t亿元\n云溪市\t财政收入\t2018\t8\t亿元\n"
)


@pytest.mark.parametrize(
    "report, rows",
    [
        (reported(text=REPORT_2020), 9),
        (reported(2021, text=REPORT_2021), 4),
        (reported(text=f"{REPORT_2020}\n{TABLE}新建书屋3家。\n新建书屋3家。\n"), 13),
        (reported(text=FACTS, kind=ReportKind.TABLE), 2),
        (reported(text="全年“建书屋3家。\n又建\n”书院5家，公园6个。"), 3),
    ],
)
def test_a_paragraph_says_what_it_says_in_the_whole_text(report: Report, rows: int) -> None:
    whole = extract(report, load_lexicon()).derivations
    assert len(whole) == rows
    for derivation in whole:
        row = derivation.observation
        near = extract(report, load_lexicon(), around=row.value_start).derivations
        # Ids depend on how many equal statements were read before.
        same = [one for one in near if replace(one.observation, id=row.id) == row]
        assert [(one.trace, one.spans) for one in same] == [(derivation.trace, derivation.spans)]


def test_other_paragraphs_are_left_out() -> None:
    text = "新建书屋3家。\n新建公园5个，栽树6棵，第七中学竣工。\n新建书院9家。\n"
    near = extract(reported(text=text), load_lexicon(), around=text.index("6"))
    assert [row.value_text for row in near.observations] == ["5个", "6棵"]
    assert all(text.index("新建公园") <= one.span.start < text.index("新建书院") for one in near.rejections)
