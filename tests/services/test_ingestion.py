"""Ingestion: the stored rows, repeated runs, and files that fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.services.database import Database, DatabaseError, data_version
from app.services.ingesting import batch, storing, versions
from app.services.ingesting.files import FileResult, IngestEffect, find_files, find_nothing
from app.services.ingesting.ingestion import ingest, ingest_text
from app.services.lists import comparisons, observations, reports
from app.services.lists.queries import parse_query
from tests.texts import REPORT_2020, REPORT_2021


def listed(database: Database, *pairs: tuple[str, str], fields: str = "id") -> list[tuple[object, ...]]:
    query = parse_query("observations", [*pairs, ("fields", fields), ("limit", "1000")])
    return list(observations.page(database, query).rows)


def compared(database: Database, **filters: str) -> dict[str, tuple[object, ...]]:
    fields = "indicator,target_value,actual_value,previous_value,outcome"
    query = parse_query("comparisons", [*filters.items(), ("fields", fields)])
    return {str(row[0]): row[1:] for row in comparisons.page(database, query).rows}


def give(database: Database, text: str = REPORT_2020, **stated: object) -> FileResult:
    return ingest_text(database, text.encode(), "yunxi.txt", **stated)  # type: ignore[arg-type]  # by name


def test_a_report_goes_in(database: Database) -> None:
    result = give(database)
    assert (result.change, result.observations) == (IngestEffect.ADDED, 9)
    rows = listed(database, fields="indicator,value,unit,status,year")
    assert ("城镇新增就业", "20000", "人", "actual", 2019) in rows
    assert ("地区生产总值", "7.5", "%", "target", 2020) in rows
    assert reports.text(database, str(result.report_id)) == REPORT_2020


def test_the_same_again_changes_nothing(database: Database) -> None:
    give(database)
    version, rows = data_version(database), listed(database, fields="id,value_start")
    assert give(database).change is IngestEffect.UNCHANGED
    assert (data_version(database), listed(database, fields="id,value_start")) == (version, rows)


def test_a_changed_text_replaces_and_keeps_what_it_still_states(database: Database) -> None:
    give(database)
    before = set(listed(database, fields="id,indicator,value"))
    changed = give(database, REPORT_2020.replace("新建养老机构12家。", "新建学校3所。新建养老机构12家。"))
    assert changed.change is IngestEffect.REPLACED
    after = set(listed(database, fields="id,indicator,value"))
    assert before < after
    assert {row[1:] for row in after - before} == {("新建学校", "3")}


def test_a_file_is_read_again_by_a_new_extractor(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    give(database)
    rows = listed(database, fields="id,value")
    for module in (storing, versions):
        monkeypatch.setattr(module, "extractor_version", lambda: "next")
    assert give(database).change is IngestEffect.REPLACED
    assert listed(database, fields="id,value") == rows
    query = parse_query("reports", [("fields", "extractor_version")])
    assert reports.page(database, query).rows == [("next",)]
    assert give(database).change is IngestEffect.UNCHANGED


def test_stated_place_and_year_win(database: Database) -> None:
    give(database, region="宁波市鄞州区", report_year=2019)
    query = parse_query("reports", [("fields", "id,region_code,report_year")])
    assert reports.page(database, query).rows == [("330212-2019", "330212", 2019)]


def test_the_same_text_is_one_report_under_whatever_name(database: Database) -> None:
    first = give(database).report_id
    assert give(database, region="宁波市鄞州区").report_id == "330212-2020" != first
    query = parse_query("reports", [("fields", "id")])
    assert reports.page(database, query).rows == [("330212-2020",)]
    assert {row[0] for row in listed(database, fields="report_id")} == {"330212-2020"}
    assert {
        row[0]
        for row in comparisons.page(database, parse_query("comparisons", [("fields", "region_code")])).rows
    } == {"330212"}


def test_comparisons_follow(database: Database) -> None:
    give(database)
    assert compared(database) == {
        "地区生产总值": ("7.5", None, "8", "awaited"),
        "城镇新增就业": ("21000", None, "20000", "awaited"),
        "城镇登记失业率": ("3", None, "2.5", "awaited"),
        "新建养老机构": ("10", None, "12", "awaited"),
    }
    give(database, REPORT_2021)
    assert compared(database) == {
        "地区生产总值": ("7.5", "6.9", "8", "missed"),
        "城镇新增就业": ("21000", "23000", "20000", "met"),
        "城镇登记失业率": ("3", "2.8", "2.5", "met"),
        "新建养老机构": ("10", "9", "12", "missed"),
    }
    assert set(compared(database, outcome="met")) == {"城镇新增就业", "城镇登记失业率"}
    assert set(compared(database, q="养老")) == {"新建养老机构"}
    assert compared(database, vintage="latest", q="养老")


def test_new_rules_of_comparing_are_applied(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    give(database)
    monkeypatch.setattr("app.services.computing.comparing.VERSION", "next")
    monkeypatch.setattr("app.services.computing.comparing.compare", lambda *_: [])
    ingest(database, [])
    assert compared(database) == {}


def test_a_failure_halfway_leaves_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("halfway")

    monkeypatch.setattr(batch, "compare_regions", fail)
    version = data_version(database)
    with pytest.raises(RuntimeError, match="halfway"):
        give(database)
    assert (listed(database), data_version(database)) == ([], version)


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (b"\x00\x01\x02" * 500, "NUL|binary"),
        ("一段没有年份的话。".encode(), "--report-year"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xff\xfe\xfa\x80\x81" * 99, ""),
    ],
)
def test_bad_files_are_named_and_the_others_go_in(
    database: Database, tmp_path: Path, data: bytes, reason: str
) -> None:
    import re

    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(data)
    (folder / "good.txt").write_text(REPORT_2020, encoding="utf-8")
    bad, good = ingest(database, find_files([folder]))
    assert (Path(bad.source).name, bad.change, good.change) == (
        "bad.txt",
        IngestEffect.FAILED,
        IngestEffect.ADDED,
    )
    assert bad.reason
    assert re.search(reason, bad.reason)
    assert len(listed(database)) == 9


def test_gb18030_is_read(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes(REPORT_2020.encode("gb18030"))
    (result,) = ingest(database, [file])
    assert (result.change, result.observations) == (IngestEffect.ADDED, 9)


def test_a_file_that_goes_away(database: Database, tmp_path: Path) -> None:
    (result,) = ingest(database, [tmp_path / "gone.txt"])
    assert result.reason == "can't be read: No such file or directory"


def test_progress_is_reported(database: Database, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT_2020, encoding="utf-8")
    reported: list[FileResult] = []
    assert ingest(database, find_files([tmp_path]), on_result=reported.append) == tuple(reported)


def test_a_database_without_tables(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="run `zhibiao migrate`"):
        ingest(Database(f"sqlite:///{tmp_path / 'bare.db'}"), [])


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_folders_hold_reports_at_any_depth(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "b.txt",
        "a/z.txt",
        "a/B.TXT",
        ".hidden.txt",
        ".git/x.txt",
        "readme.md",
        "a/data.csv",
        "c.PDF",
        "d.docx",
        "e.html",
    )
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path, tmp_path / "b.txt"])]
    assert found == ["a/B.TXT", "a/data.csv", "a/z.txt", "b.txt", "c.PDF", "d.docx", "e.html"]


@pytest.mark.parametrize(
    "arrange, message",
    [
        (lambda _: None, "without a report: it needs files that end in .*.txt"),
        (
            lambda folder: touch(folder, "notes.xlsx", "README.md", "~$a.docx", ".hidden.txt"),
            "without a report",
        ),
        (lambda folder: folder.rmdir(), "does not exist: give files, or folders"),
    ],
)
def test_paths_without_reports(tmp_path: Path, arrange: Callable[[Path], None], message: str) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    arrange(folder)
    touch(tmp_path, "good.txt")
    paths = [folder, tmp_path / "good.txt"]
    assert find_files(paths) == (tmp_path / "good.txt",)
    (refused,) = find_nothing(paths)
    assert (refused.source, refused.change) == (str(folder), IngestEffect.FAILED)
    assert re.search(message, str(refused.reason))


def test_a_failing_upkeep_does_not_lose_the_results(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("app.services.ingesting.ingestion._compact", fail)
    (tmp_path / "yunxi.txt").write_text(REPORT_2020, encoding="utf-8")
    assert [result.change for result in ingest(database, find_files([tmp_path]))] == [IngestEffect.ADDED]
    assert "the reports are stored" in caplog.text.lower()
    assert "the disk is full" in caplog.text
