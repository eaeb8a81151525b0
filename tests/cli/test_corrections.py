"""``zhibiao corrections``: missed numbers, orphans, gold, and what ``ingest`` counts then."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.cli.main import main
from tests.texts import REPORT_2020

TEXT = REPORT_2020.replace("新建养老机构12家。", "新建养老机构12家。开工总投资10亿元以上项目23个。")
START = TEXT.index("10亿元")


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is ingested, with one missed number added to it."""
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'z.db'}")
    file = tmp_path / "云溪市-2020.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["ingest", str(file)]) == 0
    return file


def missed(start: int = START, end: int = START + 4) -> list[str]:
    place = ["云溪市-2020", str(start), str(end)]
    return ["corrections", "missed", *place, "--reader", "李敏", "--set", "indicator=投资门槛"]


def output(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    return said.out + said.err


def count_of(said: str) -> int:
    found = re.search(r"(\d+) observations in all", said)
    assert found
    return int(found[1])


def test_a_missed_number_is_added_counted_orphaned_and_undone(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", str(report)]) == 0
    before = count_of(output(capsys))
    assert main(missed()) == 0
    found = re.search(r"correction (\w+) of 云溪市-2020: applied: 10亿元", output(capsys))
    assert found
    report.write_text(TEXT.replace("新建养老机构12家", "新建养老机构13家"), encoding="utf-8")
    assert main(["ingest", str(report)]) == 0
    assert count_of(output(capsys)) == before + 1
    assert main(["corrections", "list", "--orphaned"]) == 0
    assert found[1] not in output(capsys)
    report.write_text(TEXT.replace("10亿元", "20亿元"), encoding="utf-8")
    assert main(["ingest", str(report)]) == 0
    assert count_of(output(capsys)) == before
    assert main(["corrections", "list", "--orphaned"]) == 0
    assert found[1] in output(capsys)
    assert main(["corrections", "undo", found[1]]) == 0
    assert f"correction {found[1]} of 云溪市-2020 undone" in output(capsys)
    assert main(["corrections", "list"]) == 0
    assert found[1] not in output(capsys)


@pytest.mark.parametrize(
    "words, code, says",
    [
        (missed(0, 2), 2, "“政府” contains no number"),
        (missed(5, 5), 2, "the span must be within the report's text"),
        (["corrections", "missed", "none", "1", "3", "--reader", "李敏"], 1, "no report 'none'"),
    ],
)
def test_mistakes_are_told(
    report: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, says: str
) -> None:
    assert main(words) == code
    assert says in output(capsys)


def test_gold_is_written_with_its_texts(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(missed()) == 0
    folder = report.parent / "gold"
    assert main(["corrections", "export", "--gold", str(folder)]) == 0
    assert f"1 facts of 1 reports written to {folder}" in output(capsys)
    assert (folder / "云溪市-2020.txt").read_text(encoding="utf-8") == TEXT
    assert '"indicator":"投资门槛"' in (folder / "云溪市-2020.jsonl").read_text(encoding="utf-8")
