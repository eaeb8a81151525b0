"""The words that a decision quotes."""

import pytest

from tests.extraction.examples import HEADINGS, YEAR, run


@pytest.mark.parametrize(
    "phrase, rule, words",
    [
        ("财政收入突破40亿元", "bound.words", "突破40亿元"),
        ("财政收入40亿元左右", "bound.words", "40亿元左右"),
        ("财政收入完成40亿元", "name.own", "财政收入"),
        ("财政收入同比增长5%", "measure.growth", "同比增长"),
        ("“九五”时期，财政收入增长8%", "period.plan", "“九五”时期"),
        ("财政收入40亿元", "period.heading", "2019年工作回顾"),
    ],
)
def test_a_decision_quotes_the_words_that_it_read(phrase: str, rule: str, words: str) -> None:
    text = HEADINGS["review"].format(last=YEAR - 1) + phrase
    (derivation,) = run(text).derivations
    (step,) = [step for step in derivation.trace if step.rule == rule]
    assert step.because.startswith(f"“{words}”: ")
    assert step.span is not None
    assert text[step.span.start : step.span.end].strip("\n") == words
