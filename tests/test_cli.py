"""The command line: its output, its exit codes and its error messages."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from app.cli import main
from app.store.declared.fields import OBSERVATION_FIELDS
from tests.texts import REPORT_2020, REPORT_2021

COLUMNS = [field.name for field in OBSERVATION_FIELDS]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a report, and the path of a database that does not exist yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", "sqlite:///own.db")
    (tmp_path / "yunxi.txt").write_text(REPORT_2020, encoding="utf-8")
    return tmp_path


class Ran:
    """The output and the exit code of a command."""

    def __init__(self, code: int, capture: pytest.CaptureFixture[bytes]) -> None:
        out, err = capture.readouterr()
        self.code, self.out, self.err = code, out.decode(), err.decode()


@pytest.fixture
def run(place: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    return Command(capfdbinary)


class Command:
    """Runs ``zhibiao`` in this process."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self._capture = capture

    def __call__(self, *arguments: str) -> Ran:
        try:
            code = main(arguments)
        except SystemExit as left:
            code = int(str(left.code))
        return Ran(code, self._capture)


def test_extract_prints_one_object_a_line(run: Command) -> None:
    ran = run("extract", "yunxi.txt")
    rows = [json.loads(line, parse_float=Decimal) for line in ran.out.splitlines()]
    assert (ran.code, len(rows)) == (0, 9)
    assert [list(row) for row in rows] == [COLUMNS] * 9
    (jobs,) = [row for row in rows if (row["indicator"], row["status"]) == ("城镇新增就业", "target")]
    assert (jobs["value"], jobs["bound"], jobs["unit"], jobs["year"], jobs["flags"]) == (
        21000,
        "min",
        "人",
        2020,
        [],
    )
    assert [row["value_start"] for row in rows] == sorted(row["value_start"] for row in rows)
    for row in rows:
        assert REPORT_2020[row["value_start"] : row["value_end"]] == row["value_text"]
        assert REPORT_2020[row["sentence_start"] : row["sentence_end"]] == row["sentence"]


@pytest.mark.parametrize(
    "written, printed",
    [("4.1亿元", "410000000"), ("0.35亿元", "35000000"), ("1万亿元", "1000000000000"), ("70.7元", "70.7")],
)
def test_numbers_are_exact_and_plain(run: Command, place: Path, written: str, printed: str) -> None:
    Path("one.txt").write_text(
        f"2020年1月1日\n一、2019年工作回顾\n2019年，财政总收入{written}。\n", encoding="utf-8"
    )
    assert f'"value":{printed},' in run("extract", "one.txt").out


def test_extract_as_csv_has_the_same_columns(run: Command) -> None:
    objects = [json.loads(line) for line in run("extract", "yunxi.txt").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("extract", "yunxi.txt", "--format", "csv").out, newline="")))
    assert list(rows[0]) == COLUMNS
    assert [row["value"] for row in rows] == [str(row["value"]) for row in objects]
    assert [row["rules"] for row in rows] == [";".join(row["rules"]) for row in objects]
    assert {row["value_high"] for row in rows} == {""}


def test_extract_reads_a_table_of_facts(run: Command, place: Path) -> None:
    (place / "facts.csv").write_text("region,indicator,year,value,unit\n浙江,新建书屋,2019,6,个\n", "utf-8")
    (row,) = map(json.loads, run("extract", "facts.csv").out.splitlines())
    assert (row["report_id"], row["value"], row["rules"]) == ("330000-table-facts-2020", 6, ["table.fact"])


def test_extract_as_a_table_lines_up(run: Command) -> None:
    lines = run("extract", "yunxi.txt", "--format", "table").out.splitlines()
    assert lines[0].split()[:4] == ["indicator", "value", "unit", "measure"]
    assert len(lines) == 10


def test_explain_gives_the_reasons(run: Command) -> None:
    lines = run("extract", "yunxi.txt", "--explain").out.splitlines()
    at = lines.index("城镇新增就业 20000人 (level, actual, 2019)")
    assert re.match(r"  [a-z-]+\.[a-z-]+ +\S", lines[at + 1])
    assert any(re.match(r"- 15日 is not an observation \(date\)", line) for line in lines)


def test_place_and_year_can_be_stated(run: Command) -> None:
    ran = run("extract", "yunxi.txt", "--region", "宁波市鄞州区", "--report-year", "2018")
    row = json.loads(ran.out.splitlines()[0])
    assert (row["region_code"], row["report_id"]) == ("330212", "330212-2018")


def test_extract_reads_standard_input(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(REPORT_2020.encode())))
    assert len(run("extract", "-").out.splitlines()) == 9


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "empty"),
        (b"abc\x00def", "NUL"),
        ("没有年份的话。".encode(), "state it with --report-year"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_extract_of_what_is_no_report(run: Command, place: Path, content: bytes, reason: str) -> None:
    Path("bad.txt").write_bytes(content)
    ran = run("extract", "bad.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("zhibiao: bad.txt: ")
    assert reason in ran.err


@pytest.mark.parametrize(
    "long, rows",
    [
        # 10 MB of prose with one number at its end; more digits than any number has
        (REPORT_2020 + "各项工作在推进。\n" * 360_000 + "新建书屋3家。\n", 10),
        (REPORT_2020 + "财政收入" + "1" * 200_000 + "。\n", 9),
    ],
    ids=["10 MB", "endless digits"],
)
def test_extract_of_very_long_texts(run: Command, place: Path, long: str, rows: int) -> None:
    Path("long.txt").write_text(long, encoding="utf-8")
    ran = run("extract", "long.txt")
    assert (ran.code, len(ran.out.splitlines())) == (0, rows)
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_extract_of_other_encodings(run: Command, place: Path, encoding: str) -> None:
    Path("other.txt").write_bytes(REPORT_2020.encode(encoding))
    assert len(run("extract", "other.txt").out.splitlines()) == 9


@pytest.mark.parametrize(
    "arguments, code, message",
    [
        (["extract", "none.txt"], 1, "zhibiao: none.txt can't be read: No such file or directory"),
        (["extract", "."], 1, "is a folder: extract reads one file, ingest takes folders"),
        (["extract", "a\0b"], 1, "can't be read: embedded null byte"),
        (["extract", "yunxi.txt", "--explain", "--format", "csv"], 2, "--explain has its own format"),
        (["extract", "yunxi.txt", "--report-year", "1"], 1, "report year lies between"),
        (["extract", "yunxi.txt", "--report-year", "abc"], 2, "invalid int value: 'abc'"),
        (["extract"], 2, "required: FILE"),
        (["nothing"], 2, "invalid choice: 'nothing'"),
        ([], 2, "required: COMMAND"),
        (["ingest"], 2, "required: PATH"),
        (["ingest", "none"], 1, "none does not exist: give files, or folders"),
        (["ingest", "empty"], 1, "empty is a folder without a report: it needs files that end in .csv"),
        (["serve", "empty"], 1, "empty is a folder without a report"),
        (["serve", "--port", "99999"], 2, "'99999' is not a port; give a number up to 65535"),
        (["serve", "--host", "no.such.host.invalid"], 1, "choose another with --host and --port"),
        (["export", "--format", "csv"], 1, "there is no database own.db yet: run `zhibiao ingest PATH...`"),
        (["export"], 2, "required: --format"),
        (["export", "--format", "exe"], 2, "invalid choice: 'exe'"),
        (["export", "--format", "csv", "--yaer", "2020"], 2, "unrecognized arguments: --yaer 2020"),
        (["export", "--format", "csv", "--year", "abc"], 2, "year is a year of four digits, such as 2019"),
        (["export", "--format", "csv", "--category", "fisc"], 2, "Did you mean fiscal?"),
        (["export", "--format", "csv", "--list", "years", "--q", "书"], 2, "years have no parameter 'q'"),
    ],
)
def test_misuse(run: Command, place: Path, arguments: list[str], code: int, message: str) -> None:
    (place / "empty").mkdir()
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert "Traceback" not in ran.err
    assert not (place / "own.db").exists()


def test_ingest_twice(run: Command, place: Path) -> None:
    first, second = run("ingest", "yunxi.txt"), run("ingest", ".")
    assert (first.code, second.code, first.out, second.out) == (0, 0, "", "")
    assert "1 file: 1 added; 9 observations in all" in first.err
    assert "1 file: 1 unchanged; 9 observations in all" in second.err
    (place / "copy.txt").write_bytes((place / "yunxi.txt").read_bytes())
    assert "2 files: 2 unchanged; 9 observations in all" in run("ingest", ".").err


def test_ingest_names_bad_files_and_takes_the_others(run: Command, place: Path) -> None:
    (place / "empty.txt").touch()
    ran = run("ingest", ".", "gone.txt")
    assert ran.code == 1
    assert re.search(r"zhibiao: empty\.txt .*empty", ran.err)
    assert "gone.txt does not exist" in ran.err
    assert "1 added, 1 failed" in ran.err
    assert len(run("export", "--format", "ndjson").out.splitlines()) == 9


def test_reread(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr("app.services.ingesting.versions.extractor_version", lambda: "older")
        ran = run("ingest", "yunxi.txt")
    said = "1 stored report was read by another version of the extractor: `zhibiao reread` reads them again"
    assert said in ran.err
    ran = run("reread")
    assert (ran.code, ran.out) == (0, "")
    assert "1 report read again, 0 with other observations: 0 added, 0 changed, 0 removed" in ran.err
    assert "all stored reports were read by this version of the extractor" in run("reread").err
    assert "another version" not in run("ingest", "yunxi.txt").err


@pytest.mark.parametrize(
    "url, message",
    [
        (
            "sqlite:///no/such/folder/x.db",
            "its folder must exist and be writable, or set ZHIBIAO_DATABASE_URL",
        ),
        ("sqlite:///file:full.db?mode=ro&uri=true", "is read-only: make the file and its folder writable"),
        ("sqlite:///newer.db", "is newer than this program (revision 9999"),
        ("sqlite:///yunxi.txt", "is not a SQLite database"),
        ("nonsense", "ZHIBIAO_DATABASE_URL is not an address: 'nonsense'"),
    ],
)
def test_databases_that_cannot_be_used(
    run: Command, place: Path, monkeypatch: pytest.MonkeyPatch, url: str, message: str
) -> None:
    import sqlite3

    run("migrate")
    shutil.copy("own.db", "full.db")
    shutil.copy("own.db", "newer.db")
    with sqlite3.connect("newer.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", url)
    ran = run("ingest", "yunxi.txt")
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


def test_migrate(run: Command) -> None:
    assert "sqlite:///own.db migrated from empty to revision" in run("migrate").err
    assert "sqlite:///own.db is up to date" in run("migrate").err


def test_export_gives_what_extract_gives(run: Command) -> None:
    run("ingest", "yunxi.txt")
    for name, extracted in (("ndjson", "jsonl"), ("csv", "csv")):
        exported = run("export", "--format", name)
        assert exported.out == run("extract", "yunxi.txt", "--format", extracted).out
        assert "9 observations written" in exported.err


def test_export_selects(run: Command, place: Path) -> None:
    (place / "next.txt").write_text(REPORT_2021, encoding="utf-8")
    run("ingest", ".")
    chosen = ["--status", "target", "--year-from", "2020", "--unit", "人", "--unit", "家", "--sort", "-value"]
    ran = run("export", "--format", "csv", *chosen, "--fields", "indicator,value")
    assert ran.out.splitlines() == ["indicator,value", "城镇新增就业,21000", "新建养老机构,10"]
    ran = run(
        "export", "--format", "csv", "--list", "comparisons", "--outcome", "missed", "--fields", "indicator"
    )
    assert sorted(ran.out.splitlines()) == ["indicator", "地区生产总值", "新建养老机构"]
    ran = run("export", "--format", "ndjson", "--output", "out.ndjson", "--year", "2019")
    assert (ran.out, len(Path("out.ndjson").read_text(encoding="utf-8").splitlines())) == ("", 5)
    assert "can't be written" in run("export", "--format", "csv", "--output", "no/such/folder").err


def test_a_database_of_either_kind(run: Command, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", address)
    assert "1 file: 1 added; 9 observations in all" in run("ingest", ".").err
    assert "1 file: 1 unchanged; 9 observations in all" in run("ingest", ".").err
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "csv").out)))
    printed = list(csv.DictReader(io.StringIO(run("extract", "yunxi.txt", "--format", "csv").out)))
    assert [{name: row[name] for name in COLUMNS} for row in rows] == printed
    assert "up to date" in run("migrate").err
