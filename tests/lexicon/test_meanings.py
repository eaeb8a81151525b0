"""Names that mean the same in plans and results, classes of commitments, reasons of matches."""

from pathlib import Path

import pytest

from app.lexicon import matches, meanings, tables
from app.lexicon.commitments import commitment_class
from app.lexicon.matches import load_matches
from app.lexicon.meanings import meaning
from app.lexicon.tables import TableError
from app.model.comparison import CommitmentClass, Match


@pytest.mark.parametrize(
    "plan, result",
    [
        ("建设农村幸福院", "建成农村幸福院"),
        ("举办市民文化活动", "开展市民文化活动"),
        ("完成湿地修复工程", "湿地修复工程"),
        ("城镇失业人员培训", "培训城镇失业人员"),
        ("竣工各类保障性住房", "竣工保障房"),
        ("开工重大水利工程", "新开工重大水利工程"),
        ("改造提升老旧厂房", "老旧厂房更新改造"),
        ("解决农村人口的饮水安全问题", "得到解决的农村人口饮水安全问题"),
    ],
)
def test_one_meaning(plan: str, result: str) -> None:
    assert meaning(plan) == meaning(result)


@pytest.mark.parametrize(
    "one, other",
    [
        ("净增市场主体", "新增市场主体"),
        ("开工保障性住房", "建成保障性住房"),
        ("签约项目", "落地项目"),
        ("累计建成书屋", "新建书屋"),
        ("新增保护性耕作面积", "保护性耕作面积"),
        ("建设养老床位", "改造养老床位"),
        ("完成", "实施"),
    ],
)
def test_two_meanings(one: str, other: str) -> None:
    assert meaning(one) != meaning(other)


@pytest.mark.parametrize("row", ["kind,词,,", "doing,,,", "doing,开展,做,"])
def test_a_wrong_row_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    (tmp_path / "meanings.csv").write_text(f"role,word,becomes,note\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(TableError, match=r"meanings\.csv:2"):
        meanings._words.__wrapped__()  # noqa: SLF001 # without its cache


def test_every_reason_of_a_match_has_its_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(load_matches()) == set(Match)
    assert all(0 < confidence <= 1 for confidence in load_matches().values())
    (tmp_path / "matches.csv").write_text("reason,confidence,note\ncode,0.9,\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(KeyError, match="name"):
        matches.load_matches.__wrapped__()


@pytest.mark.parametrize(
    "words, expected",
    [
        (("确保", "左右"), CommitmentClass.BINDING),
        (("", "左右"), CommitmentClass.EXPECTED),
        (("力争",), CommitmentClass.STRIVING),
        (("", "以上"), None),
        ((), None),
    ],
)
def test_classes_of_commitments(words: tuple[str, ...], expected: CommitmentClass | None) -> None:
    assert commitment_class(*words) is expected
