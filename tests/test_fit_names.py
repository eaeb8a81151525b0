"""The fit of the ranking of names finds the feature of right candidates, on wrong rows."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.candidates.fit import SEEN_OFTEN, best, cross_validated, fit, lines
from tests.candidates.lists import Choice, Doubted, read_lists, shares

RIGHT, WRONG, EVERYWHERE = "owner", "cut", "always"


def doubted(report: str, *, right: bool = False) -> Doubted:
    """A row with six wrong candidates before a right one."""
    wrong = tuple(Choice(right=False, features=(WRONG, EVERYWHERE)) for _ in range(6))
    return Doubted(report, right, (False,), (*wrong, Choice(right=True, features=(RIGHT, EVERYWHERE))))


ROWS = [doubted(f"r-{number % 10}") for number in range(40)]


def test_what_marks_right_names_has_weight_and_what_all_have_has_none() -> None:
    weights = fit(ROWS)
    assert weights[RIGHT] > 1
    assert weights[WRONG] < 0
    assert weights[EVERYWHERE] == pytest.approx(0, abs=0.01)
    assert best(ROWS[0], weights)[0].right
    assert not any(choice.right for choice in best(ROWS[0], {}))


def test_rows_that_are_right_and_rare_features_teach_nothing() -> None:
    assert not fit([*ROWS[: SEEN_OFTEN - 1], *(doubted("r", right=True) for _ in range(40))])


def test_cross_validation_counts_rows_with_a_right_name_among_five() -> None:
    assert cross_validated(ROWS) == 1


def test_a_line_says_how_many_rows_have_the_feature() -> None:
    assert list(lines({RIGHT: 1.204, WRONG: 0.001}, ROWS)) == [(RIGHT, 120, "40 rows")]


TEXT = "2020年政府工作报告\n一、2019年工作回顾\n渔港扩容，总泊位90个。\n"
START = TEXT.index("90个")


def test_gold_judges_every_candidate(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "鄞州区2020.txt").write_text(TEXT, encoding="utf-8")
    fact = {
        "start": START, "end": START + 3, "value": 90, "unit": "个", "indicator": "渔港总泊位", "code": None,
        "scope": "", "measure": "level", "status": "actual", "start_year": 2019, "year": 2019,
    }  # fmt: skip
    gold = [{"window": [TEXT.index("渔港"), len(TEXT)]}, fact]
    lines = "\n".join(json.dumps(line, ensure_ascii=False) for line in gold)
    (tmp_path / "gold" / "鄞州区2020.jsonl").write_text(lines, encoding="utf-8")
    (row,) = read_lists(tmp_path / "gold", tmp_path, (), processes=1, sure=Decimal(2))
    assert row.listed
    assert sum(choice.right for choice in row.choices) >= 1
    assert shares([row])["candidates"] == 1
