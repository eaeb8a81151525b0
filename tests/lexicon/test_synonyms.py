"""The table of synonyms."""

from pathlib import Path

import pytest

from app.lexicon import tables
from app.lexicon.synonyms import load_synonyms
from app.lexicon.tables import TableError

HEAD = "role,word,becomes,unless_after,unless_before,only_after,only_before,note"


def test_conditions_become_part_of_the_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        "spelling,甲,乙,,,,,",
        "end,数,,[指系],,..,,",
        "end,总数,,,,,,",
        "start,全国,,,重点,,,",
        "start,年,,,,,接待,",
    )
    (tmp_path / "synonyms.csv").write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    synonyms = load_synonyms.__wrapped__()
    assert synonyms.becomes == {"甲": "乙"}
    assert synonyms.patterns["end"] == "总数|(?<![指系])(?<=..)数"
    assert synonyms.patterns["start"] == "全国(?!重点)|年(?=接待)"


@pytest.mark.parametrize("row", ["nothing,甲,,,,,,", "start,,,,,,,", "start,甲,,(,,,,"])
def test_a_wrong_row_is_named(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "synonyms.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(TableError, match=r"synonyms\.csv:2"):
        load_synonyms.__wrapped__()
