"""A stored report is read back unchanged; places with the same name stay separate."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select, update

from app.model.place import Box, PlaceInFile
from app.model.report import Basis, ReportKind
from app.store.connections.session import Database
from app.store.repositories import report_files, reports
from app.store.rows.tables import ReportRow
from tests.made import reported


def test_a_report_comes_back_as_it_was_stored(database: Database) -> None:
    report = reported(
        kind=ReportKind.BULLETIN,
        format="pdf",
        year_basis=Basis.MANIFEST,
        region_basis=Basis.FILE_NAME,
        source_url="https://example.org/1",
        publisher="云溪市统计局",
        retrieved_on=date(2024, 2, 3),
        warnings=("no title",),
    )
    shared = replace(reported(2021), region_code=None, region_shared=True)
    for each in (report, shared):
        with database.writing() as connection:
            number = reports.put(connection, each, 1, "1", "2024-01-01T00:00:00Z")
        with database.reading() as connection:
            assert reports.load(connection, each.id) == (each, "1")
            versions = select(ReportRow.versions).where(ReportRow.number == number)
            assert connection.execute(versions).scalar_one() == 1


def test_places_of_one_name_are_compared_by_code_or_not_at_all() -> None:
    here, there = (
        replace(reported(), id=f"{name}-2020", region="鼓楼区", region_code=None, region_shared=True)
        for name in ("here", "there")
    )
    zone = replace(reported(), region="某某开发区", region_code=None)
    assert reports.region_key(here) != reports.region_key(there)
    assert reports.region_key(zone) == reports.region_key(replace(zone, id="zone-2021"))
    assert reports.region_key(reported()) == "990100"


PLACES = (
    PlaceInFile(0, 1, Box(1, 2, 3, 4)),
    PlaceInFile(5, 2, Box(-1, 2, 300, 4)),
    PlaceInFile(9, path="/html/body/p[1]"),
)


def test_a_file_and_its_places_are_kept_with_the_report(database: Database) -> None:
    report = reported(places=PLACES, file_sha256="ab")
    with database.writing() as connection:
        number = reports.put(connection, report, 1, "1", "2024-01-01T00:00:00Z")
        reports.put_file(connection, report, "/in/a.pdf", b"\x00%PDF")
    with database.reading() as connection:
        assert reports.load(connection, report.id) == (report, "1")
        assert report_files.content(connection, number) == b"\x00%PDF"
        found = report_files.find(connection, report.id)
    assert found is not None
    assert (found["path"], found["file_sha256"]) == ("/in/a.pdf", "ab")
    with database.writing() as connection:
        reports.put(connection, report, 1, "2", "2024-01-01T00:00:00Z")
        assert report_files.content(connection, number) == b"\x00%PDF"
        reports.remove(connection, number)
        assert report_files.content(connection, number) is None


def test_reports_of_older_databases_are_cited(database: Database) -> None:
    with database.writing() as connection:
        reports.put(connection, reported(), 1, "1", "2024-01-01T00:00:00Z")
        assert not reports.has_uncited(connection)
        connection.execute(update(ReportRow).values(citation=""))
        assert reports.has_uncited(connection)
        reports.cite_uncited(connection)
        cited = connection.execute(select(ReportRow.citation)).scalar_one()
    assert cited == "云溪市人民政府. 云溪市政府工作报告[R]. 云溪市, 2020. Zhibiao 990100-2020 (extractor 1)."
