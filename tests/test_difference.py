"""The tool that compares two versions of the extractor."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.difference.changes import changes, half_of
from tests.difference.summary import Rates, groups, marked, rule_lines
from tests.difference.versions import ROOT, Text, digest_of

TEXT = "全年完成投资108亿元，增长4%。"


def row(**fields: object) -> dict[str, Any]:
    """The observation of 108亿元, with the given fields replaced."""
    return {
        "indicator": "投资", "indicator_code": None, "measure": "level", "status": "actual", "bound": "exact",
        "value": "10800000000", "value_high": None, "unit": "元", "scope": "", "start_year": 2019,
        "year": 2019, "value_start": 6, "value_end": 11, "sentence_start": 0, "sentence_end": len(TEXT),
        "sentence": TEXT, "rules": ["name.own", "measure.level"], "flags": [],
    } | fields  # fmt: skip


def text(*rows: dict[str, Any], rejections: tuple[dict[str, Any], ...] = ()) -> Text:
    return Text("place-2020", list(rows), list(rejections))


GROWTH = row(indicator="投资", measure="growth", value="4", unit="%", value_start=14, value_end=16)
REJECTED = ({"start": 6, "end": 11, "reason": "name", "rule": "reject.name"},)
CHANGES = [
    (text(row()), text(row()), []),
    (text(row()), text(row(), GROWTH), [("added", "", "name.own")]),
    (text(row(), GROWTH), text(GROWTH), [("removed", "", "name.own")]),
    (text(row()), text(rejections=REJECTED), [("removed", "", "now reject.name (name)")]),
    (text(rejections=REJECTED), text(row()), [("added", "", "was reject.name (name)")]),
    (text(row()), text(row(indicator="完成投资")), [("altered", "indicator", "name.own")]),
    (text(row()), text(row(indicator="完成投资", flags=["doubt"])), [("altered", "indicator", "name.own")]),
    (text(row()), text(row(flags=["doubt"])), [("altered", "flags", "name.own")]),
    (text(row()), text(row(value_end=12, value="1")), [("altered", "value", "name.own")]),
    (
        text(row()),
        text(row(scope="市区", rules=["name.other", "measure.level"])),
        [("altered", "scope", "+name.other -name.own")],
    ),
    (text(row()), text(row(confidence="0.9")), []),
    (
        text(row(), row(indicator="消费")),
        text(row(indicator="消费"), row(indicator="全部投资")),
        [("altered", "indicator", "name.own")],
    ),
]


@pytest.mark.parametrize("old, new, expected", CHANGES)
def test_changes_have_a_kind_fields_and_a_cause(
    old: Text, new: Text, expected: list[tuple[str, str, str]]
) -> None:
    assert [change.group for change in changes(old, new)] == expected


def test_the_largest_group_comes_first() -> None:
    old, new = (
        text(row(), GROWTH),
        text(row(year=2018), GROWTH | {"year": 2018}, row(value_start=0, value_end=1)),
    )
    assert [len(group) for group in groups(list(changes(old, new)))] == [2, 1]


def test_the_number_is_marked_in_its_sentence() -> None:
    assert marked(row()) == "全年完成投资⟦108亿元⟧，增长4%。"


def test_rates_are_per_thousand_rows_of_each_half() -> None:
    names = {half: next(f"t{n}" for n in range(99) if half_of(f"t{n}") == half) for half in "AB"}
    texts = [Text(names["A"], [row()] * 200, []), Text(names["B"], [row()] * 100, [])]
    rates = Rates(texts)
    assert rates.of({"A": 1, "B": 1}) == "A 5.00 B 10.00"
    assert rates.of({"A": 10, "B": 10}) == "A 50.00 B 100.00 !"
    assert rates.of({"A": 20, "B": 10}) == "A 100.00 B 100.00"


def test_rules_are_listed_where_their_count_changed() -> None:
    lines = list(rule_lines([text(row())], [text(row(), rejections=REJECTED)]))
    assert [line.split()[:4] for line in lines] == [["reject.name", "0", "->", "1"]]


def test_equal_sources_are_one_version(tmp_path: Path) -> None:
    module = tmp_path / "app" / "extraction" / "rules.py"
    module.parent.mkdir(parents=True)
    module.write_text("A = 1\n", encoding="utf-8")
    first = digest_of(tmp_path)
    (module.parent / "rules.pyc").write_bytes(b"compiled")
    assert digest_of(tmp_path) == first
    module.write_text("A = 2\n", encoding="utf-8")
    assert digest_of(tmp_path) != first


def test_the_work_tree_is_compared_with_a_revision(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.difference", "seeds", "--processes", "1"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("1 texts, ")
    assert len(list(tmp_path.rglob("*.json.gz"))) in {1, 2}  # one if the work tree is clean
