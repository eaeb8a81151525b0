"""Tables of facts in the database: stored entirely or not at all, next to reports, replaced by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.model.observation import Measure
from app.services.database import Database, data_version
from app.services.ingesting.files import FileResult, IngestEffect, find_files
from app.services.ingesting.ingestion import ReadingOptions, ingest
from app.services.ingesting.manifest import Manifest, read_manifests
from app.services.ingesting.removal import remove
from app.services.lists import comparisons, coverage, observations, reports
from app.services.lists.queries import parse_query
from app.services.originals.finding import original
from app.store.rows.tables import ReportFileRow
from tests.texts import REPORT_2020

TABLE = """region,indicator_code,measure,status,year,value,bound,unit,source
云溪市,GDP,growth,target,2019,7.5,左右,%,2019年云溪市政府工作报告
云溪市,GDP,growth,target,2021,6,以上,%,2021年云溪市政府工作报告
云溪市,GDP,growth,actual,2020,6.9,,%,2021年云溪市政府工作报告
"""


def give(database: Database, folder: Path, text: str, name: str = "facts.csv", **more: object) -> FileResult:
    (folder / name).parent.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    (result,) = ingest(database, [folder / name], ReadingOptions(**more))  # type: ignore[arg-type]  # by name
    return result


def listed(database: Database, fields: str, **filters: str) -> list[tuple[object, ...]]:
    query = parse_query("observations", [*filters.items(), ("fields", fields), ("limit", "1000")])
    return list(observations.page(database, query).rows)


def filled(database: Database, fields: str = "id") -> list[tuple[object, ...]]:
    return list(reports.page(database, parse_query("reports", [("fields", fields)])).rows)


def compared(database: Database) -> list[tuple[object, ...]]:
    fields = "year,target_value,target_bound,actual_value,outcome"
    query = parse_query("comparisons", [("indicator_code", "GDP"), ("fields", fields)])
    return list(comparisons.page(database, query).rows)


def test_the_file_stays_until_its_last_report_is_removed(database: Database, tmp_path: Path) -> None:
    table = f"{TABLE}云溪市,GDP,growth,actual,2021,6.1,,%,2022年云溪市政府工作报告\n"
    give(database, tmp_path, table)
    (tmp_path / "facts.csv").unlink()
    (first,), *others = filled(database)
    assert len(others) == 2
    remove(database, [str(first)])
    for (report_id,) in others:
        assert original(database, str(report_id)).content == table.encode()
    remove(database, [str(report_id) for (report_id,) in others])
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(ReportFileRow)).scalar_one() == 0


def test_each_row_is_an_observation_with_its_citation(database: Database, tmp_path: Path) -> None:
    result = give(database, tmp_path, TABLE)
    assert (result.change, result.observations) == (IngestEffect.ADDED, 3)
    fields = "report_id,value,value_text,bound,bound_text,status,source_kind,confidence"
    assert listed(database, fields, year="2019") == [
        ("云溪市-table-facts-2019", "7.5", "7.5", "approx", "左右", "target", "table", "1")
    ]
    ((sentence, start, end, report_id),) = listed(
        database, "sentence,sentence_start,sentence_end,report_id", year="2020"
    )
    assert str(sentence).endswith("2021年云溪市政府工作报告")
    assert reports.text(database, str(report_id))[int(str(start)) : int(str(end))] == sentence
    assert filled(database, "title,kind,format,report_year") == [
        ("2019年云溪市政府工作报告", "table", "csv", 2019),
        ("2021年云溪市政府工作报告", "table", "csv", 2021),
    ]


def test_an_observation_of_a_table_is_explained(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path, TABLE)
    ((identity,),) = listed(database, "id", year="2020")
    detail = observations.one(database, str(identity))
    assert detail.derivation is not None
    assert [step.rule for step in detail.derivation.trace] == ["table.fact"]


def test_each_table_has_its_own_file(database: Database, tmp_path: Path) -> None:
    texts = {"facts.csv": TABLE, "other.csv": TABLE.replace("云溪市,", "望海市,")}
    for name, text in texts.items():
        give(database, tmp_path, text, name)
        (tmp_path / name).unlink()
    contents = [original(database, str(report_id)).content.decode() for (report_id,) in filled(database)]
    assert sorted(contents) == sorted([*texts.values(), *texts.values()])


def test_the_same_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path, TABLE)
    version = data_version(database)
    again = give(database, tmp_path, TABLE)
    assert (again.change, again.observations) == (IngestEffect.UNCHANGED, 3)
    assert data_version(database) == version


def test_tables_and_reports_meet_in_comparisons(database: Database, tmp_path: Path) -> None:
    """The report of 2020 states growth of 8 % in 2019 and plans 7.5 % for 2020."""
    give(database, tmp_path, TABLE)
    give(database, tmp_path, REPORT_2020, "yunxi.txt")
    assert [row[:4] for row in compared(database)] == [
        (2019, "7.5", "approx", "8"),
        (2020, "7.5", "approx", "6.9"),
        (2021, "6", "min", None),
    ]
    query = parse_query(
        "comparisons",
        [("indicator_code", "GDP"), ("fields", "actual_source,target_report_id,actual_report_id")],
    )
    table, report = "云溪市-table-facts", "yunxi-2020"
    assert list(comparisons.page(database, query).rows) == [
        ("report", f"{table}-2019", report),
        ("table", report, f"{table}-2021"),
        (None, f"{table}-2021", None),
    ]


def test_a_corrected_table_replaces_the_one_of_its_name(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path, TABLE)
    lines = TABLE.splitlines(keepends=True)
    result = give(database, tmp_path / "moved", "".join(lines[:2]).replace("7.5", "7"))
    assert (result.change, result.observations) == (IngestEffect.REPLACED, 1)
    assert listed(database, "value,year") == [("7", 2019)]
    assert filled(database) == [("云溪市-table-facts-2019",)]
    assert compared(database) == [(2019, "7", "approx", None, compared(database)[0][-1])]


def test_a_renamed_table_replaces_itself(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path, TABLE)
    assert give(database, tmp_path, TABLE, "other.csv").change is IngestEffect.REPLACED
    assert filled(database) == [("云溪市-table-other-2019",), ("云溪市-table-other-2021",)]


def test_two_tables_of_one_name_are_not_one(database: Database, tmp_path: Path) -> None:
    for folder, text in (("a", TABLE), ("b", TABLE.replace("7.5", "7"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "facts.csv").write_text(text, encoding="utf-8")
    first, second = ingest(database, find_files([tmp_path]))
    assert (first.change, second.change) == (IngestEffect.ADDED, IngestEffect.FAILED)
    assert second.reason == "is facts.csv as facts.csv is, with another text; keep one of the two"


def test_wrong_rows_are_named_and_nothing_goes_in(database: Database, tmp_path: Path) -> None:
    wrong = TABLE + (
        "云溪市,GPD,growth,actual,2020,1,,%,\n"
        "云溪市,GDP,faster,actual,2020,1,,%,\n"
        "云溪市,GDP,growth,done,2020,1,,%,\n"
        "云溪市,GDP,growth,actual,20,1,,%,\n"
        "云溪市,GDP,growth,actual,2020,some,,%,\n"
        "云溪市,GDP,,actual,2020,1,,%,\n"
        ",GDP,growth,actual,2020,1,,%,\n"
        "云溪市,GDP,growth,actual,2020,1,range,%,\n"
        "云溪市,,growth,actual,2020,1,,%,\n"
    )
    result = give(database, tmp_path, wrong)
    assert result.change is IngestEffect.FAILED
    assert str(result.reason).split("; ") == [
        "line 5: indicator_code GPD is not in the catalogue",
        f"line 6: measure faster is not one of {', '.join(sorted(Measure))}",
        "line 7: status done is not one of actual, target",
        "line 8: year is a year such as 2020, not 20",
        "line 9: value is a number such as 1234.5, not some",
        "line 10: states no measure: the unit % needs one, such as growth or share",
        "line 11: states no region: it needs region or region_code",
        "line 12: a range has value and value_high, any other bound only value",
        "line 13: states no indicator: it needs indicator or indicator_code",
    ]
    assert (listed(database, "id"), filled(database)) == ([], [])


@pytest.mark.parametrize(
    "columns, cells, reason",
    [
        ("value_high", "5", "value_high 5 is not above value 6"),
        ("start_year", "2021", "start_year 2021 is after year 2020"),
    ],
)
def test_spans_and_ranges_ascend(
    database: Database, tmp_path: Path, columns: str, cells: str, reason: str
) -> None:
    text = f"region,indicator,unit,year,value,{columns}\n浙江,新建书屋,个,2020,6,{cells}\n"
    assert give(database, tmp_path, text).reason == f"line 2: {reason}"


def test_a_value_without_unit_is_refused(database: Database, tmp_path: Path) -> None:
    result = give(database, tmp_path, "region,indicator,year,value\n浙江,新建书屋,2020,6\n")
    assert result.reason == "line 2: states no unit"
    assert give(database, tmp_path, "region,indicator,year,value\n").reason == "is a table without a row"


def test_a_manifest_states_what_the_table_does_not(database: Database, tmp_path: Path) -> None:
    manifest = "path,region,report_year,publisher\nfacts.csv,浙江,2022,浙江省统计局\n"
    (tmp_path / "manifest.csv").write_text(manifest, encoding="utf-8")
    (tmp_path / "facts.csv").touch()
    stated: Manifest = read_manifests([tmp_path / "manifest.csv"])
    give(database, tmp_path, "indicator,year,value,unit\n新建书屋,2020,6,个\n", manifest=stated)
    assert filled(database, "id,region_code,publisher") == [
        ("330000-table-facts-2022", "330000", "浙江省统计局")
    ]


def test_a_place_without_code_is_in_doubt(database: Database, tmp_path: Path) -> None:
    assert give(database, tmp_path, TABLE).warnings == (
        "云溪市 has no code of GB/T 2260 in 2019",
        "云溪市 has no code of GB/T 2260 in 2021",
    )


def test_a_table_is_no_report_that_should_state_everything(database: Database, tmp_path: Path) -> None:
    give(database, tmp_path, TABLE.replace("云溪市", "浙江省"))
    asked = [("indicator_code", "GDP"), ("indicator_code", "CPI"), ("year", "2020"), ("status", "actual")]
    query = parse_query("coverage", [*asked, ("fields", "indicator_code,state")])
    assert list(coverage.page(database, query).rows) == [("CPI", "not_held"), ("GDP", "stated")]
