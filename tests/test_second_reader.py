"""How much a model improves annotated sentences: ``python -m tests.second_reader GOLD TEXTS --ask``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.second_reader.__main__ import main
from tests.second_reader.server import Body, Script, as_read, serving

TEXT = "云溪市政府工作报告（2020年）\n一、2019年工作回顾\n全年新开工建设高标准厂房12座。\n"
SENTENCE = "全年新开工建设高标准厂房12座。"
FACT = {
    "num": "12座", "value": 12, "unit": "座", "indicator": "高标准厂房", "scope": "", "measure": "level",
    "status": "actual", "start_year": 2019, "year": 2019, "bound": "exact", "category": "industry",
}  # fmt: skip


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """Gold that names the row in other words than the rules, and its text."""
    start = TEXT.index(SENTENCE)
    at = TEXT.index("12座")
    lines = [{"window": [start, start + len(SENTENCE)]}, {"start": at, "end": at + 3, **FACT}]
    gold, texts = tmp_path / "gold", tmp_path / "texts"
    for folder in (gold, texts):
        folder.mkdir()
    (gold / "云溪.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (texts / "云溪.txt").write_text(TEXT, encoding="utf-8")
    return [str(gold), str(texts)]


def named(body: Body) -> str:
    """The answer that gives each row the name of the gold."""
    answer = json.loads(as_read(body))
    for row in (row for sentence in answer["sentences"] for row in sentence["rows"]):
        row |= {"choice": "own", "indicator": FACT["indicator"]}
    return json.dumps(answer, ensure_ascii=False)


def precisions(
    script: Script, folders: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[str, str]:
    """The printed figures before and after the model's answers."""
    with serving(script) as address:
        monkeypatch.setenv("ZHIBIAO_READER_URL", address)
        monkeypatch.setenv("ZHIBIAO_READER_MODEL", "small-1")
        monkeypatch.setattr("sys.argv", ["second_reader", *folders, "--below", "1", "--ask"])
        main()
    lines = capsys.readouterr().out.splitlines()
    before, after = (
        next(line for line in lines if line.startswith(title)) for title in ("before", "small-1")
    )
    return before, after


def test_a_model_that_corrects_a_name_raises_the_share_of_right_rows(
    folders: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = precisions(Script(named), folders, monkeypatch, capsys)
    assert "precision 0.0000" in before
    assert "precision 1.0000" in after


def test_a_model_that_agrees_changes_nothing(
    folders: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, after = precisions(Script(as_read), folders, monkeypatch, capsys)
    assert "precision 0.0000" in after


def test_an_endpoint_that_refuses_changes_nothing(
    folders: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, after = precisions(Script(named, trouble=[400]), folders, monkeypatch, capsys)
    assert "precision 0.0000" in after
