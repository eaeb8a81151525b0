"""Manifests describe files; messages name the lines of wrong rows."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from app.model.report import ReportKind
from app.reading.beside import Beside
from app.services.database import Database
from app.services.ingesting.files import IngestEffect, find_files, find_left_out
from app.services.ingesting.ingestion import ReadingOptions, ingest
from app.services.ingesting.manifest import ManifestError, find_manifests, read_manifests
from app.services.lists import reports
from app.services.lists.queries import parse_query

SILENT = "各位代表：\n地区生产总值增长5%。\n"


def folder(tmp_path: Path, manifest: str, *names: str) -> Path:
    tmp_path = tmp_path / "archive"
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{SILENT}{name}\n", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text(manifest, encoding="utf-8")
    return tmp_path


FULL = Beside(
    region="330281",
    report_year=2015,
    kind=ReportKind.BULLETIN,
    delivered_on=date(2015, 2, 3),
    title="公报",
    source_url="https://example.org/1",
    publisher="余姚市统计局",
    retrieved_on=date(2024, 5, 6),
)


@pytest.mark.parametrize(
    "manifest,expected",
    [
        (
            (
                "path,region,region_code,report_year,kind,delivered_on,source_url,title,publisher,retrieved_on,memo\n"
                "a/b.txt,余姚,330281,2015,bulletin,2015-02-03,https://example.org/1,公报,余姚市统计局,2024-05-06,x\n"
            ),
            FULL,
        ),
        (
            (
                "路径\t地区代码\t报告年份\t种类\t报告日期\t来源网址\t标题\t发布机构\t取得日期\n"
                "a/b.txt\t330281\t2015\t统计公报\t2015-02-03\thttps://example.org/1\t公报\t余姚市统计局\t2024-05-06\n"
            ),
            FULL,
        ),
        ("path,region\n\na/b.txt,余姚市\n", Beside(region="余姚市")),
        ("path,report_year\na/b.txt,\n", Beside()),
    ],
)
def test_what_a_manifest_states(tmp_path: Path, manifest: str, expected: Beside) -> None:
    place = folder(tmp_path, manifest, "a/b.txt")
    (file,) = find_manifests([place])
    assert read_manifests([file]) == {(place / "a/b.txt").resolve(): expected}


def test_paths_of_a_manifest_elsewhere_start_at_an_ingested_folder(tmp_path: Path) -> None:
    place = folder(tmp_path / "archive", "path\na/b.txt\n", "a/b.txt")
    elsewhere = tmp_path / "清单.tsv"
    elsewhere.write_text(
        "文件\t年度\t类型\t网址\na/b.txt\t2015\t公报\thttps://example.org/1\n", encoding="utf-8"
    )
    stated = Beside(report_year=2015, kind=ReportKind.BULLETIN, source_url="https://example.org/1")
    assert read_manifests([elsewhere], [place]) == {(place / "a/b.txt").resolve(): stated}
    with pytest.raises(ManifestError, match=f"a/b.txt does not exist in {tmp_path} or {tmp_path / 'other'}"):
        read_manifests([elsewhere], [tmp_path / "other"])
    with pytest.raises(ManifestError, match=r"none.csv can't be read: No such file or directory"):
        read_manifests([tmp_path / "none.csv"])


def test_a_tab_separated_manifest_is_found_in_its_folder_and_in_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "files.zip", "w") as archive:
        archive.writestr("b.txt", SILENT)
        archive.writestr("manifest.tsv", "文件名\t地区\nb.txt\t慈溪市\n")
    (tmp_path / "a.txt").write_text(SILENT, "utf-8")
    (tmp_path / "manifest.tsv").write_text("path\tregion\na.txt\t余姚市\n", "utf-8")
    stated = read_manifests(find_manifests([tmp_path]))
    assert stated == {
        (tmp_path / "a.txt").resolve(): Beside(region="余姚市"),
        (tmp_path / "files.zip/b.txt").resolve(): Beside(region="慈溪市"),
    }
    assert {result.reason for result in find_left_out([tmp_path])} == {"is the manifest"}


@pytest.mark.parametrize(
    "header,message",
    [
        ("path,Region,REPORT_YEAR,remarks,备注,year_basis,", None),
        ("path,regoin", "the column regoin is ignored. Did you mean region?"),
        ("path,year", "the column year is ignored. Did you mean report_year?"),
        ("路径,报告的年份", "the column 报告的年份 is ignored. Did you mean 报告年份?"),
        ("路径,县", "the column 县 is ignored."),
    ],
)
def test_unknown_columns_are_named(tmp_path: Path, header: str, message: str | None) -> None:
    place = folder(tmp_path, f"{header}\na.txt,,\n", "a.txt")
    warnings: list[str] = []
    assert read_manifests(find_manifests([place]), warn=warnings.append)
    assert warnings == ([f"{place / 'manifest.csv'}:1: {message}"] if message else [])


def test_rows_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    place = folder(tmp_path, "path,region\na.txt,余姚市\na.txt,余姚市\na.txt,慈溪市\n", "a.txt")
    (file,) = find_manifests([place])
    with pytest.raises(ManifestError) as refused:
        read_manifests([file])
    assert str(refused.value) == f"{file}:4: a.txt is described otherwise in {file}:2"


@pytest.mark.parametrize(
    "manifest,wrong",
    [
        ("region\n余姚市\n", [":1: has no column path"]),
        (
            (
                "path,report_year,kind,delivered_on\n"
                "a.txt,twenty,,\nb.txt,,,\na.txt,,novel,\na.txt,,,3 May\na.txt,,table,\n"
            ),
            [
                ":2: report_year must be a year such as 2020, not twenty",
                ":3: b.txt does not exist",
                ":4: kind must be report, bulletin or plan, not novel",
                ":5: delivered_on must be a date such as 2020-01-31, not 3 May",
                ":6: kind must be report, bulletin or plan, not table",
            ],
        ),
    ],
)
def test_wrong_rows_are_named_by_line(tmp_path: Path, manifest: str, wrong: list[str]) -> None:
    place = folder(tmp_path, manifest, "a.txt")
    with pytest.raises(ManifestError) as refused:
        read_manifests(find_manifests([place]))
    assert [line.partition("manifest.csv")[2] for line in str(refused.value).splitlines()] == [
        *wrong[:-1],
        *([wrong[-1]] if len(wrong) > 1 else [f"{wrong[-1]} (路径)"]),
    ]


def test_a_folder_is_ingested_as_its_manifest_and_its_names_say(database: Database, tmp_path: Path) -> None:
    manifest = "path,region,report_year,publisher\na.txt,余姚市,2015,某局\n"
    place = folder(tmp_path, manifest, "a.txt", "慈溪市/2012年.txt", "notes.xlsx")
    stated = ReadingOptions(manifest=read_manifests(find_manifests([place])))
    results = ingest(database, find_files([place]), stated)
    assert [(result.change, result.report_id) for result in results] == [
        (IngestEffect.ADDED, "330281-2015"),
        (IngestEffect.ADDED, "330282-2012"),
    ]
    skipped = {Path(result.source).name: result.reason for result in find_left_out([place])}
    assert skipped == {
        "manifest.csv": "is the manifest",
        "notes.xlsx": "has a format that can't be read: .xlsx",
    }
    columns = reports.page(database, parse_query("reports", []))
    rows = [dict(zip(columns.columns, row, strict=True)) for row in columns.rows]
    assert [(row["publisher"], row["year_basis"], row["region_basis"]) for row in rows] == [
        ("某局", "manifest", "manifest"),
        (None, "file_name", "file_name"),
    ]
