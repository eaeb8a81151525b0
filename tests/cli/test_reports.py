"""``zhibiao reports`` and ``zhibiao remove``, and the result for each file of a folder."""

import json
from pathlib import Path

import pytest

from app.cli.main import main
from app.services.database import Database
from app.services.lists import comparisons, observations
from app.services.lists.queries import parse_query
from tests.texts import REPORT_2020, REPORT_2021


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports and other files, and a database beside it."""
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'z.db'}")
    made = tmp_path / "archive"
    made.mkdir()
    for name, text in (
        ("a.txt", REPORT_2020),
        ("b.txt", REPORT_2021),
        ("bad.txt", "没有年份"),
        ("x.xlsx", "x"),
    ):
        (made / name).write_text(text, encoding="utf-8")
    return made


def test_every_file_has_a_fate(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fates = archive.parent / "fates.json"
    assert main(["ingest", str(archive), "--report", str(fates)]) == 1
    output = capsys.readouterr().err
    assert "4 files: 2 added, 1 skipped, 1 failed" in output
    assert "skipped: 1 .xlsx" in output
    rows = {Path(row["source"]).name: row for row in json.loads(fates.read_text(encoding="utf-8"))}
    assert {name: row["change"] for name, row in rows.items()} == {
        "a.txt": "added", "b.txt": "added", "bad.txt": "failed", "x.xlsx": "skipped",
    }  # fmt: skip
    assert rows["a.txt"]["report_id"].endswith("-2020")
    assert "--report-year" in rows["bad.txt"]["reason"]


def test_reports_are_listed_and_removed(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ingest", str(archive)])
    capsys.readouterr()
    assert main(["reports", "--report-year", "2020"]) == 0
    header, line = capsys.readouterr().out.splitlines()
    assert header.split()[:3] == ["id", "region", "report_year"]
    assert main(["remove", "nothing-1999", line.split()[0]]) == 1
    assert "there is no report 'nothing-1999'" in capsys.readouterr().err
    assert main(["remove", line.split()[0]]) == 0
    assert "1 report removed" in capsys.readouterr().err
    assert main(["reports"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    with Database(f"sqlite:///{archive.parent / 'z.db'}") as database:
        assert comparisons.page(database, parse_query("comparisons", [])).total == 0
        years = {
            row[0]
            for row in observations.page(
                database, parse_query("observations", [("fields", "report_id")])
            ).rows
        }
    assert len(years) == 1


def test_a_wrong_manifest_stops_before_any_work(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archive / "manifest.csv").write_text("path,report_year\na.txt,soon\n", encoding="utf-8")
    assert main(["ingest", str(archive)]) == 1
    assert "manifest.csv:2: report_year must be a year" in capsys.readouterr().err
    assert not (archive.parent / "z.db").exists()


def test_an_unknown_column_of_a_manifest_is_a_warning(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (archive / "manifest.tsv").write_text("文件\t发布单住\na.txt\t某局\n", encoding="utf-8")
    main(["ingest", str(archive)])
    output = capsys.readouterr().err
    assert "manifest.tsv:1: the column 发布单住 is ignored. Did you mean 发布单位?" in output
    assert "2 added" in output


def test_a_first_manifest_is_one_that_can_be_used(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Each row of a table of facts has its place and year: a manifest can add nothing.
    rows = "region,indicator,year,value,unit\n浙江,新建书屋,2019,6,个\n"
    (archive / "facts.csv").write_text(rows, "utf-8")
    assert main(["manifest", str(archive)]) == 0
    written = (archive / "manifest.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in written] == ["path", "a.txt", "b.txt", "bad.txt"]
    assert "states no year of delivery" in written[-1]
    assert main(["manifest", str(archive)]) == 1
    assert "exists already" in capsys.readouterr().err
    corrected = "\n".join(written).replace("bad.txt,,,,", "bad.txt,余姚市,,2015,")
    (archive / "manifest.csv").write_text(corrected, encoding="utf-8")
    assert main(["ingest", str(archive)]) == 0
    capsys.readouterr()
    main(["reports", "--report-year", "2015"])
    assert "330281-2015" in capsys.readouterr().out


def test_the_text_of_a_report_is_chosen(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archive / "longer.txt").write_text(REPORT_2020 + "新建学校3所。\n", encoding="utf-8")
    main(["ingest", str(archive), "--region", "宁波市鄞州区"])
    capsys.readouterr()
    assert main(["choose", "330212-2020"]) == 0
    header, used, other = capsys.readouterr().out.splitlines()
    assert header.split()[:3] == ["in", "use", "sha256"]
    assert used.startswith("*")
    assert used.endswith(str(archive / "longer.txt"))
    assert main(["choose", "330212-2020", other.split()[0]]) == 0
    assert "330212-2020 is read from a.txt" in capsys.readouterr().err
    assert main(["choose", "330212-2020", "nothing"]) == 1
    assert main(["choose", "nothing-1999"]) == 1


def test_a_dry_run_names_what_it_skips(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(archive), "--dry-run"]) == 1
    shown = capsys.readouterr()
    lines = [line.split(": ")[0].split() for line in shown.out.splitlines()]
    assert sorted((change, Path(source).name) for change, source in lines) == [
        ("added", "a.txt"), ("added", "b.txt"), ("failed", "bad.txt"), ("skipped", "x.xlsx"),
    ]  # fmt: skip
    assert "dry run, nothing is written: 4 files: 2 added, 1 skipped, 1 failed" in shown.err


def test_explain_says_in_words_that_a_year_is_assumed(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (archive / "undated.txt").write_text("云溪市政府工作报告\n\n新建书屋3家。\n", encoding="utf-8")
    assert main(["extract", str(archive / "undated.txt"), "--explain", "--report-year", "2020"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "period.default" in line]
    assert line.endswith("the year before the report is assumed.")
