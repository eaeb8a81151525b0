"""The words of the text that an explanation quotes."""

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


def test_the_spans_of_a_value_without_a_bound_have_none() -> None:
    text = HEADINGS["review"].format(last=YEAR - 1) + "财政收入突破40亿元，税收5亿元"
    bound, exact = (one.spans for one in run(text).derivations)
    assert [text[span.start : span.end] for span in bound["bound"]] == ["突破40亿元"]
    assert "bound" not in exact


def test_a_year_by_default_quotes_the_sentence_that_states_none() -> None:
    text = "工业向好。全市财政收入40亿元，税收5亿元。"
    steps = [step for one in run(text).derivations for step in one.trace if step.rule == "period.default"]
    assert [step.because.partition(": ")[0] for step in steps] == [
        "“全市财政收入40亿元”",
        "“全市财政收入40亿元，税收5亿元”",
    ]


def test_the_words_that_were_cut_from_a_name_stand_below_it() -> None:
    (derivation,) = run(HEADINGS["review"].format(last=YEAR - 1) + "全年财政收入同比增长5%").derivations
    name = derivation.trace[0]
    chain = []
    while name.from_step:
        name = name.from_step
        chain.append((name.rule, name.because.partition(": ")[0]))
    assert chain == [("lead.stating-words", "“同比增长”"), ("lead.opening-words", "“全年”")]


def test_a_carried_name_continues_the_decision_that_found_it() -> None:
    text = HEADINGS["review"].format(last=YEAR - 1) + "全年财政收入40亿元，增长5%，比2018年增长9%"
    own, *carried = (one.trace[0] for one in run(text).derivations)
    assert own.rule == "name.own"
    assert [one.rule for one in carried] == ["name.elided", "name.elided"]
    assert [one.from_step.rule for one in carried if one.from_step] == ["name.own", "name.own"]


def test_a_joined_line_is_quoted_where_it_was_joined() -> None:
    (derivation,) = run(
        HEADINGS["review"].format(last=YEAR - 1) + "全年出口100亿元，财政收\n入增长5%"
    ).derivations[1:]
    (step,) = [step for step in derivation.trace if step.rule == "text.joined-lines"]
    assert step.because.startswith("“收入”: ")


def test_lines_that_were_joined_elsewhere_are_not_quoted() -> None:
    text = (
        HEADINGS["review"].format(last=YEAR - 1)
        + "工业向好，财政收\n入40亿元，税收5亿元，出口额\n7亿元，进口额"
    )
    joined = [
        [step.because.partition(":")[0] for step in one.trace if step.rule == "text.joined-lines"]
        for one in run(text).derivations
    ]
    assert joined == [["“收入”"], [], ["“额7”"]]
