"""The kind of figure that a question asks for."""

import pytest

from app.lexicon.questions import read_question


@pytest.mark.parametrize(
    "question,measure",
    [
        ("鄞州2020年地区生产总值增速", "growth"),
        ("鄞州2020年地区生产总值增速全市排名", "rank"),
        ("rank of GDP growth in Yinzhou", "rank"),
        ("GDP growth of Yinzhou", "growth"),
        ("鄞州2020年地区生产总值", ""),
    ],
)
def test_a_rank_of_a_growth_is_a_rank(question: str, measure: str) -> None:
    assert read_question(question).measure == measure
