"""ZIP archives are read like folders; a name in any encoding never stops a run."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.reading.formats import archive as archives
from app.services.database import Database
from app.services.ingesting import folders
from app.services.ingesting.files import IngestEffect, find_files, find_left_out, find_nothing
from app.services.ingesting.folders import printable, read_file
from app.services.ingesting.ingestion import ingest
from app.services.ingesting.manifest import find_manifests, read_manifests
from app.services.ingesting.recognition import first_manifest
from tests.reading.formats.word import docx, p

SILENT = "各位代表：\n地区生产总值增长5%。\n"


def packed(file: Path, members: dict[str, str | bytes]) -> Path:
    """An archive with these files."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file


def test_an_archive_is_a_folder(database: Database, tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "慈溪市/2012年.txt": SILENT,
        "余姚市/2013年.docx": docx(p("各位代表：") + p("地区生产总值增长6%。")),
        "__MACOSX/余姚市/._2013年.docx": b"x",
        "表.xlsx": b"x",
    }
    packed(tmp_path / "报告.zip", members)
    results = ingest(database, find_files([tmp_path]))
    assert [(result.change, result.report_id) for result in results] == [
        (IngestEffect.ADDED, "330281-2013"),
        (IngestEffect.ADDED, "330282-2012"),
    ]
    assert results[0].source == str(tmp_path / "报告.zip/余姚市/2013年.docx")
    (left,) = find_left_out([tmp_path / "报告.zip"])
    assert (left.change, left.reason) == (IngestEffect.SKIPPED, "has a format that can't be read: .xlsx")
    again = ingest(database, find_files([tmp_path / "报告.zip"]))
    assert {result.change for result in again} == {IngestEffect.UNCHANGED}


def test_a_copy_under_another_name_changes_nothing_and_says_of_what_it_is_a_copy(
    database: Database, tmp_path: Path
) -> None:
    for name in ("慈溪市2012年.txt", "慈溪市2012年（副本）.txt"):
        (tmp_path / name).write_text(SILENT, encoding="utf-8")
    results = ingest(database, find_files([tmp_path]))
    assert [(one.change, one.observations) for one in results] == [
        (IngestEffect.ADDED, 1),
        (IngestEffect.UNCHANGED, 1),
    ]
    assert [one.reason for one in results] == [None, f"has the same text as {Path(results[0].source).name}"]
    # A file that was ingested before is no copy of itself.
    assert ingest(database, find_files([Path(results[0].source)]))[0].reason is None


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_the_flag_of_utf8(tmp_path: Path, encoding: str) -> None:
    made, raw = tmp_path / "a.zip", "余姚市/2013年.txt".encode(encoding)
    placeholder = "n" * len(raw)
    data = packed(made, {placeholder: SILENT}).read_bytes()
    made.write_bytes(data.replace(placeholder.encode(), raw))
    (found,) = find_files([made])
    assert found == made / "余姚市/2013年.txt"
    assert read_file(found) == SILENT.encode()


def test_a_manifest_in_an_archive_is_used(tmp_path: Path) -> None:
    manifest = "path,region\n某区/a.txt,余姚市\n"
    made = packed(tmp_path / "a.zip", {"manifest.csv": manifest, "某区/a.txt": SILENT})
    stated = read_manifests(find_manifests([tmp_path]))
    assert {file: beside.region for file, beside in stated.items()} == {made / "某区/a.txt": "余姚市"}


def nested(folder: Path) -> Path:
    inner = packed(folder / "inner" / "b.zip", {"a.txt": SILENT}).read_bytes()
    return packed(folder / "in" / "a.zip", {"b.zip": inner})


def damaged(folder: Path) -> Path:
    made = folder / "in" / "a.zip"
    made.parent.mkdir()
    made.write_bytes(b"PK\x03\x04 and nothing else")
    return made


@pytest.mark.parametrize(
    "make,reason",
    [(nested, "is an archive in an archive: unpack it first"), (damaged, "is a damaged archive")],
)
def test_archives_that_are_refused(tmp_path: Path, make: Callable[[Path], Path], reason: str) -> None:
    made = make(tmp_path)
    (left,) = find_left_out([made.parent])
    assert left.change is IngestEffect.FAILED
    assert str(left.reason).startswith(reason)
    (nothing,) = find_nothing([made])
    assert nothing.reason


def test_archives_are_bounded(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = packed(tmp_path / "a.zip", {f"{n}.txt": SILENT for n in range(3)})
    monkeypatch.setattr(folders, "LARGEST_ARCHIVE", 100)
    assert "is too large: it unpacks to" in str(find_nothing([made])[0].reason)
    monkeypatch.undo()
    monkeypatch.setattr(archives, "MOST_PARTS", 2)
    assert "more than 2 parts" in str(find_nothing([made])[0].reason)
    monkeypatch.undo()
    bomb = packed(tmp_path / "b.zip", {"2012年.txt": b"0" * 30_000_000})
    (result,) = ingest(database, find_files([bomb]))
    assert "unpacks to 30,000,000 bytes" in str(result.reason)


def test_an_archive_leads_nowhere_outside_itself(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", {"../../../etc/x.txt": "甲", "/root.txt": "乙", "a\\b.txt": "丙"})
    assert find_files([made]) == (made / "a/b.txt", made / "etc/x.txt", made / "root.txt")
    assert [read_file(file).decode() for file in find_files([made])] == ["丙", "甲", "乙"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_names_that_are_no_utf8_do_not_end_a_run(database: Database, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/" + "余姚市".encode("gbk")
    Path(os.fsdecode(folder)).mkdir()
    for name in ("2013年.txt".encode("gbk"), b"2014\xff.txt"):
        Path(os.fsdecode(folder + b"/" + name)).write_text(SILENT + str(name), encoding="utf-8")
    results = ingest(database, find_files([tmp_path]))
    assert [(result.change, result.report_id) for result in results] == [
        (IngestEffect.ADDED, "330281-2013"),
        (IngestEffect.ADDED, "330281-2014"),
    ]
    assert results[0].source.endswith("余姚市/2013年.txt")
    (tmp_path / "manifest.csv").write_bytes(first_manifest(tmp_path))
    stated = read_manifests(find_manifests([tmp_path]))
    assert {printable(file) for file in stated} == {result.source for result in results}
