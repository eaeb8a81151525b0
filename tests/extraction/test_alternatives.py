"""Doubtful rows come with other names, the best first; sure rows come alone."""

import pytest

from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.services.extracting.explanation import explain
from tests.extraction.examples import run
from tests.made import reported

CASES = [
    ("与区外52家医疗机构开展合作", "开展合作的区外医疗机构", "behind.deed"),
    ("为415家工业企业分幢办理不动产权证", "分幢办理不动产权证的工业企业", "behind.deed"),
    ("推进“三江”渔港改造，办件量3万件", "“三江”渔港办件量", "owner.first"),
]


@pytest.mark.parametrize("phrase, name, made", CASES)
def test_a_doubtful_row_lists_the_right_name(phrase: str, name: str, made: str) -> None:
    (derivation,) = run(f"一、2019年工作回顾\n{phrase}").derivations
    assert derivation.observation.indicator == name or (name, made) in {
        (one.indicator, one.made) for one in derivation.alternatives
    }


def test_a_sure_row_has_no_other_names() -> None:
    (derivation,) = run("一、2019年工作回顾\n地区生产总值达3000亿元").derivations
    assert not derivation.alternatives


def test_a_sure_row_has_other_names_where_they_are_asked_for() -> None:
    report = reported(text="一、2019年工作回顾\n地区生产总值达3000亿元，增长8%。新建书屋3家。")
    found = extract(
        report, load_lexicon(), explained=False, offers=lambda row: row.value_text in ("3000亿元", "3家")
    ).derivations
    assert [bool(one.alternatives) for one in found] == [True, False, True]
    assert [one.observation for one in found] == list(extract(report, load_lexicon()).observations)
    assert not any(one.trace or one.spans for one in found)


#: 这个 refers to the sentence before: these words alone do not contain the name.
ANAPHOR = "一、2019年工作回顾\n这个比重27%"


def test_a_doubtful_row_has_five_at_most_and_never_its_own() -> None:
    (derivation,) = run(ANAPHOR).derivations
    names = [one.indicator for one in derivation.alternatives]
    assert 0 < len(names) == len(set(names)) <= 5
    assert derivation.observation.indicator not in names


def test_an_explanation_lists_other_names() -> None:
    lines = list(explain(run(ANAPHOR)))
    assert any(line.startswith("  or ") for line in lines)
