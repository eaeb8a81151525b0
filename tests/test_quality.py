"""The strict score: when a row is right, and what the numbers of the score count."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.difference.versions import ROOT, Text
from tests.quality import figures as f
from tests.quality.gold import STRICT, Gold, Line, is_near, plain, read_gold, wrong_fields
from tests.quality.judge import Found, Verdict, judge, match

CODES = {"GDP", "REVENUE"}


def fact(**fields: object) -> Line:
    """The fact of 生产总值 in 2019 as a reader writes it."""
    return {
        "start": 10, "end": 13, "num": "108", "value": 10.8, "unit": "亿元", "indicator": "生产总值",
        "code": None, "scope": "", "measure": "level", "status": "actual", "start_year": 2019, "year": 2019,
        "bound": "exact", "category": "economy",
    } | fields  # fmt: skip


def row(**fields: object) -> Line:
    """The same fact as the extractor writes it."""
    return {
        "value_start": 10, "value_end": 15, "value": "10.8", "value_high": None, "unit": "亿元",
        "indicator": "生产总值", "indicator_code": None, "scope": "", "measure": "level", "status": "actual",
        "start_year": 2019, "year": 2019, "bound": "exact", "category": "economy", "flags": [],
        "rules": ["name.own"], "confidence": "0.8", "level": "county", "value_text": "108亿元",
    } | fields  # fmt: skip


WRONG: list[tuple[Line, Line, list[str]]] = [
    (fact(), row(), []),
    (fact(), row(value="10.80000001"), []),
    (fact(), row(value="10.81"), ["value"]),
    (fact(), row(value_high="12"), ["value"]),
    (fact(value_high=12), row(value_high="12"), []),
    (fact(value_high=12), row(), ["value"]),
    (fact(), row(unit="万元"), ["unit"]),
    (fact(unit="百分点"), row(unit="个百分点"), []),
    (fact(unit="方"), row(unit="立方米"), []),
    (fact(unit_also=["元"]), row(unit="元"), []),
    (fact(), row(measure="growth"), ["measure"]),
    (fact(measure_also=["growth"]), row(measure="growth"), []),
    (fact(), row(status="target"), ["status"]),
    (fact(), row(year=2020), ["year"]),
    (fact(), row(start_year=2016), ["year"]),
    (fact(year_also=[[2016, 2019]]), row(start_year=2016), []),
    (fact(), row(scope="市区"), ["scope"]),
    (fact(scope="“市区”"), row(scope="市区"), []),
    (fact(), row(bound="min"), ["bound"]),
    (fact(), row(category="industry"), ["category"]),
    (fact(category_also=["industry"]), row(category="industry"), []),
    (fact(also=[{"year": 2020, "start_year": 2020}]), row(start_year=2020, year=2020), []),
    (
        fact(also=[{"year": 2020, "start_year": 2020}]),
        row(start_year=2020, year=2020, scope="市区"),
        ["scope"],
    ),
]
NAMES: list[tuple[Line, Line, bool]] = [
    (fact(), row(), True),
    (fact(), row(indicator="投资"), False),
    (fact(accept=["全市投资"]), row(indicator="全市的投资"), True),
    (fact(indicator="国内生产总值"), row(indicator="地区生产总值"), True),
    (fact(code="GDP"), row(indicator_code="GDP", indicator="别的"), True),
    (fact(code="GDP"), row(), False),
    (fact(code="GDP", code_optional=True), row(), True),
    (fact(code="GDP", code_optional=True), row(indicator_code="REVENUE"), False),
    (fact(), row(indicator_code="GDP"), False),
    (fact(), row(indicator_code="LATER"), True),
    (fact(code="LATER"), row(indicator="投资"), False),
]


@pytest.mark.parametrize("due, found, wrong", WRONG)
def test_a_row_is_wrong_in_the_fields_that_differ(due: Line, found: Line, wrong: list[str]) -> None:
    assert wrong_fields(due, found, CODES) == wrong


@pytest.mark.parametrize("due, found, right", NAMES)
def test_a_name_is_right_by_its_code_or_as_a_whole(due: Line, found: Line, right: bool) -> None:
    assert ("name" not in wrong_fields(due, found, CODES)) is right


@pytest.mark.parametrize(
    "due, value, near",
    [
        (None, None, True),
        (None, "1", False),
        (1, None, False),
        (1e9, "1000000999", True),
        (0, "0.000002", False),
    ],
)
def test_values_are_near(due: float | None, value: str | None, near: bool) -> None:
    assert is_near(due, value) is near


def test_marks_and_some_words_make_no_difference_to_a_name() -> None:
    assert plain("规模以上工业（“四上”企业）的 增加值") == "规上工业四上企业增加值"


def test_a_number_with_two_names_is_matched_by_overlap_then_place_then_name() -> None:
    facts = [fact(indicator="投资"), fact(indicator="消费"), fact(start=20, end=22)]
    rows = [
        row(indicator="全部消费"),
        row(indicator="投资额"),
        row(indicator="贷款"),
        row(value_start=30, value_end=31),
    ]
    assert match(facts, rows) == {0: 1, 1: 0}


def gold(*numbers: Line) -> Gold:
    return Gold("place-2020", [{"window": [0, 30], "id": "s1"}, {"window": [40, 50]}], list(numbers))


def judged(due: list[Line], rows: list[Line]) -> tuple[list[Verdict], list[Found]]:
    return judge(gold(*due), Text("place-2020", rows, []), CODES)


ELSEWHERE: dict[str, Any] = {"value_start": 41, "value_end": 42}
FIGURES: list[tuple[list[Line], list[Line], dict[str, object]]] = [
    ([fact()], [row()], {"rows": 1, "right": 1, "precision": 1, "facts": 1, "recall": 1, "f1": 1}),
    ([fact()], [row(unit="%")], {"rows": 1, "right": 0, "precision": 0, "facts": 1, "recall": 0, "f1": 0}),
    (
        [fact()],
        [row(), row(**ELSEWHERE)],
        {"rows": 2, "right": 1, "precision": 0.5, "recall": 1, "f1": 2 / 3},
    ),
    ([fact()], [row(value_start=30)], {"rows": 0, "facts": 1, "recall": 0}),
    ([fact(optional=True)], [row()], {"rows": 1, "right": 1, "facts": 0}),
    ([fact(optional=True)], [], {"rows": 0, "facts": 0}),
]


@pytest.mark.parametrize("due, rows, expected", FIGURES)
def test_precision_is_of_rows_in_windows_and_recall_of_required_facts(
    due: list[Line], rows: list[Line], expected: dict[str, object]
) -> None:
    found = f.part(*judged(due, rows))
    assert {name: found[name] for name in expected} == expected


def test_a_sentence_is_right_if_all_its_rows_are_and_nothing_is_missed() -> None:
    elsewhere = fact(start=41, end=42)
    cases = [([row(), row(**ELSEWHERE)], 2), ([row(unit="%"), row(**ELSEWHERE)], 1), ([row()], 1), ([], 0)]
    for rows, right in cases:
        assert f.whole_sentences(*judged([fact(), elsewhere], rows)) == {
            "sentences": 2,
            "right": right,
            "share": right / 2,
        }


def test_figures_by_level_code_flag_and_field() -> None:
    due = [fact(code="GDP"), fact(start=16, end=18), fact(start=20, end=22)]
    rows = [
        row(indicator_code="GDP"),
        row(value_start=16, value_end=18, flags=["doubt"], unit="%"),
        row(**ELSEWHERE, confidence="0.5", indicator_code="LATER"),
    ]
    out = f.figures(*judged(due, rows), lambda _: "province", CODES)
    assert out["province"] == out["all"]
    assert "local" not in out
    assert out["any code"] == {"rows": 2, "right": 1, "precision": 0.5}
    assert out["catalogue code"] == {"rows": 1, "right": 1, "precision": 1}
    assert out["no code"] == out["flagged"] == {"rows": 1, "right": 0, "precision": 0}
    assert out["unflagged"] == {"rows": 2, "right": 1, "precision": 0.5}
    assert (out["wrong rows with a flag"], out["wrong rows in doubt"], out["rows in doubt"]) == (
        0.5,
        1,
        2 / 3,
    )
    assert (out["invented"], out["not extracted"]) == (1, 1)
    assert [out["accuracy"][field] for field in STRICT] == [1, 0.5, 1, 1, 1, 1, 1]


def test_confidence_is_measured() -> None:
    due = [fact(start=n, end=n + 1) for n in range(0, 8, 2)]
    numbers = zip(due, ["1", "0.95", "0.95", "0.2"], ["亿元", "%", "亿元", "%"], strict=True)
    rows = [
        row(value_start=one["start"], value_end=one["end"], confidence=sure, unit=unit)
        for one, sure, unit in numbers
    ]
    verdicts, _ = judged(due, rows)
    table = list(f.reliability(verdicts))
    assert [(line["from"], line["rows"], line["right"]) for line in table] == [(0.2, 1, 0), (0.9, 3, 2)]
    assert f.confidence_summary(verdicts) == {
        "sure rows": {"rows": 3, "right": 2, "precision": 2 / 3, "share of all": 0.75},
        "AUC": 3.5 / 4,
        "Brier score": pytest.approx((0.95**2 + 0.05**2 + 0.2**2) / 4),
    }


def test_gold_is_read_from_a_folder_and_measured(tmp_path: Path) -> None:
    sentence = "2019年，全市实现生产总值108亿元，增长4%。"
    text = f"政府工作报告\n——2020年1月8日在宁波市第十五届人民代表大会上\n一、2019年工作回顾\n{sentence}\n"
    start = text.index("108亿")
    lines = [
        {"window": [text.index(sentence), len(text)], "id": "s1"},
        fact(start=start, end=start + 3, value=108e8, unit="元", code="GDP"),
    ]
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n\n", encoding="utf-8")
    assert [len(one.stated) for one in read_gold(tmp_path)] == [1]
    command = [
        sys.executable,
        "-m",
        "tests.quality",
        str(tmp_path),
        str(tmp_path),
        "--json",
        "--processes",
        "1",
    ]
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": ""}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["all"] == {
        "rows": 2, "right": 1, "precision": 0.5, "facts": 1, "recall": 1.0, "f1": 2 / 3,
    }  # fmt: skip
