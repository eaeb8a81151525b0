"""Several texts of one report: all are stored, observations come from one, and users learn which and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.database import Database, data_version
from app.services.ingesting.choosing import choose_text, texts_of
from app.services.ingesting.files import FileResult, IngestEffect, find_files
from app.services.ingesting.ingestion import ReadingOptions, ingest
from app.services.ingesting.manifest import find_manifests, read_manifests
from app.services.ingesting.removal import remove
from app.services.lists import observations, reports
from app.services.lists.queries import NotFoundError, parse_query
from tests.texts import REPORT_2020

DISTRICT = ReadingOptions(region="宁波市鄞州区")
LONGER = REPORT_2020 + "新建学校3所。\n"
SURE = "2019年余姚市政府工作报告\n各位代表：\n地区生产总值增长5%。\n"
GUESSED = "各位代表：\n地区生产总值增长6%。新建学校3所。新建医院4所。新建书屋5家。\n"


def put(folder: Path, **texts: str) -> Path:
    """Write text files by their names, with ``__`` for ``/``."""
    for name, text in texts.items():
        file = folder / f"{name.replace('__', '/')}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def read(database: Database, folder: Path, reading: ReadingOptions = DISTRICT) -> dict[str, FileResult]:
    results = ingest(database, find_files([folder]), reading)
    return {str(Path(result.source).relative_to(folder).with_suffix("")): result for result in results}


def changes(results: dict[str, FileResult]) -> dict[str, str]:
    return {name: result.change.value for name, result in results.items()}


def rows(database: Database, *fields: str) -> list[tuple[object, ...]]:
    query = parse_query("reports", [("fields", ",".join(fields))])
    return list(reports.page(database, query).rows)


def values(database: Database) -> set[tuple[object, ...]]:
    query = parse_query("observations", [("fields", "indicator,value"), ("limit", "1000")])
    return set(observations.page(database, query).rows)


def test_all_texts_are_kept_and_the_longest_of_equally_sure_ones_is_read(
    database: Database, tmp_path: Path
) -> None:
    results = read(database, put(tmp_path, a=REPORT_2020, b=LONGER, c=REPORT_2020))
    assert changes(results) == {"a": "added", "b": "added", "c": "unchanged"}
    assert results["b"].warnings[0] == "is read for 330212-2020 instead of a.txt: it is longer; all are kept"
    assert rows(database, "source", "versions", "choice") == [("b.txt", 2, "longer")]
    assert ("新建学校", "3") in values(database)
    version = data_version(database)
    assert set(changes(read(database, tmp_path)).values()) == {"unchanged"}
    assert data_version(database) == version


def test_a_shorter_text_is_kept_beside(database: Database, tmp_path: Path) -> None:
    results = read(database, put(tmp_path, a=LONGER, b=REPORT_2020))
    assert (results["b"].change, results["b"].observations) == (IngestEffect.KEPT, 0)
    assert results["b"].warnings[0] == "is kept, and a.txt is read for 330212-2020: it is longer"
    assert [text.report.source for text in texts_of(database, "330212-2020")] == ["a.txt", "b.txt"]


def test_a_wrong_guess_never_keeps_the_true_report_out(database: Database, tmp_path: Path) -> None:
    folder = put(tmp_path, a__余姚市2019年=GUESSED, b__report=SURE)
    results = read(database, folder, ReadingOptions())
    assert changes(results) == {"a/余姚市2019年": "added", "b/report": "added"}
    assert rows(database, "id", "source", "choice") == [("330281-2019", "report.txt", "surer")]
    assert values(database) == {("地区生产总值", "5")}
    (folder / "manifest.csv").write_text("path,report_year\na/余姚市2019年.txt,2018\n", encoding="utf-8")
    reading = ReadingOptions(manifest=read_manifests(find_manifests([folder])))
    assert changes(read(database, folder, reading))["a/余姚市2019年"] == "replaced"
    assert rows(database, "id", "versions", "choice") == [
        ("330281-2018", 1, "only"),
        ("330281-2019", 1, "only"),
    ]


def test_where_the_text_in_use_becomes_another_report_the_other_takes_its_place(
    database: Database, tmp_path: Path
) -> None:
    read(database, put(tmp_path, a=LONGER, b=REPORT_2020))
    read(database, put(tmp_path / "again", a=LONGER), ReadingOptions(region="余姚市"))
    assert rows(database, "id", "source", "versions") == [
        ("330212-2020", "b.txt", 1),
        ("330281-2020", "a.txt", 1),
    ]
    assert ("新建学校", "3") in values(database)


def test_a_corrected_file_replaces_its_text(database: Database, tmp_path: Path) -> None:
    read(database, put(tmp_path, a=LONGER, b=REPORT_2020))
    assert changes(read(database, put(tmp_path, a=REPORT_2020 + "新建医院2所。\n"))) == {
        "a": "replaced",
        "b": "unchanged",
    }
    assert ("新建医院", "2") in values(database)
    assert ("新建学校", "3") not in values(database)
    assert rows(database, "versions") == [(2,)]
    read(database, put(tmp_path, a=REPORT_2020[:-8]))
    assert rows(database, "source", "choice", "versions") == [("b.txt", "longer", 2)]


def test_a_moved_file_changes_nothing_and_a_moved_and_corrected_one_replaces(
    database: Database, tmp_path: Path
) -> None:
    read(database, put(tmp_path, old__a=LONGER))
    version = data_version(database)
    (tmp_path / "old").rename(tmp_path / "new")
    assert changes(read(database, tmp_path)) == {"new/a": "unchanged"}
    assert data_version(database) == version
    (tmp_path / "new").rename(tmp_path / "newer")
    assert changes(read(database, put(tmp_path, newer__a=REPORT_2020))) == {"newer/a": "replaced"}
    assert rows(database, "versions", "characters") == [(1, len(REPORT_2020))]


@pytest.mark.parametrize("own", ["新建医院2所。\n", ""])
def test_places_without_a_code_and_one_file_name_stay_apart(
    database: Database, tmp_path: Path, own: str
) -> None:
    """The same text in both folders is one report."""
    texts = {"甲区__2019": f"各位代表：\n增长6%。\n{own}", "乙区__2019": "各位代表：\n增长6%。\n"}
    results = read(database, put(tmp_path, **texts), ReadingOptions())
    assert changes(results) == {"乙区/2019": "added", "甲区/2019": "added" if own else "unchanged"}
    expected = ["report-2-2019", "report-2019"] if own else ["report-2019"]
    assert sorted(str(row[0]) for row in rows(database, "id")) == expected
    assert set(changes(read(database, tmp_path, ReadingOptions())).values()) == {"unchanged"}
    corrected = read(
        database, put(tmp_path, 甲区__2019="各位代表：\n增长6%。\n新建学校9所。\n"), ReadingOptions()
    )
    if own:
        assert (corrected["甲区/2019"].change, corrected["甲区/2019"].report_id) == (
            IngestEffect.REPLACED,
            "report-2-2019",
        )
    assert len(rows(database, "id")) == 2


def test_a_place_without_a_code_keeps_its_id_when_the_other_of_its_name_is_removed(
    database: Database, tmp_path: Path
) -> None:
    texts = {"甲区__2019": "各位代表：\n增长6%。\n新建医院2所。\n", "乙区__2019": "各位代表：\n增长6%。\n"}
    read(database, put(tmp_path, **texts), ReadingOptions())
    remove(database, ["report-2019"])
    (tmp_path / "乙区" / "2019.txt").unlink()
    put(tmp_path, 甲区__2019="各位代表：\n增长6%。\n新建学校9所。\n")
    assert read(database, tmp_path, ReadingOptions())["甲区/2019"].report_id == "report-2-2019"
    assert rows(database, "id") == [("report-2-2019",)]


def test_a_person_chooses(database: Database, tmp_path: Path) -> None:
    read(database, put(tmp_path, a=LONGER, b=REPORT_2020))
    _, other = texts_of(database, "330212-2020")
    assert choose_text(database, "330212-2020", other.report.sha256[:12]).report.source == "b.txt"
    assert rows(database, "source", "choice", "versions") == [("b.txt", "hand", 2)]
    assert ("新建学校", "3") not in values(database)
    assert changes(read(database, put(tmp_path, c=LONGER + "新建医院2所。\n")))["c"] == "kept"
    assert changes(read(database, put(tmp_path, b=REPORT_2020 + "。\n")))["b"] == "replaced"
    assert rows(database, "source", "choice", "versions") == [("b.txt", "hand", 3)]
    for wrong in (("330212-2020", "ffff"), ("330212-2020", ""), ("nowhere-2020", "a")):
        with pytest.raises(NotFoundError):
            choose_text(database, *wrong)


def test_removing_removes_all_texts(database: Database, tmp_path: Path) -> None:
    read(database, put(tmp_path, a=LONGER, b=REPORT_2020))
    remove(database, ["330212-2020"])
    assert rows(database, "id") == []
    assert changes(read(database, tmp_path)) == {"a": "added", "b": "kept"}
